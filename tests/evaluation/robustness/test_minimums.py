"""How few changes cross a disqualifying minimum, against trying all of them."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.numbers import Mark
from evaluation.robustness.budget import Budget
from evaluation.robustness.changes import DOWN, UP, Changes
from evaluation.robustness.minimums import Minimums
from evaluation.robustness.subsets import ChangeKey
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import Tender
from tests.evaluation.robustness.small_tenders import small_tender, with_scores


def stands_by_evaluation(
    tender: Tender, changes: Changes, bid: int, keys: tuple[ChangeKey, ...]
) -> bool:
    named = [changes.named(key) for key in keys]
    marks = {(each.bid, each.criterion): Mark(each.new) for each in named}
    after = with_scores(tender, marks)
    whole = evaluate(after)
    return tender.bids[bid].id in WhatIf(after, NO_FINDINGS, whole).standing


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=40)
def test_the_fewest_that_cross_are_the_fewest_of_all_sets(seed: int) -> None:
    tender = small_tender(seed)
    what_if = WhatIf(tender, NO_FINDINGS, evaluate(tender))
    changes = Changes(tender)
    minimums = Minimums(what_if, changes)

    for bid, each in enumerate(tender.bids):
        stood = each.id in what_if.standing
        found = minimums.fewest_out(bid) if stood else minimums.fewest_in(bid, Budget())
        keys = [
            changes.key(bid, question, direction)
            for question in changes.questions
            for direction in (DOWN, UP)
            if changes.is_possible(bid, question, direction)
        ]
        crossing = [
            set(chosen)
            for size in (1, 2, 3)
            for chosen in combinations(keys, size)
            if len({key[1] for key in chosen}) == size
            and stands_by_evaluation(tender, changes, bid, chosen) != stood
        ]
        assert found == min(map(len, crossing), default=None)
        if found is not None:
            cross = minimums.out if stood else minimums.brought_in
            sets = [{item.key for item in chosen} for chosen in cross(bid, found, Budget())]
            fewest = [chosen for chosen in crossing if len(chosen) == found]
            assert sorted(map(sorted, sets)) == sorted(map(sorted, fewest))
