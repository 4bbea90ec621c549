"""One decision: both evaluators, stage by stage, compared; then everything that explains it."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from rules.combination import combined
from rules.compiler import fields_of
from rules.decision import Approval, Decision, DutyDue, PackReference, Status
from rules.engine import Program, shared_engine
from rules.errors import EvaluatorsDisagree, OutsidePeriod
from rules.explanation import trace, why_not
from rules.interpreter import Interpretation, Interpreter
from rules.loader.checks import parameters_of
from rules.money import STANDARD_RATE, Money, Percent
from rules.pack import Confidence, Duty, ParameterName, Rule
from rules.procurement import Procurement, known_facts
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, CONCLUSIONS, FACTS, Stage, Value
from rules.wording import date_in_words

_REMEDY = "Report this: the packs or an evaluator must be mended before this can be decided"


def decide(
    procurement: Procurement,
    stack: Stack,
    *,
    on: date | None = None,
    why_not: bool = False,
) -> Decision:
    """Decide one procurement, as of its own commencement or of another day.

    Raises:
        OutsidePeriod: the packs do not know the law of that day.
        EvaluatorsDisagree: the two evaluators differ, so nothing is decided.
        Contradiction: two rules that stand conclude different values.
    """
    facts = procurement.facts()
    if on is not None:
        facts = known_facts({**facts, "commenced_on": on})
    return decide_facts(facts, stack, reference=procurement.reference, explain=why_not)


def decide_facts(
    facts: Mapping[str, Value],
    stack: Stack,
    *,
    reference: str = "",
    explain: bool = False,
    program: Program | None = None,
) -> Decision:
    """Decide on known facts alone, among which the day of commencement must be."""
    day = facts["commenced_on"]
    assert isinstance(day, date)  # noqa: S101 - the schemas and the loader type the fact
    _refuse_other_periods(day, stack)
    rate = rate_of(facts)
    found = both_evaluators(facts, stack, day, rate, program or program_of(stack))
    return _decision(found, stack, reference, explain=explain)


def rate_of(facts: Mapping[str, Value]) -> Percent:
    """Return the VAT rate of the procurement, which its estimated value carries."""
    value = facts.get("estimated_value")
    return value.rate if isinstance(value, Money) else STANDARD_RATE


@lru_cache(maxsize=32)
def _evaluators(stack_key: tuple[str, ...], stack: "_ByDigest") -> tuple[Interpreter, Program]:
    del stack_key
    return Interpreter(stack.stack), Program(stack.stack, shared_engine())


class _ByDigest:
    """A stack that is equal to another when their packs' digests are."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.key = tuple(pack.sha256 for pack in stack.packs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def interpreter_of(stack: Stack) -> Interpreter:
    """Return the interpreter of a stack, made once."""
    wrapped = _ByDigest(stack)
    return _evaluators(wrapped.key, wrapped)[0]


def program_of(stack: Stack) -> Program:
    """Return the compiled rules of a stack, made and registered once."""
    wrapped = _ByDigest(stack)
    return _evaluators(wrapped.key, wrapped)[1]


def both_evaluators(
    facts: Mapping[str, Value], stack: Stack, day: date, rate: Percent, program: Program
) -> Interpretation:
    """Run every stage in both evaluators, compare them, and return what they agree on.

    Raises:
        EvaluatorsDisagree: naming the rules and the facts that they read.
    """
    interpreter = interpreter_of(stack)
    found = interpreter.begin(facts, day, rate)
    known = dict(facts)
    for stage in Stage:
        fired = program.run(stage, lambda shard: fields_of(shard, known, stack, day, rate))
        expected = interpreter.advance(found, stage)
        if fired != expected:
            _refuse_difference(stage, fired, expected, found)
        concluded = combined(fired, known, stack, day, rate)
        _compare(stage, concluded, found)
        known.update(
            {
                name: value
                for name, value in concluded.items()
                if found.findings[name].status is Status.CONCLUDED
            }
        )
    return found


def _refuse_difference(
    stage: Stage, fired: Iterable[Rule], expected: Iterable[Rule], found: Interpretation
) -> None:
    only = {rule.id for rule in fired} ^ {rule.id for rule in expected}
    facts = ", ".join(f"{name} = {value}" for name, value in sorted(found.plain.items()))
    raise EvaluatorsDisagree(
        f"stage {stage.name.lower()}",
        f"the two evaluators differ on {', '.join(sorted(only)) or 'an order'}, given {facts}",
        _REMEDY,
    )


def _compare(stage: Stage, concluded: Mapping[str, Value], found: Interpretation) -> None:
    for conclusion in CONCLUSIONS:
        if conclusion.stage is not stage:
            continue
        finding = found.findings[conclusion.name]
        if finding.status is Status.UNDETERMINED:
            continue
        if concluded.get(conclusion.name) != finding.value:
            raise EvaluatorsDisagree(
                conclusion.name,
                f"one evaluator concludes {concluded.get(conclusion.name)}, "
                f"the other {finding.value}, from {', '.join(finding.rules) or 'no rule'}",
                _REMEDY,
            )


