"""The fence: what durable-rules is known to do wrong is kept out, and what fails is said."""

import contextlib
import resource
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rules.engine import Engine, Program, _QuietHost, shared_engine
from rules.errors import EngineFailed
from rules.fields import FieldValue, Shard, Test
from rules.stack import Stack
from tests.rules.small_packs import (
    all_of,
    any_of,
    decided,
    law_stack,
    parameter,
    rule,
    value_of,
)

ABOVE = {"$gt": {"f_x": 5}}
ANCHORED: dict[str, FieldValue] = {"f_anchor": 1}


def shard(**tests: Test) -> Shard:
    """Return a shard of these tests, in the engine's own JSON."""
    return Shard(rules=(), tests=tests, fields=(), names=())


def engine(**tests: Test) -> Engine:
    """Return an engine of its own with one ruleset, named `rules`."""
    made = Engine()
    made.register("rules", shard(**tests))
    return made


def sessions_of(made: Engine) -> list[object]:
    """Return what is left of the sessions of every run, none of them if all were deleted."""
    left = []
    for session in range(1, made._runs + 1):
        with contextlib.suppress(Exception):  # the engine raises one where there is no session
            left.append(made._host.get_state("rules", str(session)))
    return left


def test_the_rules_that_match_fire_and_the_anchor_is_not_among_them() -> None:
    made = engine(above=ABOVE, below={"$lt": {"f_x": 5}}, always={"f_anchor": 1})

    assert made.run("rules", {**ANCHORED, "f_x": 6}) == {"above", "always"}
    assert made.run("rules", {**ANCHORED, "f_x": 4}) == {"below", "always"}
    assert made.run("rules", {**ANCHORED, "f_x": 5}) == {"always"}


def test_a_fact_that_no_rule_matches_fires_nothing() -> None:
    assert engine(above=ABOVE).run("rules", ANCHORED) == frozenset()


def test_a_rule_with_two_true_branches_fires_once() -> None:
    made = engine(both={"$or": [{"$gt": {"f_x": 1}}, {"$gt": {"f_x": 2}}]})

    assert made.run("rules", {**ANCHORED, "f_x": 3}) == {"both"}


def test_the_same_fact_may_be_run_again() -> None:
    made = engine(above=ABOVE)

    assert [made.run("rules", {**ANCHORED, "f_x": 6}) for _ in range(3)] == [{"above"}] * 3


def test_a_run_leaves_no_session() -> None:
    made = engine(above=ABOVE)

    for number in range(10):
        made.run("rules", {**ANCHORED, "f_x": number})

    assert sessions_of(made) == []


def test_a_session_that_is_left_would_be_seen() -> None:
    made = engine(above=ABOVE)
    made._host.assert_fact("rules", {**ANCHORED, "sid": "1"})
    made._runs = 1

    assert len(sessions_of(made)) == 1


def test_more_runs_than_the_engine_can_hold_sessions() -> None:
    made = engine(above=ABOVE)

    fired = [made.run("rules", {**ANCHORED, "f_x": 6}) for _ in range(1_100)]

    assert fired == [{"above"}] * 1_100


def test_the_engine_starts_no_threads() -> None:
    before = threading.active_count()

    Engine()

    assert threading.active_count() == before


def test_there_is_one_engine_for_the_process() -> None:
    assert shared_engine() is shared_engine()


def test_a_name_is_never_redefined() -> None:
    made = engine(above=ABOVE)

    made.register("rules", shard(below={"$lt": {"f_x": 5}}))

    assert made.run("rules", {**ANCHORED, "f_x": 6}) == {"above"}


def failing(_closure: object) -> None:
    """Fail as a callback may."""
    message = "the callback is broken"
    raise ValueError(message)


def test_a_callback_that_fails_is_an_engine_failure_and_leaves_no_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noting = Engine._note

    def note(self: Engine, id_: str) -> Callable[[object], None]:
        return failing if id_ == "broken" else noting(self, id_)

    monkeypatch.setattr(Engine, "_note", note)
    made = engine(broken=ABOVE, above=ABOVE)

    with pytest.raises(EngineFailed, match="the callback is broken") as failed:
        made.run("rules", {**ANCHORED, "f_x": 6})

    assert failed.value.place == "rules"
    assert failed.value.remedy == "Report this with the procurement; nothing was decided"
    assert sessions_of(made) == []
    assert made.run("rules", ANCHORED) == frozenset()


def test_a_fact_without_the_anchor_is_an_engine_failure() -> None:
    with pytest.raises(EngineFailed, match="MessageNotHandled"):
        engine(above=ABOVE).run("rules", {"f_x": 4})


def test_a_ruleset_that_was_never_registered_is_an_engine_failure() -> None:
    with pytest.raises(EngineFailed, match="Ruleset with name rules not found"):
        Engine().run("rules", ANCHORED)


