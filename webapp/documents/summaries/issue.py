"""How letters are issued: the day, and what stands in each beside the evaluation."""

from dataclasses import dataclass, replace
from datetime import date

from evaluation.letters.issuing import Issuing
from evaluation.tender import Tender
from webapp.documents.content import KeyFacts, plain
from webapp.documents.summaries.letter import Withheld, row

NO_AUTHORITY = "The contracting authority"
NOTHING_MORE = Issuing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """How letters are issued: the day, and what stands in them beside the evaluation.

    `authority` is used where the tender holds no procurement. `criteria_at` says where the full
    award criteria can be accessed, and goes before the tender's own `documents_at`; without either
    the letter has a blank to be filled in.
    `audit_head` is the head of the audit log's chain, empty where there is no log. `withheld` is
    what the authority withholds under section 94 of the Procurement Act 2023, which each summary
    then says, with the ground (s.94(3)). `issuing` holds the words that a person gave for a letter,
    and the late tenders that were not admitted.
    """

    on: date
    authority: str = ""
    criteria_at: str = ""
    audit_head: str = ""
    withheld: tuple[Withheld, ...] = ()
    issuing: Issuing = NOTHING_MORE


def authority_of(tender: Tender, issue: Issue) -> str:
    """Return who issues a letter: whose procurement it is, or who is named for the letters."""
    procurement = tender.procurement
    return plain(procurement.authority.name if procurement else issue.authority) or NO_AUTHORITY


def restated(front: KeyFacts, issue: Issue) -> KeyFacts:
    """Return the front of a letter, with what it takes the place of if an award was taken back."""
    replaced = issue.issuing.replaces
    rows = (row("Takes the place of", replaced),) if replaced else ()
    return replace(front, rows=(*front.rows, *rows))
