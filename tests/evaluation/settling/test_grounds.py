"""The grounds on which a tender is disregarded: each by its provision, in words that come back."""

import pytest

from evaluation.settling.grounds import ABNORMALLY_LOW, GROUNDS, ground_of


def test_every_ground_comes_back_from_its_words_and_no_two_share_them() -> None:
    every = [*GROUNDS.values(), ABNORMALLY_LOW]

    assert [ground_of(one.words) for one in every] == every
    assert len({one.words for one in every}) == len(every)


def test_a_price_is_no_ground_to_choose() -> None:
    assert ABNORMALLY_LOW.id not in GROUNDS
    assert ground_of("Some other ground") is None


@pytest.mark.parametrize(
    ("ground", "provision"),
    [
        ("excluded", "(s.58(2))"),
        ("excludable", "(s.58(2))"),
        ("associated-excluded", "(s.58(2))"),
        ("associated-excluded", "(s.26(3))"),
        ("sub-contractor-excluded", "(s.58(2))"),
        ("sub-contractor-excludable", "(s.28(5))"),
        ("improper", "(s.30(3))"),
        ("excludable", "(s.29)"),
        ("sub-contractor-excludable", "(s.29)"),
    ],
)
def test_a_ground_says_what_the_supplier_is_given_before(ground: str, provision: str) -> None:
    assert provision in GROUNDS[ground].before


def test_what_binds_says_so_and_what_does_not_says_that() -> None:
    assert GROUNDS["conditions"].effect == "The tender has to be disregarded."
    assert GROUNDS["excludable"].effect == "The tender may be disregarded."


@pytest.mark.parametrize(
    ("ground", "cites"), [("engagement", "s.16(4) and (5)"), ("conflict", "s.82(3) and (4)")]
)
def test_a_supplier_at_an_advantage_that_cannot_be_avoided_is_treated_as_excluded(
    ground: str, cites: str
) -> None:
    assert (GROUNDS[ground].cites, GROUNDS[ground].must) == (cites, True)


def test_a_minister_is_told_of_one_kind_of_debarment_alone() -> None:
    told = {one.id for one in GROUNDS.values() if one.is_notified and one.id.startswith("debarred")}

    assert told == {"debarred-security"}


def test_whoever_has_to_be_told_within_thirty_days_is_named_and_nobody_without_need() -> None:
    assert "s.59(2)" in GROUNDS["excluded"].after
    assert GROUNDS["conditions"].after == ""
