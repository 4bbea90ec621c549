"""The parts of an analysis: all draws in them, the sample spread over them."""

from pathlib import Path

import pytest

from rules.analysis.groups import groups_of
from rules.analysis.judging import Judge
from rules.analysis.work import judged_parts, parts_of
from rules.cases import DRAWS_A_PART
from rules.stack import Stack
from tests.rules.small_packs import LAW, any_of, law_stack, rule

MANY = any_of(
    *(f"nation is {nation}" for nation in ("wales", "england")),
    "category is goods",
    "authority_type is school",
    "special_regime is concession",
    "framework is establishing",
    "divided_into_lots is true",
    "duration_months is at least 12",
)


def stack_of(folder: Path) -> Stack:
    """Load a law that depends on enough facts for a sample of several parts."""
    rules = rule("the-law", "regime: pcr_2015") + rule("one", "kpis_minimum: 3", MANY)
    return law_stack(folder, rules=rules, pack=f"{LAW}until: 2024-12-31\n")


def test_the_parts_hold_every_draw_and_the_whole_sample(tmp_path: Path) -> None:
    stack = stack_of(tmp_path)
    groups = groups_of(stack.packs[0], stack, seed=1)

    parts = parts_of(groups, sample=777)

    assert len(parts) > len(groups)
    assert sum(part.again for part in parts) == 777
    assert {(part.group, part.part) for part in parts} == {
        (number, part) for number, group in enumerate(groups) for part in range(group.plan.parts)
    }


def test_a_sample_that_is_larger_than_all_takes_all(tmp_path: Path) -> None:
    stack = stack_of(tmp_path)
    groups = groups_of(stack.packs[0], stack, seed=1)

    parts = parts_of(groups, sample=10**6)

    assert max(part.again for part in parts) <= DRAWS_A_PART
    assert sum(part.again for part in parts) == sum(group.plan.draws for group in groups)


@pytest.mark.slow
def test_a_part_comes_to_the_same_whatever_was_judged_before(tmp_path: Path) -> None:
    stack = stack_of(tmp_path)
    groups = groups_of(stack.packs[0], stack, seed=1)
    parts = parts_of(groups, sample=50)[-2:]

    in_turn = list(judged_parts(stack.packs[0], stack, groups, parts, seed=1, processes=1))

    alone = Judge(stack.packs[0], stack, groups, seed=1).judge(parts[-1])
    assert in_turn[-1] == alone
