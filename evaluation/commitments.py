"""Which commitments count: the rules of the packs applied to what bidders promise.

The same engine, the same trace and the same two evaluators as for the procurement itself: what
is known of a commitment joins the facts of the procurement, and the last stage is decided too.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from evaluation.result import CommitmentFinding, CommitmentFindings
from evaluation.tender import Bid, Commitment, CommitmentVerdict, Tender
from rules.decide import decide_facts
from rules.decision import Decision, Finding, Status
from rules.errors import PodiumError
from rules.evaluators import evaluators_of
from rules.stack import Stack
from rules.vocabulary import BID_FACTS, FACT_BY_NAME, Value

NOTHING_PROMISED = "The bid promises nothing of this measure."
NO_RULE = "No rule in force for this procurement judges what bidders promise."

_ANSWERS = tuple(fact.name for fact in BID_FACTS if fact.question)


class SettledAgainstTheRules(PodiumError):
    """A person settled a commitment that the published rules decide otherwise."""


def judge_commitments(tender: Tender, stack: Stack, decision: Decision) -> CommitmentFindings:
    """Return what the packs say of each commitment of a tender, by bid and measure.

    `decision` is the decision on the tender's procurement under the same packs. What a person
    settled stands where the packs leave a commitment open.

    Raises:
        SettledAgainstTheRules: a person settled what the packs decide for certain.
        EvaluatorsDisagree: the two evaluators differ, so nothing is decided.
    """
    judge = _Judge(stack, decision)
    return {
        (bid.id, measure): _settled(judge.finding(facts), commitment, bid.id, measure)
        if commitment.quantity
        else CommitmentFinding(CommitmentVerdict.COUNTED, NOTHING_PROMISED)
        for bid in tender.bids
        for measure, commitment, facts in _promised(bid, tender, judge)
    }


class _Judge:
    """Decides commitments of one procurement; those with the same facts only once."""

    def __init__(self, stack: Stack, decision: Decision) -> None:
        self._stack, self._decision = stack, decision
        self._concluded = {name for rule in stack.rules.values() for name, _ in rule.then}
        self._unsure = evaluators_of(stack).explainer.unsure(decision.decided_as_of)
        self._found: dict[tuple[tuple[str, Value], ...], CommitmentFinding] = {}

    def finding(self, facts: Mapping[str, Value]) -> CommitmentFinding:
        key = tuple(facts.items())
        if key not in self._found:
            self._found[key] = self._decided(facts)
        return self._found[key]

    def standing(self, outcome: str) -> str | None:
        """Return what a measure's outcome is to the procurement, None while that is open."""
        if not outcome:
            return "not_named"
        if outcome not in self._stack.outcomes:
            return "not_in_policy"
        theme = self._stack.outcomes[outcome].theme
        held = {"pillars": theme, "outcomes": outcome}
        refused = {"pillars": "pillar_not_applicable", "outcomes": "outcome_not_applicable"}
        for conclusion, id_ in held.items():
            finding = self._decision.findings[conclusion]
            if conclusion not in self._concluded or id_ in finding.ids():
                continue
            return None if finding.status is Status.UNDETERMINED else refused[conclusion]
        return "applies"

    def _decided(self, facts: Mapping[str, Value]) -> CommitmentFinding:
        decision = decide_facts({**self._decision.facts, **facts}, self._stack)
        finding = decision.findings["commitment_verdict"]
        match finding.status:
            case Status.ABSENT:
                return CommitmentFinding(CommitmentVerdict.COUNTED, NO_RULE)
            case Status.UNDETERMINED:
                return self._open(finding)
            case Status.CONCLUDED:
                return self._certain(finding, decision)
            case _ as never:
                assert_never(never)

    def _open(self, finding: Finding) -> CommitmentFinding:
        """Return what is missing: whether an outcome applies hangs on the procurement's facts."""
        names: list[str] = []
        for name in finding.hangs_on:
            is_standing = name == "outcome_standing"
            names += self._decision.findings["outcomes"].hangs_on if is_standing else (name,)
        titles = [FACT_BY_NAME[name].title.lower() for name in names]
        return CommitmentFinding(
            verdict=CommitmentVerdict.NEEDS_REVIEW,
            because=f"Not known, and it could change the verdict: {'; '.join(titles)}.",
            hangs_on=tuple(names),
        )

    def _certain(self, finding: Finding, decision: Decision) -> CommitmentFinding:
        traced = decision.traced()
        entries = [traced[id_] for id_ in finding.rules]
        cites = dict.fromkeys(cite for entry in entries for cite in entry.cites)
        unsure = dict.fromkeys(id_ for entry in entries for id_ in self._unsure[entry.rule])
        return CommitmentFinding(
            verdict=CommitmentVerdict(str(finding.value)),
            because=" ".join(entry.because for entry in entries),
            cites=tuple(self._stack.full_citation(cite) for cite in cites),
            rule=entries[0].rule,
            unverified=tuple(unsure),
        )


def _promised(
    bid: Bid, tender: Tender, judge: _Judge
) -> Iterator[tuple[str, Commitment, Mapping[str, Value]]]:
    """Yield a bid's commitments in the order of the model, with the facts of each."""
    place = 0
    for id_, (criterion, measure) in tender.model.measures.items():
        commitment = bid.commitments.get(id_)
        if commitment is None:
            continue
        place += bool(commitment.quantity)
        outcome = measure.outcome or tender.model.outcomes[criterion.id]
        yield id_, commitment, _facts(commitment, outcome, max(place, 1), judge)


def _facts(commitment: Commitment, outcome: str, place: int, judge: _Judge) -> dict[str, Value]:
    facts: dict[str, Value] = {"measure_place": place}
    standing = judge.standing(outcome)
    if standing is not None:
        facts["outcome_standing"] = standing
    answers = commitment.answers
    return facts | {name: answers[name] for name in _ANSWERS if name in answers}


def _settled(
    found: CommitmentFinding, commitment: Commitment, bid: str, measure: str
) -> CommitmentFinding:
    """Return what a person settled of what the packs left open.

    Raises:
        SettledAgainstTheRules: the packs decide otherwise for certain.
    """
    settled = commitment.settled
    if settled is None or settled.verdict is found.verdict:
        return found
    if found.verdict is not CommitmentVerdict.NEEDS_REVIEW:
        raise SettledAgainstTheRules(
            f"bids[{bid}].commitments.{measure}.settled",
            f"the published rules decide it for certain ({found.rule or 'no rule speaks'}): "
            f"{found.verdict.replace('_', ' ')}. {found.because}",
            "Leave out “settled”, or correct the answers that the rules read",
        )
    return CommitmentFinding(
        verdict=settled.verdict,
        because=settled.because,
        hangs_on=found.hangs_on,
        settled_by=settled.by_role,
    )
