"""A pack's own tests: each decided by both evaluators, and every rule seen both ways."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.decide import decide_facts
from rules.decision import Decision, Status
from rules.errors import PodiumError
from rules.pack import Pack, PackTest
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import Value, dated_by
from rules.wording import named_in_words


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """What became of one test: it passed when there are no `failures`."""

    test: PackTest
    failures: tuple[str, ...]
    fired: frozenset[str]
    is_decided: bool = True

    __test__ = False  # pytest would collect a class of this name


@dataclass(frozen=True, slots=True)
class TestReport:
    """What became of a pack's tests, and the rules that no test shows in one of both ways."""

    pack: str
    outcomes: tuple[TestOutcome, ...]
    never_fired: tuple[str, ...]
    never_silent: tuple[str, ...]

    __test__ = False  # pytest would collect a class of this name

    @property
    def has_passed(self) -> bool:
        """Whether every test passed and every rule was seen both ways."""
        failed = any(outcome.failures for outcome in self.outcomes)
        return not (failed or self.never_fired or self.never_silent)


def run_tests(pack: Pack, stack: Stack) -> TestReport:
    """Run a pack's tests under the stack that it belongs to.

    A rule counts as shown where a test names it under `fires` or `silent` and is right.
    """
    outcomes = tuple(_run(test, stack) for test in pack.tests)
    fires = {id_ for outcome in outcomes for id_ in outcome.test.fires if id_ in outcome.fired}
    silent = {
        id_
        for outcome in outcomes
        if outcome.is_decided
        for id_ in outcome.test.silent
        if id_ not in outcome.fired
    }
    return TestReport(
        pack=pack.id,
        outcomes=outcomes,
        never_fired=tuple(rule.id for rule in pack.rules if rule.id not in fires),
        never_silent=tuple(rule.id for rule in pack.rules if rule.id not in silent),
    )


def _run(test: PackTest, stack: Stack) -> TestOutcome:
    facts = known_facts(test.given)
    if dated_by(facts) not in facts:
        problem = "the test gives no day: add commenced_on, or determined_on for a development"
        return _undecided(test, problem)
    try:
        decision = decide_facts(facts, stack, reference=test.name)
    except PodiumError as error:
        return _undecided(test, str(error))
    fired = frozenset(entry.rule for entry in decision.trace)
    return TestOutcome(test, tuple(_failures(test, decision, fired)), fired)


def _undecided(test: PackTest, why: str) -> TestOutcome:
    return TestOutcome(test, (why,), frozenset(), is_decided=False)


def _failures(test: PackTest, decision: Decision, fired: frozenset[str]) -> Iterator[str]:
    named = {*test.expect, *test.undetermined, *test.includes, *test.excludes}
    foreign = sorted(named - decision.findings.keys())
    if foreign:
        yield f"{', '.join(foreign)} is never concluded of what these facts are of"
        return
    for name, wanted in test.expect.items():
        yield from _compared(name, wanted, decision)
    for name in test.undetermined:
        if decision.findings[name].status is not Status.UNDETERMINED:
            yield f"{name} should be undetermined, and is {_shown(name, decision)}"
    yield from _lists(test, decision)
    for name in test.needs:
        if name not in decision.needs:
            yield f"{name} should be needed, and {', '.join(decision.needs) or 'nothing'} is"
    yield from (f"{id_} should fire, and is silent" for id_ in test.fires if id_ not in fired)
    yield from (f"{id_} should be silent, and fires" for id_ in test.silent if id_ in fired)


def _lists(test: PackTest, decision: Decision) -> Iterator[str]:
    for name, ids in test.includes.items():
        missing = set(ids) - set(decision.findings[name].ids())
        if missing:
            yield f"{name} should include {', '.join(sorted(missing))}"
    for name, ids in test.excludes.items():
        extra = set(ids) & set(decision.findings[name].ids())
        if extra:
            yield f"{name} should not include {', '.join(sorted(extra))}"


def _compared(name: str, wanted: Value | None, decision: Decision) -> Iterator[str]:
    finding = decision.findings[name]
    is_right = finding.value == wanted and finding.status is not Status.UNDETERMINED
    if isinstance(wanted, tuple):
        is_right = finding.status is Status.CONCLUDED and set(finding.ids()) == set(wanted)
    if not is_right:
        expected = "absent" if wanted is None else named_in_words(name, wanted)
        yield f"{name} should be {expected}, and is {_shown(name, decision)}"


def _shown(name: str, decision: Decision) -> str:
    finding = decision.findings[name]
    match finding.status:
        case Status.CONCLUDED:
            return f"{named_in_words(name, finding.value)} ({', '.join(finding.rules)})"
        case Status.UNDETERMINED:
            return f"undetermined, hanging on {', '.join(finding.hangs_on)}"
        case Status.ABSENT:
            return "absent"
