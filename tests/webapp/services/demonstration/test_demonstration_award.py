"""The award of the demonstration: all that an award can hold, and letters that may go out."""

from datetime import date
from pathlib import Path

import pytest

from evaluation.tender import CommitmentVerdict
from forms.bundles import read_bundle
from webapp.services.bundles import replay
from webapp.services.demonstration.award import demonstrate_award, write_award
from webapp.services.demonstration.notice import demonstrate

DAY = date(2026, 7, 1)


@pytest.mark.slow
def test_it_shows_what_an_award_can_hold() -> None:
    shown = demonstrate_award(issued_on=DAY)

    evaluation = shown.evaluated.evaluation
    verdicts = [found.verdict for found in shown.evaluated.findings.values()]
    assert (evaluation.winner, len(evaluation.bids)) == ("A", 5)
    assert [bid.id for bid in evaluation.bids if bid.rank is None] == ["E"]
    assert [tie.bids for tie in evaluation.ties_broken] == [("B", "C")]
    assert [each.bid for each in evaluation.abnormally_low] == ["D"]
    assert verdicts.count(CommitmentVerdict.NOT_COUNTED) == 4
    assert CommitmentVerdict.NEEDS_REVIEW not in verdicts


@pytest.mark.slow
def test_every_letter_may_go_out_and_says_that_its_bidder_is_invented() -> None:
    reported = demonstrate_award(issued_on=DAY).reported

    assert (reported.findings, reported.because) == ((), "")
    assert all("is invented" in one.document.title for one in reported.documents())


@pytest.mark.slow
def test_outline_and_award_tell_one_story_of_whose_purchase_it_is() -> None:
    bought = demonstrate().procurement
    report = demonstrate_award(issued_on=DAY).reported.report

    assert bought.authority.name == report.authority == "Coventry City Council"
    for title in (bought.title, report.title):
        assert "demonstration: from a notice of Lancashire County Council" in title
        assert "as if Coventry City Council had published it, under Coventry’s policy" in title


@pytest.mark.slow
def test_it_is_written_the_same_twice_and_its_bundle_replays(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    written = [write_award(demonstrate_award(issued_on=DAY), folder) for folder in folders]

    first, second = [[path.read_bytes() for path in one] for one in written]
    assert first == second
    assert replay(read_bundle(written[0][-1].read_bytes(), name="award.zip")).is_equal
