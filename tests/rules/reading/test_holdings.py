"""What a pack holds beside its rules, and how sure each of it is."""

from pathlib import Path

from rules.pack import Confidence, Due
from rules.reading import Entry
from rules.reading.holdings import due_phrase, source_entry, users_of, value_entry, values_grid
from rules.reading.phrases import said
from tests.rules.reading.samples import DUTIES, PARAMETERS, small_policy


def test_a_value_is_as_sure_as_its_source(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    held = [value_entry(item, stack).confidence for item in pack.parameters]

    assert held == [Confidence.SECONDARY, Confidence.AUTHORITY_SETTING]
    assert [said(row[3]) for row in values_grid(pack.parameters, stack).rows] == [
        "[secondary source]",
        "[proposed, for the authority to set]",
    ]


def test_rules_and_duties_that_use_a_value_are_named(tmp_path: Path) -> None:
    months = (
        "- id: days\n  title: Days\n  type: integer\n  values:\n"
        "    - {from: 2021-01-01, is: 30, cites: [paper p.4], confidence: seen}\n"
    )
    _, stack = small_policy(
        tmp_path,
        parameters=PARAMETERS + months,
        duties=DUTIES.replace("days: 30", "days: days"),
    )

    assert list(users_of("floor", stack)) == ["tier-none", "tier-light"]
    assert list(users_of("days", stack)) == ["report"]
    assert said(due_phrase(stack.duties["report"].due, stack)) == (
        "Within 30 working days after the contract is entered into."
    )


def test_a_duty_says_when_it_is_due(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)

    def told(days: int, *, is_before: bool = False) -> str:
        return said(due_phrase(Due(days, "working", "contract_entered", is_before), stack))

    assert told(0) == "Once the contract is entered into."
    assert told(0, is_before=True) == "Before the contract is entered into."
    assert told(1) == "Within 1 working day after the contract is entered into."
    assert told(5, is_before=True) == "At least 5 working days before the contract is entered into."
    first = Due(30, "calendar", "contract_entered", begins_with=True)
    assert said(due_phrase(first, stack)) == (
        "Within 30 calendar days, the first of them the day on which the contract is entered into."
    )
    assert said(due_phrase(None, stack)) == "No fixed day."


def test_a_source_accounts_for_each_paragraph(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    entry: Entry = source_entry(pack.sources[0], stack)

    assert entry.grid is not None
    rows = {said(place): said(carried) for place, carried in entry.grid.rows}
    assert rows["p.2"] == "What weight says; The share"
    assert rows["p.9"] == "Nothing: It is a foreword."
