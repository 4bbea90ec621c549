"""One decision: what both evaluators agree on, and everything that explains it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from rules.decision import (
    Approval,
    Decision,
    PackReference,
    TraceEntry,
)
from rules.development import Development
from rules.engine import Program
from rules.errors import OutsidePeriod
from rules.evaluators import evaluate, evaluators_of
from rules.interpretation import Interpretation
from rules.money import STANDARD_RATE, Money, Percent
from rules.near_misses import silent_rules
from rules.pack import Confidence, Duty
from rules.procurement import Procurement, known_facts
from rules.stack import Stack
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    Supply,
    Value,
    dated_by,
    duties_of,
    law_of,
)
from rules.wording import date_in_words, tag_word

_ANSWERED = tuple(fact.name for fact in FACT_BY_NAME.values() if fact.supply is not Supply.BID)
"""The facts that an answer can still be missing of, in the order of the vocabulary."""


def decide(
    case: Procurement | Development,
    stack: Stack,
    *,
    on: date | None = None,
    why_not: bool = False,
) -> Decision:
    """Decide one procurement or planning application, as of its own day or of another.

    A procurement's own day is that of its commencement, an application's that of its
    determination.

    Raises:
        OutsidePeriod: the packs do not know the law of that day.
        EvaluatorsDisagree: the two evaluators differ, so nothing is decided.
        Contradiction: two rules that stand conclude different values.
    """
    facts = case.facts()
    if on is not None:
        facts = known_facts({**facts, dated_by(facts): on})
    return decide_facts(facts, stack, reference=case.reference, why_not=why_not)


def decide_facts(
    facts: Mapping[str, Value],
    stack: Stack,
    *,
    reference: str = "",
    why_not: bool = False,
    program: Program | None = None,
) -> Decision:
    """Decide on known facts alone, among which the day that dates them must be.

    `program` may stand in for the compiled rules of the stack, to test the comparison.
    """
    day = day_of(facts)
    _refuse_other_periods(day, stack, dated_by(facts))
    found = evaluate(facts, stack, day, rate_of(facts), program)
    return _decision(found, stack, reference, why_not=why_not)


def decide_alone(facts: Mapping[str, Value], stack: Stack, *, reference: str = "") -> Decision:
    """Return what the interpreter alone decides: to count over many cases, never for one.

    It says nothing of whether the other evaluator agrees; whoever counts decides a sample
    again with `decide_facts`.

    Raises:
        OutsidePeriod: the packs do not know the law of that day.
        Contradiction: two rules that stand conclude different values.
    """
    day = day_of(facts)
    _refuse_other_periods(day, stack, dated_by(facts))
    found = evaluators_of(stack).interpreter.interpret(facts, day, rate_of(facts))
    return _decision(found, stack, reference, why_not=False)


def day_of(facts: Mapping[str, Value]) -> date:
    """Return the day by which everything is dated: of commencement, or of determination.

    Raises:
        KeyError: it is not among the facts.
    """
    name = dated_by(facts)
    day = facts[name]
    if not isinstance(day, date):
        message = f"{name} is a date"
        raise TypeError(message)
    return day


def rate_of(facts: Mapping[str, Value]) -> Percent:
    """Return the VAT rate of the procurement, which its estimated value carries."""
    value = facts.get("estimated_value")
    return value.rate if isinstance(value, Money) else STANDARD_RATE


def _refuse_other_periods(day: date, stack: Stack, place: str) -> None:
    law = stack.law
    if not law.in_force(day):
        last = f" to {date_in_words(law.until_on)}" if law.until_on else ""
        if law.until_on and law.until_confidence is not Confidence.SEEN:
            last += f" (the last day is {tag_word(law.until_confidence)})"
        raise OutsidePeriod(
            place,
            f"{date_in_words(day)} lies outside the period of the pack «{law.id}»",
            f"Give a day from {date_in_words(law.from_on)}{last}",
        )


def _decision(found: Interpretation, stack: Stack, reference: str, *, why_not: bool) -> Decision:
    policy = stack.policy
    is_in_force = policy is not None and policy.in_force(found.day)
    needs, further = _missing(found, has_policy=is_in_force)
    duties = [stack.duties[id_] for id_ in found.findings[duties_of(found.facts)].ids()]
    explainer = evaluators_of(stack).explainer
    trace, dated = explainer.trace(found), explainer.duties(found.day)
    return Decision(
        reference=reference,
        decided_as_of=found.day,
        policy=policy.id if policy else None,
        policy_in_force=is_in_force,
        vat_rate=found.rate,
        packs=tuple(PackReference(pack.id, pack.version, pack.sha256) for pack in stack.packs),
        facts=MappingProxyType(dict(found.facts)),
        findings=MappingProxyType(found.findings),
        duties=tuple([dated[duty.id] for duty in duties]),
        approvals=tuple(_approvals(found, stack, trace)),
        needs=needs,
        open=further,
        unverified=_unverified(trace, duties, found.day, stack),
        trace=trace,
        why_not=silent_rules(found, stack) if why_not else (),
    )


def _missing(found: Interpretation, *, has_policy: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    required = {"law", "policy"} if has_policy else {"law"}
    if found.values.get(law_of(found.facts)) == "outside":
        required = set()
    needed: set[str] = set()
    others: set[str] = set()
    for name, finding in found.findings.items():
        is_required = CONCLUSION_BY_NAME[name].required in required
        (needed if is_required else others).update(finding.hangs_on)
    others -= needed
    return (
        tuple(name for name in _ANSWERED if name in needed),
        tuple(name for name in _ANSWERED if name in others),
    )


def _approvals(
    found: Interpretation, stack: Stack, trace: tuple[TraceEntry, ...]
) -> Iterator[Approval]:
    finding = found.findings.get("approvals")
    if finding is None:
        return
    standing = [entry for entry in trace if entry.rule in finding.rules]
    for body in finding.ids():
        reasons = [entry for entry in standing if body in _bodies(entry)]
        yield Approval(
            body,
            stack.bodies[body].title,
            " ".join(entry.because for entry in reasons),
            tuple(dict.fromkeys(cite for entry in reasons for cite in entry.cites)),
        )


def _bodies(entry: TraceEntry) -> tuple[str, ...]:
    ids = entry.concluded.get("approvals", ())
    return ids if isinstance(ids, tuple) else ()


def _unverified(
    trace: Iterable[TraceEntry], duties: Iterable[Duty], day: date, stack: Stack
) -> tuple[str, ...]:
    """Return the parameters, rules and sources that were used and that are not `seen`."""
    unsure = evaluators_of(stack).explainer.unsure(day)
    used: list[str] = []
    for entry in trace:
        used += unsure[entry.rule]
    for duty in duties:
        used += unsure[duty.id]
    return tuple(dict.fromkeys(used))
