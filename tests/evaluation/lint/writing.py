"""Two bidders' answers to one question, as a test writes them: the rest is as it should be."""

from dataclasses import replace
from types import MappingProxyType

from evaluation.evaluate import evaluate
from evaluation.lint import LintFinding, lint
from evaluation.model import Model, ScoredCriterion
from evaluation.tender import Bid, IndividualScore, Score, Tender
from tests.evaluation import builders

DESCRIPTORS = MappingProxyType(
    {
        "0": "Unacceptable: no answer to the question.",
        "1": "Poor: serious gaps in how the requirement would be met.",
        "2": "Limited: parts of the requirement are addressed.",
        "3": "Satisfactory: the requirement is addressed with some gaps.",
        "4": "Good: the requirement is addressed in full with evidence for most of it.",
        "5": "Excellent: the requirement is addressed in full with evidence for all of it.",
    }
)
SOUND = (
    "Two supervisors inspect each of the 41 sites weekly and log faults in an app; repeat faults "
    "go to the contract manager within a day."
)
QUOTATION = "Our two supervisors inspect every site once a week."


def model(*, has_descriptors: bool = True) -> Model:
    """Return a model of one question, the method, marked from 0 to 5."""
    made = builders.model(builders.scored("method", "100"))
    if not has_descriptors:
        return made
    question = made.criteria[0]
    assert isinstance(question, ScoredCriterion)
    return builders.pinned(replace(made, criteria=(replace(question, descriptors=DESCRIPTORS),)))


def score(mark: str, rationale: str, quotation: str = QUOTATION, evaluator: str = "e1") -> Score:
    """Return an agreed score with its words and one evaluator's behind it."""
    agreed = builders.panel(mark, agreed=mark)
    given = agreed.individual[0]
    return replace(
        agreed,
        individual=(IndividualScore(evaluator, given.score),),
        rationale=rationale,
        quotation=quotation,
    )


def bid(identifier: str, bidder: str, given: Score) -> Bid:
    """Return a bid whose supplier is fully known."""
    return replace(
        builders.bid(identifier, marks={"method": given}),
        bidder=bidder,
        address="1 High Street, Coventry CV1 5RR",
        email=f"{identifier.lower()}@bidder.example",
        identifier=f"GB-COH-{identifier}",
    )


def tender(first: Score, second: Score | None = None, *, has_descriptors: bool = True) -> Tender:
    """Return a tender of Arden Grounds, bid A, and perhaps Broadgate Landscapes, bid B."""
    bids = [bid("A", "Arden Grounds Ltd", first)]
    if second is not None:
        bids.append(bid("B", "Broadgate Landscapes LLP", second))
    return builders.tender(model(has_descriptors=has_descriptors), *bids)


def found(made: Tender) -> list[tuple[str, str]]:
    """Return what the lint finds, as bids and checks."""
    return [(finding.bid, finding.check) for finding in findings(made)]


def findings(made: Tender) -> tuple[LintFinding, ...]:
    """Return what the lint finds."""
    return lint(made, evaluate(made))
