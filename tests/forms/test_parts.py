"""The forms of the checklist, the case and the lots: what they take, and what they ask for."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from evaluation.outline.case import GROUPS, Case, Level, Risk
from evaluation.outline.checklist import Item, State, Topic
from evaluation.outline.lots import Division, Lot, Lots
from forms.cases import RiskForm, texts_form, texts_of
from forms.checklists import LONGEST_NOTE, StageForm
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


def test_a_stage_is_taken_as_told_with_pasted_text_tidied() -> None:
    form = StageForm(sent(state="done", note=" “Nine” firms\x0b\r\n\r\n\r\n🌳 مرحبا "))

    assert form.validate()
    assert form.item(Topic.MARKET) == Item(Topic.MARKET, State.DONE, "“Nine” firms\n\n🌳 مرحبا")


def test_a_stage_that_is_not_needed_asks_for_the_reason() -> None:
    form = StageForm(sent(state="not_needed", note=" "))

    assert not form.validate()
    assert form.note.errors == ["Enter why it is not needed"]


def test_a_stage_that_is_under_way_needs_no_note() -> None:
    assert StageForm(sent(state="under_way", note="")).validate()


@pytest.mark.parametrize("state", ["", "finished"])
def test_a_stage_has_one_of_the_states(state: str) -> None:
    form = StageForm(sent(state=state, note=""))

    assert not form.validate()
    assert form.state.errors == ["Select how far this is"]


def test_a_stage_has_a_note_that_a_person_reads() -> None:
    form = StageForm(sent(state="done", note="x" * (LONGEST_NOTE + 1)))

    assert not form.validate()
    assert form.note.errors == ["Shorten the note by 1 characters: it may have at most 2,000"]


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
