"""What is open of a tender: promises that the packs leave to a person, and prices in question."""

from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from evaluation.commitments import judge_commitments
from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.faults import refuse_faults
from evaluation.result import CommitmentFinding, CommitmentFindings, Evaluation
from evaluation.tender import Bid, CommitmentVerdict, Tender
from evaluation.wording import exactly
from rules.errors import PodiumError
from rules.stack import Stack
from webapp.roles import Role
from webapp.services.decisions.decisions import decided
from webapp.services.proposals.telling import roles_allowing
from webapp.services.result.building import Built, built
from webapp.services.result.missing import missing_of, refusal_of
from webapp.store import Session

SETTLERS = frozenset({Role.PROCUREMENT_OFFICER, Role.EVALUATION_CHAIR})
"""Who settles a promise where no rule of the packs names a role for it: Podium's default."""


@dataclass(frozen=True, slots=True)
class Left:
    """A promise that the packs leave to a person, by the bid's id and the measure.

    `because` says what leaves it open, `shown_by` what the tender says that shows it.
    """

    bid: str
    measure: str
    title: str
    quantity: str
    unit: str
    because: str
    shown_by: str


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A tender with what the packs say of each promise, whatever a person settled.

    `roles` are those that may settle what they leave open. `evaluation` is the order of the bids
    with what was settled so far, None where they can't be put in order yet: `because` says why.
    """

    built: Built
    findings: CommitmentFindings
    roles: frozenset[Role]
    evaluation: Evaluation | None
    because: str = ""

    @property
    def tender(self) -> Tender:
        """The tender as it stands."""
        return self.built.tender

    @property
    def left(self) -> tuple[Left, ...]:
        """The promises that the packs leave to a person, in the order of the bids."""
        return tuple(
            _left(self.tender, bid, measure, finding)
            for (bid, measure), finding in self.findings.items()
            if finding.verdict is CommitmentVerdict.NEEDS_REVIEW
        )

    def is_left(self, bid: str, measure: str) -> bool:
        """Return whether the packs leave a promise to a person."""
        found = self.findings.get((bid, measure))
        return found is not None and found.verdict is CommitmentVerdict.NEEDS_REVIEW

    def bidder_of(self, bid: str) -> UUID:
        """Return the bidder of a bid."""
        return self.built.bidders[bid]


def judged(session: Session, procurement_id: UUID) -> Judged:
    """Return a tender that is moderated with what is open of it, in a fixed number of queries."""
    made = built(session, procurement_id)
    findings = _findings(made)
    if lacking := refusal_of(missing_of(made.tender, {})):
        because = f"{lacking.problem}. {lacking.remedy}."
        return Judged(made, findings, roles_for(made.packs), None, because)
    standing = {key: _standing(made.tender, key, found) for key, found in findings.items()}
    try:
        refuse_faults(made.tender)
        evaluation = evaluate(made.tender, MappingProxyType(standing))
    except PodiumError as wrong:
        return Judged(made, findings, roles_for(made.packs), None, str(wrong))
    return Judged(made, findings, roles_for(made.packs), evaluation)


def roles_for(packs: Stack) -> frozenset[Role]:
    """Return the roles that may settle a promise: those that the rules on promises name."""
    named = {
        rule.waivable_by
        for rule in packs.rules.values()
        if rule.waivable_by and any(name == "commitment_verdict" for name, _ in rule.then)
    }
    return frozenset().union(*map(roles_allowing, named)) if named else SETTLERS


def _findings(made: Built) -> CommitmentFindings:
    tender = made.tender
    if tender.procurement is None or tender.policy is None:
        return NO_FINDINGS
    decision = decided(tender.procurement, made.packs)
    return judge_commitments(_unsettled(tender), made.packs, decision)


def _unsettled(tender: Tender) -> Tender:
    return replace(tender, bids=tuple(_without(bid) for bid in tender.bids))


def _without(bid: Bid) -> Bid:
    found = {name: replace(one, settled=None) for name, one in bid.commitments.items()}
    return replace(bid, commitments=MappingProxyType(found))


def _standing(tender: Tender, key: tuple[str, str], found: CommitmentFinding) -> CommitmentFinding:
    """Return what stands of a promise: what a person settled, where the packs leave it open."""
    bid, measure = key
    settled = tender.by_id[bid].commitments[measure].settled
    if settled is None or found.verdict is not CommitmentVerdict.NEEDS_REVIEW:
        return found
    return CommitmentFinding(
        settled.verdict, settled.because, hangs_on=found.hangs_on, settled_by=settled.by_role
    )


def _left(tender: Tender, bid: str, measure: str, finding: CommitmentFinding) -> Left:
    asked = tender.model.measures[measure][1]
    promised = tender.by_id[bid].commitments[measure]
    quantity = exactly(promised.quantity)
    return Left(bid, measure, asked.title, quantity, asked.unit, finding.because, promised.because)