def _refuse_other_periods(day: date, stack: Stack) -> None:
    law = stack.law
    if day < law.from_on or (law.until_on is not None and day > law.until_on):
        last = f" to {date_in_words(law.until_on)}" if law.until_on else ""
        raise OutsidePeriod(
            "commenced_on",
            f"{date_in_words(day)} lies outside the period of the pack «{law.id}»",
            f"Give a day from {date_in_words(law.from_on)}{last}",
        )


def _decision(
    found: Interpretation, stack: Stack, reference: str, *, explain: bool
) -> Decision:
    policy = stack.policy
    is_in_force = policy is not None and policy.from_on <= found.day
    needs, further = _missing(found, has_policy=is_in_force)
    return Decision(
        reference=reference,
        decided_as_of=found.day,
        policy=policy.id if policy else None,
        policy_in_force=is_in_force,
        vat_rate=found.rate,
        packs=tuple(PackReference(pack.id, pack.version, pack.sha256) for pack in stack.packs),
        facts=MappingProxyType(dict(found.facts)),
        findings=MappingProxyType(found.findings),
        duties=_duties(found, stack),
        approvals=_approvals(found, stack),
        needs=needs,
        open=further,
        unverified=_unverified(found, stack),
        trace=trace(found.fired, found, stack),
        why_not=_why_not(found, stack) if explain else (),
    )


def _why_not(found: Interpretation, stack: Stack):  # type: ignore[no-untyped-def]
    return why_not(
        (rule for rule in stack.rules.values() if rule.in_force(found.day)), found, stack
    )


def _missing(
    found: Interpretation, *, has_policy: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    required = {"law", "policy"} if has_policy else {"law"}
    if found.values.get("regime") == "outside":
        required = set()
    needed: set[str] = set()
    others: set[str] = set()
    for name, finding in found.findings.items():
        is_required = CONCLUSION_BY_NAME[name].required in required
        (needed if is_required else others).update(finding.hangs_on)
    others -= needed
    return (
        tuple(fact.name for fact in FACTS if fact.name in needed),
        tuple(fact.name for fact in FACTS if fact.name in others),
    )


def _duties(found: Interpretation, stack: Stack) -> tuple[DutyDue, ...]:
    return tuple(
        _duty(stack.duties[id_], found, stack) for id_ in found.findings["duties"].ids()
    )


def _duty(duty: Duty, found: Interpretation, stack: Stack) -> DutyDue:
    due = duty.due
    if due is None:
        return DutyDue(
            duty.id, duty.title, duty.text, duty.cites, duty.confidence, notice=duty.notice
        )
    days: Value | None
    if isinstance(due.days, ParameterName):
        dated = stack.parameters[due.days.id].on(found.day)
        days = None if dated is None else dated.value
    else:
        days = due.days
    return DutyDue(
        id=duty.id,
        title=duty.title,
        text=duty.text,
        cites=duty.cites,
        confidence=duty.confidence,
        days=days if isinstance(days, int) else None,
        kind=due.kind,
        event=due.event,
        is_before=due.is_before,
        on=found.day if due.event == "procurement_commenced" and days == 0 else None,
        notice=duty.notice,
    )


def _approvals(found: Interpretation, stack: Stack) -> tuple[Approval, ...]:
    finding = found.findings["approvals"]
    rules = [stack.rules[id_] for id_ in finding.rules]
    entries = {entry.rule: entry for entry in trace(rules, found, stack)}
    approvals = []
    for body in finding.ids():
        reasons = [entry for entry in entries.values() if body in _ids(entry.concluded)]
        approvals.append(
            Approval(
                body,
                stack.bodies[body].title,
                " ".join(entry.because for entry in reasons),
                tuple(dict.fromkeys(cite for entry in reasons for cite in entry.cites)),
            )
        )
    return tuple(approvals)


def _ids(concluded: Mapping[str, Value]) -> tuple[str, ...]:
    ids = concluded.get("approvals", ())
    return ids if isinstance(ids, tuple) else ()


def _unverified(found: Interpretation, stack: Stack) -> tuple[str, ...]:
    """Return the parameters, rules and sources that rules used and that are not `seen`."""
    used: dict[str, Confidence] = {}
    for rule in found.fired:
        used[rule.id] = rule.confidence
        cites = list(rule.cites)
        for id_ in parameters_of(rule):
            dated = stack.parameters[id_].on(found.day)
            if dated is not None:
                used[id_] = dated.confidence
                cites.extend(dated.cites)
        for cite in cites:
            used[cite.source] = stack.sources[cite.source].confidence
    return tuple(id_ for id_, confidence in used.items() if confidence is not Confidence.SEEN)


