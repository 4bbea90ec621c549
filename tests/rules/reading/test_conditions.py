"""Conditions as clauses: each kind and operator, nested, and with values of the rule's time."""

from datetime import date
from pathlib import Path

import pytest

from rules.reading.conditions import Period, Speaker
from rules.reading.phrases import said
from rules.stack import Stack
from tests.rules.reading.samples import PARAMETERS, small_policy
from tests.rules.small_packs import all_of, any_of, rule

OUTSIDE = "the pillar of the measure’s outcome does not apply"
COMMENCES = "the procurement commences"
EXTENDED = "the length of extensions is at most"
LASTS = "the duration without extensions"
FLOOR = "the estimated value is at least £30,000 including VAT"


def speaker_and_rule(folder: Path, when: str, until: date | None = None) -> tuple[Speaker, Stack]:
    """Return who speaks of a rule `one` with this condition, of the stage that may read all."""
    then = "commitment_verdict: counted"
    rules = rule("one", then, when, from_="2021-01-01", cites="[paper p.1]")
    sources = "- {id: paper, title: The Paper, kind: policy, confidence: seen}\n"
    _, stack = small_policy(
        folder,
        rules=rules.replace("  from: 2020-01-01\n", ""),
        parameters=PARAMETERS,
        outcomes="[]",
        clauses="[]",
        duties="[]",
        tests="[]",
        sources=sources,
    )
    return Speaker(stack, Period(date(2021, 1, 1), until)), stack


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("duration_months is more than 5", "the duration without extensions is more than 5 months"),
        ("category is one of goods, works", "the main purpose is goods or works"),
        ("category is not goods", "the main purpose is not goods"),
        ("nation is not one of wales, scotland", "the nation is not Wales or Scotland"),
        ("uses_energy is false", "delivery uses no energy or water"),
        ("uses_energy is not true", "delivery uses no energy or water"),
        ("coverage is not above_threshold", "the value does not count as above the threshold"),
        (
            "outcome_standing is one of pillar_not_applicable, not_in_policy",
            f"{OUTSIDE}, or the policy has no such outcome",
        ),
        ("commenced_on is at least 2025-02-24", f"{COMMENCES} on or after 24 February 2025"),
        ("commenced_on is less than 2025-02-24", f"{COMMENCES} before 24 February 2025"),
        ("extension_months is at most duration_months", f"{EXTENDED} {LASTS}"),
        (
            "estimated_value is at least floor",
            f"{FLOOR} (the floor, from 1 January 2022; £25,000 excluding VAT before)",
        ),
    ],
)
def test_a_comparison_reads_as_a_clause(tmp_path: Path, sentence: str, clause: str) -> None:
    speaker, stack = speaker_and_rule(tmp_path, f'"{sentence}"')

    assert said(speaker.clause(stack.rules["one"].when)) == clause


def test_a_value_is_that_of_the_rules_own_time(tmp_path: Path) -> None:
    speaker, stack = speaker_and_rule(
        tmp_path, '"estimated_value is at least floor"', until=date(2021, 12, 31)
    )

    assert said(speaker.clause(stack.rules["one"].when)).endswith(
        "£25,000 excluding VAT (the floor, from 1 January 2021)"
    )


def test_nested_conditions_keep_their_meaning_in_a_sentence_and_in_a_list(tmp_path: Path) -> None:
    when = all_of(
        "category is works",
        any_of("uses_energy is true", all_of("nation is wales", "uses_vehicles is true")),
    )
    speaker, stack = speaker_and_rule(tmp_path, when)
    condition = stack.rules["one"].when

    assert said(speaker.clause(condition)) == (
        "the main purpose is works, and either delivery uses energy or water, or (the nation is "
        "Wales, and delivery uses vehicles)"
    )
    assert [(depth, said(line)) for depth, line in speaker.lines(condition)] == [
        (0, "the main purpose is works"),
        (0, "at least one of these:"),
        (1, "delivery uses energy or water"),
        (1, "all of these:"),
        (2, "the nation is Wales"),
        (2, "delivery uses vehicles"),
    ]


def test_a_table_cell_leaves_the_subject_out(tmp_path: Path) -> None:
    speaker, stack = speaker_and_rule(
        tmp_path, all_of("uses_energy is false", "estimated_value is at least floor")
    )

    cells = [said(speaker.cell(leaf)) for leaf in stack.rules["one"].when.parts]  # type: ignore[union-attr, arg-type] # two comparisons

    assert cells == [
        "no",
        "at least £30,000 including VAT (from 1 January 2022; £25,000 excluding VAT before)",
    ]


def test_everything_of_a_stack_has_a_title(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)

    assert [stack.title_of(id_) for id_ in ("green", "board", "miles-clause", "paper", "x")] == [
        "Green",
        "The Board",
        "Miles saved",
        "The Paper",
        "x",
    ]
