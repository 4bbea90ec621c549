"""Telling bidders in the record: which letters went out, each with its fingerprint."""

from uuid import UUID

import pytest

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


@pytest.mark.parametrize(
    ("act", "detail", "what"),
    [
        (
            "withhold-from-letters",
            {"ground": "sensitive_commercial_information", "is_every": True, "is_whole": True},
            (
                "withheld the explanation of the most advantageous tender for “staff” from every "
                "letter that holds it, under section 94(1)(b)"
            ),
        ),
        (
            "end-withholding",
            {"ground": "national_security", "is_every": False, "is_whole": False},
            (
                "no longer withholds words of the explanation of the most advantageous tender for "
                "“staff” from one letter, under section 94(1)(a)"
            ),
        ),
    ],
)
def test_what_is_withheld_names_the_ground_and_no_bidder(
    act: str, detail: dict[str, object], what: str
) -> None:
    _, tell = ACTS[act]
    said = {"criterion": "staff", "number": 1, "sha256": "ab" * 32, **detail}

    told = tell(Entry(1, NOW, UUID(int=1), act, f"procurement/{TENDER}", said), Named())

    assert told.what == f"{what} (reason with the fingerprint abababababab…)"
    assert not told.why
