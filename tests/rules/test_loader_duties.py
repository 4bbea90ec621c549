"""Duties and sources: what is read, and what is refused, with its line."""

from pathlib import Path

import pytest

from rules.condition import ParameterName
from rules.pack import (
    Citation,
    Confidence,
    Coverage,
    Due,
    Duty,
    Source,
)
from rules.pack_json import pack_json
from tests.rules.small_packs import law, parameter, refusal_of

DUTY = "- {id: publish-it, title: Publish it, cites: [act s.3]"


def test_a_duty_is_read_whole(tmp_path: Path) -> None:
    text = (
        f"{DUTY}, text: Do so., notice: UK6, confidence: secondary, "
        "due: {days: 30, kind: working, before: contract_entered}}\n"
        "- {id: keep-it, title: Keep it, cites: [act s.4]}\n"
    )
    cites = (Citation("act", "s.3"),)

    found = law(tmp_path, duties=text).duties

    assert found == (
        Duty(
            "publish-it",
            "Publish it",
            "Do so.",
            cites,
            Confidence.SECONDARY,
            Due(30, "working", "contract_entered", is_before=True),
            "UK6",
        ),
        Duty("keep-it", "Keep it", "", (Citation("act", "s.4"),), Confidence.SEEN),
    )


def test_a_dutys_days_may_be_a_parameter(tmp_path: Path) -> None:
    text = f"{DUTY}, due: {{days: limit, kind: calendar, after: contract_entered}}}}\n"

    (found,) = law(
        tmp_path,
        duties=text,
        parameters=parameter("limit", "integer", "from: 2020-01-01, is: 5"),
    ).duties

    assert found.due == Due(ParameterName("limit"), "calendar", "contract_entered")


def test_the_day_of_the_event_may_be_the_first_of_the_days(tmp_path: Path) -> None:
    text = f"{DUTY}, due: {{days: 30, kind: calendar, beginning_with: contract_entered}}}}\n"

    pack = law(tmp_path, duties=text)

    assert pack.duties[0].due == Due(30, "calendar", "contract_entered", begins_with=True)
    assert pack_json(pack)["duties"][0]["due"] == {
        "days": 30,
        "kind": "calendar",
        "beginning_with": "contract_entered",
    }


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (
            "days: 30, kind: calendar",
            "a due date is either after or before an event. Write one of them",
        ),
        (
            "days: 30, kind: calendar, after: contract_ended, before: contract_ended",
            "a due date is either after or before an event. Write one of them",
        ),
        (
            "days: -3, kind: calendar, after: contract_ended",
            "«-3» is not a value of days. Write a whole number, such as 30",
        ),
        (
            "days: 30, kind: business, after: contract_ended",
            "«business» is not a kind. Write one of: calendar, working",
        ),
        (
            "days: price, kind: calendar, after: contract_ended",
            "«price» is not a number of days. Use an integer",
        ),
        ("kind: calendar, after: contract_ended", "the key «days» is missing. Add «days»"),
    ],
)
def test_a_due_date_is_refused_with_its_line(due: str, words: str, tmp_path: Path) -> None:
    text = f"# duties\n{DUTY}, due: {{{due}}}}}\n"
    price = parameter("price", "money", "from: 2020-01-01, is: £5.00")

    found = refusal_of(tmp_path, duties=text, parameters=price)

    assert found == f"law/duties.yaml:2: {words}."


def test_an_event_is_one_of_a_closed_list(tmp_path: Path) -> None:
    text = f"{DUTY}, due: {{days: 1, kind: calendar, after: christmas}}}}\n"

    assert refusal_of(tmp_path, duties=text).startswith(
        "law/duties.yaml:1: «christmas» is not a after. Write one of: procurement_commenced, "
    )


def test_a_source_is_read_with_what_the_pack_carries_of_it(tmp_path: Path) -> None:
    text = (
        "- id: act\n  title: The Act\n  kind: statute\n  reference: 2020 c. 1\n"
        "  confidence: seen\n  seen_at: today\n  covers:\n"
        "    - {at: s.1, carried_by: [law-regime]}\n"
        "    - {at: s.2, because: It speaks of other things.}\n"
    )

    (found,) = law(tmp_path, sources=text).sources

    assert found == Source(
        id="act",
        title="The Act",
        kind="statute",
        reference="2020 c. 1",
        confidence=Confidence.SEEN,
        seen_at="today",
        covers=(
            Coverage("s.1", ("law-regime",), ""),
            Coverage("s.2", (), "It speaks of other things."),
        ),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "{at: s.1}",
            (
                "a place in a source is carried by something, or there is a reason why not. "
                "Write «carried_by: [ids]» or «because: reason»"
            ),
        ),
        (
            "{at: s.1, carried_by: [law-regime], because: Both.}",
            (
                "a place in a source is carried by something, or there is a reason why not. "
                "Write «carried_by: [ids]» or «because: reason»"
            ),
        ),
        (
            "{at: s.1, carried_by: []}",
            (
                "a place in a source is carried by something, or there is a reason why not. "
                "Write «carried_by: [ids]» or «because: reason»"
            ),
        ),
        ("{carried_by: [law-regime]}", "the key «at» is missing. Add «at»"),
    ],
)
def test_a_line_of_coverage_is_refused_with_its_line(line: str, words: str, tmp_path: Path) -> None:
    text = (
        "- id: act\n  title: The Act\n  kind: statute\n  confidence: seen\n"
        f"  covers:\n    - {line}\n"
    )

    assert refusal_of(tmp_path, sources=text) == f"law/sources.yaml:6: {words}."


def test_a_source_is_of_a_known_kind(tmp_path: Path) -> None:
    text = "- {id: act, title: The Act, kind: rumour, confidence: seen}\n"

    assert refusal_of(tmp_path, sources=text) == (
        "law/sources.yaml:1: «rumour» is not a kind. "
        "Write one of: statute, regulations, policy, guidance, secondary."
    )
