"""The forms of the checklist, the case and the lots: what they take, and what they ask for."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from evaluation.outline.case import GROUPS, Case, Level, Risk
from evaluation.outline.checklist import Checklist, Item, State, Topic
from evaluation.outline.lots import Division, Lot, Lots
from forms.cases import RiskForm, texts_form, texts_of
from forms.checklists import LONGEST_NOTE, StagesForm, checklist_form, stages_data
from forms.lots import DivisionForm, LotForm
from rules.money import Pence

RISK = {
    "what": "Nobody bids",
    "likelihood": "low",
    "gravity": "high",
    "response": "Two lots",
    "owner": "Head of parks",
}
NEED, *_ = GROUPS


def sent(**fields: str) -> MultiDict[str, str]:
    return MultiDict(fields)


@pytest.fixture(autouse=True)
def app() -> Iterator[Flask]:
    made = Flask("forms")
    made.config.update(SECRET_KEY="k" * 32, WTF_CSRF_ENABLED=False)
    with made.test_request_context(method="POST"):
        yield made


def stages(**fields: str) -> StagesForm:
    """Return the form of the checklist, sent with all stages open but for what is named."""
    return checklist_form()(sent(**{**stages_data(Checklist()), **fields}))


def test_stages_are_taken_as_told_with_pasted_text_tidied() -> None:
    form = stages(state_market="done", note_market=" “Nine” firms\x0b\r\n\r\n\r\n🌳 مرحبا ")

    assert form.validate()
    assert form.items() == tuple(
        Item(topic, State.DONE, "“Nine” firms\n\n🌳 مرحبا")
        if topic is Topic.MARKET
        else Item(topic)
        for topic in Topic
    )


@pytest.mark.parametrize(
    ("state", "error"),
    [
        ("done", "Enter what came of “Engage the market”"),
        ("not_needed", "Enter why “Engage the market” is not needed"),
    ],
)
def test_a_stage_that_is_settled_says_what_came_of_it_or_why(state: str, error: str) -> None:
    form = stages(state_market=state, note_market=" ")

    assert not form.validate()
    assert form.errors == {"note_market": [error]}


def test_a_stage_that_is_not_settled_may_have_a_note_and_is_under_way_then() -> None:
    form = stages(state_needs="not_yet", note_needs="Figures are asked for")

    assert form.validate()
    assert form.items()[1] == Item(Topic.NEEDS, State.UNDER_WAY, "Figures are asked for")


@pytest.mark.parametrize("state", ["", "finished", "under_way"])
def test_a_stage_is_done_not_needed_or_not_yet(state: str) -> None:
    form = stages(state_market=state)

    assert not form.validate()
    assert form.errors == {"state_market": ["Select how far “Engage the market” is"]}


def test_a_stage_has_a_note_that_a_person_reads() -> None:
    form = stages(state_market="done", note_market="x" * (LONGEST_NOTE + 1))

    assert not form.validate()
    assert form.errors["note_market"] == [
        "Shorten what came of “Engage the market” by 1 characters: it may have at most 2,000"
    ]


def test_a_checklist_is_shown_as_it_stands() -> None:
    done = Checklist((Item(Topic.REVIEW, State.DONE, "Looked at"), Item(Topic.NEEDS)))

    shown = stages_data(done)

    assert (shown["state_review"], shown["note_review"]) == ("done", "Looked at")
    assert (shown["state_needs"], shown["note_needs"]) == ("not_yet", "")


def test_texts_may_be_left_for_later() -> None:
    form = texts_form(NEED.prompts)(sent(need="", options=""))

    assert form.validate()
    assert form.texts() == {"need": "", "options": ""}


def test_texts_have_a_limit_in_words() -> None:
    form = texts_form(NEED.prompts)(sent(need="word " * 301, options="word " * 300))

    assert not form.validate()
    assert form["need"].errors == [
        "Shorten “The need and its background” by 1 word: it may have at most 300"
    ]
    assert not form["options"].errors


def test_texts_show_what_stands() -> None:
    assert texts_of(Case(need="A", options="B", ask="C"), NEED.prompts) == {
        "need": "A",
        "options": "B",
    }


def test_a_risk_is_taken_as_told() -> None:
    form = RiskForm(MultiDict(RISK))

    assert form.validate()
    assert form.risk() == Risk("Nobody bids", Level.LOW, Level.HIGH, "Two lots", "Head of parks")


@pytest.mark.parametrize("name", RISK)
def test_a_risk_has_every_field(name: str) -> None:
    form = RiskForm(MultiDict({**RISK, name: ""}))

    assert not form.validate()
    assert [*form.errors] == [name]


def test_a_division_keeps_the_lots_that_were_drawn() -> None:
    drawn = Lots(Division.WHOLE, "Old", (Lot(1, "North"),))
    form = DivisionForm(sent(division="divided", reasons="Two areas", most_lots="1"))
    form.limit_reasons.data = "So that two firms are there"

    assert form.applied_to(drawn) == Lots(
        Division.DIVIDED, "Two areas", (Lot(1, "North"),), 1, "So that two firms are there"
    )


def test_a_division_asks_for_reasons_where_there_are_no_lots() -> None:
    form = DivisionForm(sent(division="whole", reasons=""))

    assert not form.validate()
    assert form.reasons.errors == ["Enter the reasons for not using lots"]


def test_a_division_asks_why_bidders_are_limited() -> None:
    form = DivisionForm(sent(division="divided", reasons="", most_lots="1"))

    assert not form.validate()
    assert form.limit_reasons.errors == ["Enter why there is a limit"]


@pytest.mark.parametrize("most", ["0", "-1", "101", "many", "1.5", "²"])
def test_a_division_has_a_limit_that_is_a_whole_number(most: str) -> None:
    form = DivisionForm(sent(division="divided", reasons="", most_lots=most, limit_reasons="x"))

    assert not form.validate()
    assert form.most_lots.errors == ["Enter a whole number of lots from 1 to 100"]


def test_a_lot_is_taken_as_told() -> None:
    form = LotForm(sent(title=" Parks,  north ", description="", value="£180,000.50"))

    assert form.validate()
    assert form.lot(3) == Lot(3, "Parks, north", "", Pence(180_000_50))


def test_a_lot_may_have_no_value_yet() -> None:
    form = LotForm(sent(title="Parks", description="All", value=""))

    assert form.validate()
    assert form.lot(1).value is None


@pytest.mark.parametrize(
    ("title", "value", "wrong"),
    [("", "", "title"), ("\u200b", "", "title"), ("A", "a lot", "value"), ("A", "-1", "value")],
)
def test_a_lot_is_refused_with_what_to_enter(title: str, value: str, wrong: str) -> None:
    form = LotForm(sent(title=title, description="", value=value))

    assert not form.validate()
    assert [*form.errors] == [wrong]
