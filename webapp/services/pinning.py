"""The digest by which the log pins a row of what people decided: of all that it says.

The row's own id is digested too. It is random and stands in no act, so that this digest tells
nobody who reads the log, by trying, what a short row says. Of reasons and answers acts hold a
digest of the words alone as well, which sentences of the record print: whoever is shown the words
can see that they are the very ones, and so can whoever guesses them.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from uuid import UUID

from rules.canonical import canonical_text, sha256_of
from webapp.store import Session
from webapp.store.award_tables import (
    AwardStep,
    BidExclusion,
    CommitmentSettlement,
    PriceAnswer,
    PriceDecision,
    PriceQuestion,
)
from webapp.store.bid_tables import LateDecision, UnreadBidStep
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.models import Base
from webapp.store.scoring_tables import EvaluationDeclaration
from webapp.store.withholding_tables import LetterWithholding, WithholdingEnd

DIGEST = "row_sha256"
"""The key under which an act holds the digest of its row."""

# Written out, since acts hold the digests of rows for good: a column that comes later, once named
# here, would change those of every row before it. It needs a decision, for which the test of this
# module asks: digested only where a row has something in it, it leaves the rows before it alone.
PINNED: Mapping[type[Base], str] = MappingProxyType(
    {
        CommitmentSettlement: "id procurement_id bidder_id measure number verdict because role "
        "made_by made_at",
        BidExclusion: "id procurement_id bidder_id number ground because heard role is_on made_by "
        "made_at",
        PriceQuestion: "id procurement_id bidder_id number question answer_by made_by made_at",
        PriceAnswer: "id price_question_id number answer entered_by made_at",
        PriceDecision: "id price_question_id number verdict because role made_by made_at",
        AwardStep: "id procurement_id number evaluation_run_id state because role body minute "
        "on_day made_by made_at",
        LetterWithholding: "id procurement_id number of_bidder_id from_bidder_id criterion passage "
        "explanation_sha256 ground because made_by made_at",
        WithholdingEnd: "id letter_withholding_id because made_by made_at",
        EvaluationDeclaration: "id procurement_id user_id number bidders_sha256 handling detail "
        "decided_by made_by made_at",
        LateDecision: "id bid_receipt_id number is_admitted because decided_by decided_at",
        UnreadBidStep: "id procurement_id bid_receipt_id number kind role because sealed_name "
        "sealed_key made_by made_at",
        ProcurementEnding: "id procurement_id phase because role needs_notice made_by made_at",
    }
)
"""The columns of each table of which the digest of its rows is made."""


def put_on_record(session: Session, row: Base) -> dict[str, str]:
    """Put a row on record, and return its digest as the act that tells of it holds it."""
    session.add(row)
    session.flush()
    return {DIGEST: digest_of_row(row)}


def digest_of_row(row: Base) -> str:
    """Return the digest of everything that a row says, and of which table it is in."""
    held = {name: getattr(row, name) for name in PINNED[type(row)].split()}
    return sha256_of(canonical_text([row.__tablename__, held], default=_plain))


def _plain(value: object) -> str:
    """Return a value as text, the same from either database; moments are in UTC."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    message = f"{type(value).__name__} has no place in a digest"
    raise TypeError(message)