class FailsAfterwards(_QuietHost):
    """A host that runs and cleans up as it should, and then fails with these words."""

    run_fails = ""
    cleanup_fails = ""

    def assert_fact(self, *arguments: object) -> object:
        """Fire the rules, then fail."""
        state = super().assert_fact(*arguments)
        if self.run_fails:
            raise RuntimeError(self.run_fails)
        return state

    def delete_state(self, *arguments: object) -> None:
        """Delete the session, then fail."""
        super().delete_state(*arguments)
        if self.cleanup_fails:
            raise RuntimeError(self.cleanup_fails)


def failing_engine(*, run_fails: str = "", cleanup_fails: str = "") -> Engine:
    """Return an engine whose runs or cleanups fail once they are done."""
    made = Engine()
    host = FailsAfterwards()
    host.run_fails, host.cleanup_fails = run_fails, cleanup_fails
    made._host = host
    made.register("rules", shard(above=ABOVE))
    return made


def test_an_engine_that_fails_after_its_rules_fired_leaves_no_session() -> None:
    made = failing_engine(run_fails="it broke")

    with pytest.raises(EngineFailed, match="it broke"):
        made.run("rules", {**ANCHORED, "f_x": 6})

    assert sessions_of(made) == []


def test_a_cleanup_that_fails_is_an_engine_failure() -> None:
    made = failing_engine(cleanup_fails="no cleanup")

    with pytest.raises(EngineFailed, match="no cleanup"):
        made.run("rules", {**ANCHORED, "f_x": 6})


def test_the_first_failure_is_kept_when_the_cleanup_fails_too() -> None:
    made = failing_engine(run_fails="it broke", cleanup_fails="no cleanup")

    with pytest.raises(EngineFailed, match="it broke") as failed:
        made.run("rules", {**ANCHORED, "f_x": 6})

    assert str(failed.value.__cause__) == "it broke"


def test_more_matches_than_the_engine_bears_are_an_engine_failure() -> None:
    """With the anchor these are 65 matches at once, one more than it can hold."""
    made = engine(many={"$or": [{"$gt": {"f_x": number}} for number in range(64)]})

    with pytest.raises(EngineFailed, match="303"):
        made.run("rules", {**ANCHORED, "f_x": 100})


def test_as_many_matches_as_a_shard_may_have_are_borne() -> None:
    made = engine(many={"$or": [{"$gt": {"f_x": number}} for number in range(60)]})

    assert made.run("rules", {**ANCHORED, "f_x": 100}) == {"many"}


LIMITS = parameter("limit", "money", "from: 2020-01-01, is: £5000.00, vat: included")
RULES = (
    rule("in-wales", "regime: outside", "nation is wales")
    + rule("elsewhere", "regime: procurement_act_2023", "nation is not wales")
    + rule("above", "coverage: above_threshold", "estimated_value is at least limit")
    + rule("below", "coverage: below_threshold", "estimated_value is less than limit")
    + rule("kpis", "kpis_minimum: 3", all_of("coverage is above_threshold", "category is works"))
    + rule("more", "kpis_minimum: 5", any_of("category is goods", "duration_months is at least 12"))
)


def test_eight_threads_decide_as_one_does(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMITS)
    cases = [
        {
            "nation": nation,
            "category": category,
            "duration_months": months,
            "estimated_value": value_of(f"£{pounds}.00", vat),
        }
        for nation in ("wales", "england")
        for category in ("works", "goods")
        for months in (11, 12)
        for pounds in (4166, 4167, 4999, 5000)
        for vat in ("included", "excluded")
    ]

    def outcome(case: int) -> object:
        return decided(stack, **cases[case % len(cases)]).findings

    alone = [outcome(case) for case in range(len(cases))]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(outcome, range(8 * len(cases))))

    assert together == alone * 8


@pytest.mark.parametrize("name", ["anchor", "f-anchor", "sid", "id", "exception"])
def test_a_rule_may_bear_a_name_that_the_engine_uses_itself(name: str, tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=rule(name, "notifiable: true", "nation is wales"))

    assert [entry.rule for entry in decided(stack, nation="wales").trace] == [name]
    assert decided(stack, nation="england").trace == ()


def test_a_stack_is_registered_once_however_many_programs_it_has(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMITS)
    made = Engine()

    Program(stack, made)
    registered = set(made._registered)
    Program(Stack(stack.packs), made)

    assert made._registered == registered
    assert len(registered) == 3


@pytest.mark.slow
def test_the_memory_of_many_decisions_is_flat(tmp_path: Path) -> None:
    """2,000 decisions of three stages after 500 to warm up; the peak may grow by 3 MB."""
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMITS)

    def decide_many(count: int) -> int:
        for number in range(count):
            decided(stack, nation="england", estimated_value=value_of(f"£{number}.00"))
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = decide_many(500)
    after = decide_many(2_000)

    assert after - before < 3_000
