"""With what letters are issued: written and read back, and added to a tender."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evaluation.letters.issuing import Issuing, IssuingIsWrong, LateTender, LetterWords
from evaluation.letters.withholding import Ground, WithheldExplanation
from evaluation.numbers import exact
from evaluation.tender import Bid, Commitment, Tender
from tests.evaluation.builders import model

LATE = LateTender(
    bid="C",
    bidder="Gamma plc",
    email="c@example.org",
    address="",
    identifier="",
    received_at=datetime(2026, 3, 2, 12, 0, 1, tzinfo=UTC),
    due_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
    because="It was a second late.",
)
WHOLE = Issuing(
    criteria_at="the guide",
    rules_at="the guide too",
    audit_head="ab" * 32,
    words={"A": LetterWords("1 High Street", "GB-1", {"weeks": "Section 2."}, "In May", "Ann")},
    late=(LATE,),
)


WITHHELD = replace(
    WHOLE,
    withheld=(
        WithheldExplanation("A", "upkeep", Ground.COMMERCIAL, "5" * 64, "B", "a rota"),
        WithheldExplanation("A", "care", Ground.NATIONAL_SECURITY, "6" * 64),
    ),
)


def test_what_is_withheld_stands_in_it_only_if_there_is_any() -> None:
    assert Issuing.of(WITHHELD.canonical) == WITHHELD
    assert "withheld" not in WHOLE.canonical
    assert replace(WITHHELD, withheld=()).canonical == WHOLE.canonical


def test_what_is_written_is_read_back() -> None:
    assert Issuing.of(WHOLE.canonical) == WHOLE
    assert Issuing.of(Issuing().canonical) == Issuing()
    assert LetterWords.of(WHOLE.words["A"].canonical) == WHOLE.words["A"]


@pytest.mark.parametrize(
    "broken",
    [
        "[]",
        "{",
        '{"format":"podium/letters/2"}',
        WHOLE.canonical.replace('"heard"', '"herd"'),
        WHOLE.canonical.replace("2026-03-02T12:00:00+00:00", "noon"),
        WHOLE.canonical.replace('"Section 2."', "2"),
        WITHHELD.canonical.replace('"national_security"', '"secrecy"'),
        WITHHELD.canonical.replace('"reader"', '"to"'),
        WITHHELD.canonical.replace('"sha256"', '"digest"'),
        WHOLE.canonical.replace("{", '{"withheld":{},', 1),
    ],
)
def test_another_form_is_refused(broken: str) -> None:
    with pytest.raises(IssuingIsWrong):
        Issuing.of(broken)


def test_a_tender_gets_what_it_lacks_and_keeps_its_figures() -> None:
    bid = Bid("A", "Alpha", commitments={"weeks": Commitment(exact("5"))}, identifier="GB-0")
    tender = Tender("T-1", model(), (bid,))

    added = WHOLE.added_to(tender).bids[0]

    assert (added.address, added.identifier) == ("1 High Street", "GB-1")
    assert added.commitments["weeks"] == Commitment(exact("5"), because="Section 2.")
    assert WHOLE.added_to(tender).commitment_rules_at == "the guide too"
