"""The words of lots that are awarded together are those that its letters and the terminal have."""

from evaluation.lots import ClaimVerdict
from webapp.cli.lots_printout import VERDICTS as PRINTED
from webapp.views.lot_awards.lot_words import VERDICTS


def test_a_bid_that_failed_a_minimum_is_disqualified_as_everywhere_else() -> None:
    assert VERDICTS["disqualified"] == PRINTED[ClaimVerdict.DISQUALIFIED] == "Disqualified"


def test_everything_that_may_come_of_a_bid_has_its_words() -> None:
    assert set(VERDICTS) == {one.value for one in ClaimVerdict}
