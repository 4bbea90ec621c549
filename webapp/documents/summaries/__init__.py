"""The letters that the law asks for: assessment summaries, and the notices that go before them.

An assessment summary holds, in the order of regulation 31 of the Procurement Regulations 2024, the
supplier's particulars, the award criteria and methodology, how its tender was assessed, and for
another than the most advantageous tender the further reasons and how that one was assessed. What a
letter tells of others is decided in `webapp.documents.summaries.letter`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.letters.withholding import Ground
from evaluation.lint.reading import is_disregarded
from evaluation.low_price_questions import open_questions
from evaluation.result import Evaluation
from evaluation.tender import Tender
from rules.decision import Decision
from rules.errors import PodiumError
from webapp.documents.content import Document, KeyFacts, Section, plain
from webapp.documents.summaries.assessment import assessed
from webapp.documents.summaries.disregarded import disregarded_sections
from webapp.documents.summaries.ending import (
    Addressed,
    EndedNow,
    TakenBack,
    ended_notice,
    taken_back_notice,
)
from webapp.documents.summaries.issue import Issue, authority_of, restated
from webapp.documents.summaries.kinds import LetterKind
from webapp.documents.summaries.letter import THE_WINNING, Case, Withheld
from webapp.documents.summaries.low_price import LOW_PRICE, Asking, low_price_parts
from webapp.documents.summaries.methodology import methodology
from webapp.documents.summaries.outcome import outcome, particulars
from webapp.documents.summaries.reasons import why_not
from webapp.documents.summaries.standstill import what_happens_next
from webapp.documents.summaries.unassessed import late_notice, unread_notice
from webapp.documents.summaries.withholding import outdated_for, withheld_from

_NOTHING_ELSE = "nothing that was not published may decide between them"


class NoAssessmentSummary(PodiumError):
    """There is no award that an assessment summary could be about, or not for this bid."""


class NoLowPriceNotice(PodiumError):
    """The model's screen does not ask about the price of this bid, or the bid was disregarded."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one bidder."""

    bid: str
    kind: LetterKind
    document: Document

    @property
    def stem(self) -> str:
        """The name of its file, without the ending: bids' ids are safe in file names."""
        return f"{self.kind}-{self.bid}"


def no_summaries_because(evaluation: Evaluation) -> str:
    """Return why no assessment summary can be written yet, empty where each can."""
    if evaluation.provisional:
        return (
            "The result is provisional: a commitment still needs review, and an assessment summary "
            "tells a settled assessment"
        )
    if not evaluation.ranking:
        return "No tender is left to be ranked, so there is no award to be explained"
    if not evaluation.awardable:
        return "Every tender that is ranked is passed over, so there is no award to be explained"
    if evaluation.winner is None and evaluation.passed_above:
        return (
            "The first place among the tenders that the lot may be awarded to is shared, so there "
            "is no award to be explained. Have the lots awarded by the published rule; "
            f"{_NOTHING_ELSE}"
        )
    if evaluation.winner is None:
        return (
            "The first place is shared, so there is no most advantageous tender yet, and no award "
            "to be explained. Apply the published order for equal figures, if there is one; "
            f"{_NOTHING_ELSE}"
        )
    return ""


def assessment_summary(
    tender: Tender, evaluation: Evaluation, decision: Decision | None, bid: str, *, issue: Issue
) -> Document:
    """Return the assessment summary for the supplier of one bid.

    Args:
        tender: the tender; `evaluation.lint` should have found nothing in it.
        evaluation: what it comes to.
        decision: what the packs decided of its procurement, None without one.
        bid: the id of the bid.
        issue: when and how it is issued.

    Raises:
        NoAssessmentSummary: the result is provisional, there is no winner, the tender was
            disregarded and is no assessed tender, or an explanation was agreed anew since it was
            withheld.
    """
    _refuse(tender, evaluation, bid, issue)
    case = _case(tender, evaluation, decision, bid, issue)
    title = "How your tender was assessed"
    own = Section("own", "2", title, assessed(case, case.bid, prefix="own"))
    sections: tuple[Section, ...] = (outcome(case), methodology(case), own)
    if case.is_winner:
        sections += (what_happens_next(case.decision, 3),)
    else:
        title = f"How {THE_WINNING[:1].lower()}{THE_WINNING[1:]} was assessed"
        best = Section("winner", "4", title, assessed(case, case.winner, prefix="winner"))
        sections += (why_not(case), best, what_happens_next(case.decision, 5))
    front = particulars(case, dated="Date of this summary")
    return _document("Assessment summary", case, issue, front, sections)


def _refuse(tender: Tender, evaluation: Evaluation, bid: str, issue: Issue) -> None:
    """Raise why there is no assessment summary for a bid, if so."""
    because = no_summaries_because(evaluation)
    if because:
        remedy = "Settle that, evaluate again, and write the summaries then"
        raise NoAssessmentSummary(f"bids[{bid}]", because, remedy)
    if is_disregarded(evaluation.by_id[bid]):
        raise NoAssessmentSummary(
            f"bids[{bid}]",
            "The tender was disregarded, and only an assessed tender has an assessment summary",
            "Send the notice that the tender was disregarded instead",
        )
    if outdated_for(tender, evaluation, bid, issue.issuing):
        raise NoAssessmentSummary(
            f"bids[{bid}]",
            "An explanation was agreed anew since it was withheld from this letter",
            "Decide again what is withheld of it",
        )


