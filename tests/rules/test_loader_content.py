"""Outcomes, indicators and model clauses: what is read, and what is refused, with its line."""

from pathlib import Path

import pytest

from rules.errors import PackIsBroken
from rules.pack import Citation, Clause, Indicator, Outcome, Pack
from tests.rules.small_packs import law, policy

OUTCOMES = (
    "- id: cleaner-air\n"
    "  theme: green\n"
    "  title: Cleaner air\n"
    "  wording: Air that is cleaner.\n"
    "  indicators:\n"
    "    - {id: miles, title: Miles saved, unit: miles, example: true}\n"
    "    - {id: trees, title: Trees, unit: trees, carried_by: authority, because: We plant them.}\n"
    "  cites: [paper p.2]\n"
    "- id: fewer-lorries\n"
    "  theme: fair\n"
    "  title: Fewer lorries\n"
    "  indicators: [{same_as: miles}]\n"
    "  cites: [paper p.3]\n"
)
CLAUSE = (
    "- id: miles-clause\n"
    "  version: 2\n"
    "  indicator: miles\n"
    "  question: How many miles?\n"
    "  obligation: The Supplier saves {quantity} miles in {area} by {due}.\n"
    "  kpi: Miles saved.\n"
    "  evidence: A log.\n"
    "  if_missed: A plan.\n"
)


def made(folder: Path, outcomes: str = OUTCOMES, clauses: str = CLAUSE) -> Pack:
    """Load a policy of these outcomes and clauses."""
    return policy(folder, law(folder), outcomes=outcomes, clauses=clauses)


def refused(folder: Path, outcomes: str = OUTCOMES, clauses: str = CLAUSE) -> str:
    """Return the words in which these outcomes and clauses are refused."""
    with pytest.raises(PackIsBroken) as found:
        made(folder, outcomes, clauses)
    return str(found.value)


def test_outcomes_indicators_and_clauses_are_read_in_the_order_written(tmp_path: Path) -> None:
    pack = made(tmp_path)

    assert pack.outcomes == (
        Outcome(
            id="cleaner-air",
            theme="green",
            title="Cleaner air",
            wording="Air that is cleaner.",
            indicators=("miles", "trees"),
            cites=(Citation("paper", "p.2"),),
        ),
        Outcome(
            id="fewer-lorries",
            theme="fair",
            title="Fewer lorries",
            wording="",
            indicators=("miles",),
            cites=(Citation("paper", "p.3"),),
        ),
    )
    assert pack.indicators == (
        Indicator("miles", "Miles saved", "miles", "cleaner-air", example=True),
        Indicator("trees", "Trees", "trees", "cleaner-air", "authority", "We plant them."),
    )
    assert pack.clauses == (
        Clause(
            id="miles-clause",
            version=2,
            indicator="miles",
            question="How many miles?",
            obligation="The Supplier saves {quantity} miles in {area} by {due}.",
            kpi="Miles saved.",
            evidence="A log.",
            if_missed="A plan.",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("theme: green", "theme: blue", "2: «blue» is not a theme. Write one of: fair, green"),
        (
            "{same_as: miles}",
            "{same_as: lorries}",
            "12: no indicator above is called «lorries». Declare it first",
        ),
        (
            "{same_as: miles}",
            "{id: miles, title: Miles, unit: miles}",
            "12: the indicator «miles» stands twice. Write {same_as: id} here",
        ),
        (
            "{same_as: miles}",
            "{same_as: miles, title: Miles}",
            "12: «title» is not a key that may stand here. Remove it",
        ),
        (
            ", because: We plant them.",
            "",
            (
                "7: an indicator that no contract can carry says why, and no other does. "
                "Add or remove «because:»"
            ),
        ),
        (
            "carried_by: authority, ",
            "",
            (
                "7: an indicator that no contract can carry says why, and no other does. "
                "Add or remove «because:»"
            ),
        ),
        (
            "carried_by: authority",
            "carried_by: nobody",
            "7: «nobody» is not a carried_by. Write one of: contract, authority",
        ),
        ("example: true", "example: yes", "6: «yes» is not a example. Write one of: true, false"),
        (", unit: trees", "", "7: the key «unit» is missing. Add «unit»"),
        (
            "  cites: [paper p.2]\n",
            "",
            (
                "1: the key «cites» is missing. "
                "Add «cites: [a source's id and the place in it]», as [pa-2023 s.52(1)]"
            ),
        ),
        (
            "[{same_as: miles}]",
            "miles",
            "12: «indicators» is not a list. Write a list, as in [a, b]",
        ),
    ],
)
def test_an_outcome_is_refused_with_its_line(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    text = OUTCOMES.replace(old, new)

    assert refused(tmp_path, outcomes=text) == f"policy/outcomes.yaml:{words}."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "indicator: miles",
            "indicator: lorries",
            "3: no indicator is called «lorries». Declare it in outcomes.yaml",
        ),
        (
            "indicator: miles",
            "indicator: trees",
            "3: no indicator is called «trees». Declare it in outcomes.yaml",
        ),
        (
            "{area}",
            "{place}",
            (
                "5: «{place}» is not a placeholder. Write one of: quantity, area, due, "
                "contract_title, authority, supplier, percent"
            ),
        ),
        ("{area}", "{area", "5: a brace stands alone. Close the placeholder"),
        ("{area}", "area}", "5: a brace stands alone. Close the placeholder"),
        (
            "version: 2",
            "version: 2.1",
            "2: «2.1» is not a value of version. Write a whole number, such as 30",
        ),
        ("  kpi: Miles saved.\n", "", "1: the key «kpi» is missing. Add «kpi»"),
        ("kpi: Miles saved.", "kpi: ''", "6: «kpi» is empty. Give it a value or remove the key"),
    ],
)
def test_a_clause_is_refused_with_its_line(old: str, new: str, words: str, tmp_path: Path) -> None:
    text = CLAUSE.replace(old, new)

    assert refused(tmp_path, clauses=text) == f"policy/clauses.yaml:{words}."
