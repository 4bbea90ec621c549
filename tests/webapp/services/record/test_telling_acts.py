"""Telling bidders in the record: which letters went out, each with its fingerprint."""

from uuid import UUID

from tests.webapp.conftest import NOW
from webapp.documents.summaries import LetterKind
from webapp.services.record.letter_acts import ACTS
from webapp.services.record.telling import Change, Entry, Named

TENDER = UUID(int=9)


def test_every_kind_of_letter_stands_in_words_and_one_that_is_not_known_too() -> None:
    kinds = (*(kind.value for kind in LetterKind), "another")
    letters = [
        {"bidder": number, "kind": kind, "sha256": "ab" * 32} for number, kind in enumerate(kinds)
    ]
    _, tell = ACTS["send-award-letters"]

    told = tell(
        Entry(
            1,
            NOW,
            UUID(int=1),
            "send-award-letters",
            f"procurement/{TENDER}",
            {"run": 2, "letters": letters},
        ),
        Named(bidders={(TENDER, 0): "Alpha Ltd"}),
    )

    sent = f"sent every bidder its letter on the award by evaluation 2: {len(kinds)} letters"
    assert told.what == sent
    assert told.changes[0] == Change(
        "Alpha Ltd", "", "Assessment summary, fingerprint abababababab…"
    )
    assert [one.now.partition(",")[0] for one in told.changes] == [
        *(kind.words for kind in LetterKind),
        "A letter",
    ]