def disregarded_notice(
    tender: Tender, evaluation: Evaluation, decision: Decision | None, bid: str, *, issue: Issue
) -> Document:
    """Return the notice that a tender was disregarded, which takes the place of a summary."""
    case = _case(tender, evaluation, decision, bid, issue)
    front = particulars(case, dated="Date of this notice")
    kind = "Notice that a tender was disregarded"
    return _document(kind, case, issue, front, disregarded_sections(case))


def low_price_notice(
    tender: Tender,
    evaluation: Evaluation,
    decision: Decision | None,
    bid: str,
    *,
    issue: Issue,
    asking: Asking | None = None,
) -> Document:
    """Return the notice of section 19(4) that a tender's price is considered abnormally low.

    With `asking` it has no blanks, and the screen need not ask: that is for the authority.

    Raises:
        NoLowPriceNotice: the screen does not ask about this bid's price, and nobody does.
    """
    if asking is None and bid not in {each.bid for each in evaluation.abnormally_low}:
        raise NoLowPriceNotice(
            f"bids[{bid}].price",
            "The model's screen does not ask about this price",
            "Write no notice, or one of your own if the authority considers the price too low",
        )
    case = _case(tender, evaluation, decision, bid, issue)
    return _document(LOW_PRICE, case, issue, *low_price_parts(case, asking))


def letters(
    tender: Tender, evaluation: Evaluation, decision: Decision | None, *, issue: Issue
) -> tuple[Letter, ...]:
    """Return the letter that announces the award to each bidder, in the order of the bids.

    Each assessed tender has its assessment summary; each disregarded one, each that could not be
    read, and each late one that was not admitted its notice. There is none to a reader from whom
    something is withheld that was agreed anew since: a person has to decide on that first.

    Raises:
        NoAssessmentSummary: the result is provisional, or there is no winner.
    """
    return tuple(_letters(tender, evaluation, decision, issue))


def low_price_notices(
    tender: Tender, evaluation: Evaluation, decision: Decision | None, *, issue: Issue
) -> tuple[Letter, ...]:
    """Return the notice to each bidder whose price the screen asks about, while that is open.

    They go before the award, and do not hang on there being a winner.
    """
    return tuple(
        Letter(
            each.bid,
            LetterKind.LOW_PRICE,
            low_price_notice(tender, evaluation, decision, each.bid, issue=issue),
        )
        for each in open_questions(tender, evaluation)
    )


def _letters(
    tender: Tender, evaluation: Evaluation, decision: Decision | None, issue: Issue
) -> Iterator[Letter]:
    for bid in evaluation.bids:
        if is_disregarded(bid):
            document = disregarded_notice(tender, evaluation, decision, bid.id, issue=issue)
            yield Letter(bid.id, LetterKind.DISREGARDED, document)
        elif not outdated_for(tender, evaluation, bid.id, issue.issuing):
            document = assessment_summary(tender, evaluation, decision, bid.id, issue=issue)
            yield Letter(bid.id, LetterKind.ASSESSMENT_SUMMARY, document)
    for unread in tender.unread:
        document = unread_notice(tender, decision, unread, issue=issue)
        yield Letter(unread.bid, LetterKind.UNREAD, document)
    for late in issue.issuing.late:
        yield Letter(late.bid, LetterKind.LATE, late_notice(tender, decision, late, issue=issue))


def _case(
    tender: Tender, evaluation: Evaluation, decision: Decision | None, bid: str, issue: Issue
) -> Case:
    return Case(
        tender=tender,
        evaluation=evaluation,
        decision=decision,
        bid=tender.by_id[bid],
        issued_on=issue.on,
        authority=authority_of(tender, issue),
        criteria_at=issue.criteria_at,
        withheld=issue.withheld,
        words=issue.issuing.words_of(bid),
        explanations=withheld_from(tender, evaluation, bid, issue.issuing),
    )


def _document(
    kind: str, case: Case, issue: Issue, front: KeyFacts, sections: tuple[Section, ...]
) -> Document:
    return Document(
        kind=kind,
        title=case.title,
        reference=plain(case.tender.reference),
        authority=case.authority,
        issued_on=case.issued_on,
        audit_head=plain(issue.audit_head),
        packs=case.decision.packs if case.decision else (),
        front=restated(front, issue),
        sections=sections,
    )


__all__ = [
    "Addressed",
    "Asking",
    "EndedNow",
    "Ground",
    "Issue",
    "Letter",
    "LetterKind",
    "NoAssessmentSummary",
    "NoLowPriceNotice",
    "TakenBack",
    "Withheld",
    "assessment_summary",
    "disregarded_notice",
    "ended_notice",
    "late_notice",
    "letters",
    "low_price_notice",
    "low_price_notices",
    "no_summaries_because",
    "taken_back_notice",
    "unread_notice",
]
