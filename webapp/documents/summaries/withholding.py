"""What is withheld from a reader, and under which ground: Procurement Act 2023 s.94.

The reader is told on the first page and in the place itself, as s.94(3) wants it. Why the authority
is satisfied of the ground stays on its record.
"""

from collections.abc import Iterator

from evaluation.letters.issuing import Issuing
from evaluation.letters.withholding import Ground, WithheldExplanation, told_of
from evaluation.model import GateCriterion, ScoredCriterion
from evaluation.result import Evaluation
from evaluation.tender import Bid, Tender
from rules.wording import lower_first, sentence
from webapp.documents.content import Cited, Line, Row, Text, plain
from webapp.documents.summaries.letter import (
    ACT,
    THE_WINNING,
    Case,
    Withheld,
    paragraphs,
)

_GROUNDS = {
    Ground.NATIONAL_SECURITY: (
        (
            "What is withheld is withheld under section 94(1)(a): the authority is satisfied that "
            "withholding it is necessary for the purpose of safeguarding national security."
        ),
        "s.94(1)(a) and (3)",
    ),
    Ground.COMMERCIAL: (
        (
            "What is withheld is withheld under section 94(1)(b): the authority is satisfied that "
            "it is sensitive commercial information and that there is an overriding public "
            "interest in its being withheld."
        ),
        "s.94(1)(b) and (3)",
    ),
}


def withheld_from(
    tender: Tender, evaluation: Evaluation, reader: str, issuing: Issuing
) -> tuple[WithheldExplanation, ...]:
    """Return the explanations of the most advantageous tender that a reader is not given.

    Only such as the letter would hold are: a decision about another tender withholds nothing, and
    neither does one about an explanation that was agreed anew since.
    """
    found = _decided(tender, evaluation, reader, issuing)
    return tuple(one for one, explanation in found if one.is_of(explanation))


def outdated_for(
    tender: Tender, evaluation: Evaluation, reader: str, issuing: Issuing
) -> tuple[WithheldExplanation, ...]:
    """Return what was decided of explanations that a reader's letter would hold otherwise now.

    The authority was satisfied of what stood there then: nobody decided what of the explanation
    that stands there now is withheld, or that all of it may be told.
    """
    found = _decided(tender, evaluation, reader, issuing)
    return tuple(one for one, explanation in found if not one.is_of(explanation))


def _decided(
    tender: Tender, evaluation: Evaluation, reader: str, issuing: Issuing
) -> Iterator[tuple[WithheldExplanation, str]]:
    """Yield what was decided of each explanation in a reader's letter, with its words as of now."""
    winner = evaluation.winner
    for one in issuing.withheld if winner is not None else ():
        if one.of == winner and one.is_from(reader):
            explanation = explanation_of(tender, tender.by_id[winner], one.criterion)
            if explanation:
                yield one, explanation


def explanation_of(tender: Tender, bid: Bid, criterion: str) -> str:
    """Return the explanation of a score that could be withheld, empty where there is none."""
    item, score = tender.model.by_id.get(criterion), bid.scores.get(criterion)
    if score is None or not isinstance(item, ScoredCriterion | GateCriterion):
        return ""
    return score.rationale.strip()


def withheld_rows(case: Case) -> tuple[Row, ...]:
    """Return what is withheld and on which ground, which the reader must be told: s.94(3)."""
    every = (*case.withheld, *dict.fromkeys(_named(case, one) for one in case.explanations))
    if not every:
        return ()
    return (Row("Withheld from you", tuple(_withheld_line(each) for each in every)),)


def explanation(case: Case, bid: Bid, item: ScoredCriterion | GateCriterion, rationale: str) -> Row:
    """Return the explanation of a score, without what is withheld of it from the reader."""
    withheld = _of(case, item.id) if bid.id != case.bid.id else ()
    if not withheld:
        return Row("Explanation", paragraphs(rationale))
    told = told_of(rationale, [one.passage for one in withheld])
    what = "Some of it is withheld." if told else "Withheld."
    said = tuple(_because(what, ground) for ground in dict.fromkeys(one.ground for one in withheld))
    return Row("Explanation", (*(paragraphs(told) if told else ()), *said))


def _of(case: Case, criterion: str) -> tuple[WithheldExplanation, ...]:
    return tuple(one for one in case.explanations if one.criterion == criterion)


def _named(case: Case, withheld: WithheldExplanation) -> Withheld:
    item = case.tender.model.by_id[withheld.criterion]
    rationale = explanation_of(case.tender, case.winner, item.id)
    told = told_of(rationale, [one.passage for one in _of(case, item.id)])
    what = "Words of the explanation" if told else "The explanation"
    of = "result" if isinstance(item, GateCriterion) else "score"
    winning = lower_first(THE_WINNING)
    return Withheld(f"{what} of the {of} of {winning} for ‘{item.title}’", withheld.ground)


def grounds_told() -> tuple[str, ...]:
    """Return the sentences that tell of a ground, which are the same in every letter."""
    return tuple(because for because, _ in _GROUNDS.values())


def _withheld_line(withheld: Withheld) -> Line:
    return _because(sentence(plain(withheld.what)), withheld.ground)


def _because(what: str, ground: Ground) -> Line:
    because, place = _GROUNDS[ground]
    return (Text(f"{what} {because}"), Cited(f"{ACT}, {place}"))
