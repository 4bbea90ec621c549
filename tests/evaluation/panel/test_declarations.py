"""What stands of a declaration of interests, as bidders and decisions come."""

from uuid import UUID

import pytest

from evaluation.panel.declarations import Declaration, Handling, bidders_sha256, declared_of
from evaluation.panel.visibility import Declared

ALPHA, BETA = (UUID(int=1), "Alpha Ltd"), (UUID(int=2), "Beta CIC")
NOW, BEFORE = bidders_sha256([ALPHA, BETA]), bidders_sha256([ALPHA])


def said(handling: Handling, sha256: str = NOW, *, is_decided: bool = False) -> Declaration:
    return Declaration(sha256, handling, is_decided)


def test_the_order_of_the_bidders_does_not_matter_and_each_of_them_does() -> None:
    assert bidders_sha256([BETA, ALPHA]) == NOW
    assert len({NOW, BEFORE, bidders_sha256([])}) == 3


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], Declared.MISSING),
        ([said(Handling.NONE)], Declared.NO_CONFLICT),
        ([said(Handling.NONE, BEFORE)], Declared.MISSING),
        ([said(Handling.MANAGED)], Declared.UNDECIDED),
        ([said(Handling.WAIVED)], Declared.UNDECIDED),
        ([said(Handling.MANAGED), said(Handling.MANAGED, is_decided=True)], Declared.ACCEPTED),
        ([said(Handling.MANAGED), said(Handling.WAIVED, is_decided=True)], Declared.ACCEPTED),
        ([said(Handling.MANAGED, BEFORE, is_decided=True)], Declared.MISSING),
        ([said(Handling.MANAGED), said(Handling.RECUSED, is_decided=True)], Declared.RECUSED),
        ([said(Handling.RECUSED)], Declared.RECUSED),
        ([said(Handling.RECUSED, BEFORE)], Declared.RECUSED),
    ],
)
def test_the_last_row_stands_for_the_bidders_as_they_are(
    rows: list[Declaration], expected: Declared
) -> None:
    assert declared_of(rows, NOW) is expected
