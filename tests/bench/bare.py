"""The bare engine: durable-rules through its public interface, without our fence.

The same shards of the same rules, asserted stage by stage, the conclusions handed on. No
second evaluator, no comparison, no check of a run, no lock, no trace.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from durable.engine import Host

from rules.combination import combined
from rules.compiler import compile_stage
from rules.fields import ANCHOR_FIELD, Fields, Layout, Shard
from rules.money import Percent
from rules.stack import Stack
from rules.vocabulary import Stage, Value


class _QuietHost(Host):  # type: ignore[misc]  # durable has no types
    """Without the timer threads, which would race the measured runs."""

    def _run(self) -> None:
        """Start nothing."""


class BareEngine:
    """The rules of one stack in a host of its own."""

    def __init__(self, stack: Stack) -> None:
        """Compile and register every stage."""
        self._stack = stack
        self._host = _QuietHost()
        self._fired: list[str] = []
        self._runs = 0
        self._stages: dict[Stage, list[tuple[str, Shard]]] = {}
        for stage, rules in stack.rules_by_stage.items():
            shards = [(f"{stage.name}-{n}", one) for n, one in enumerate(compile_stage(rules))]
            for name, shard in shards:
                self._host.set_rulesets({name: self._definition(shard)})
            self._stages[stage] = shards
        self._layout = Layout((one for shards in self._stages.values() for _, one in shards), stack)

    def run(self, facts: Mapping[str, Value], day: date, rate: Percent) -> dict[str, Value]:
        """Return the facts and everything that the engine's rules conclude."""
        fields = Fields(self._layout, day, rate)
        fields.add(facts)
        known = dict(facts)
        for stage, shards in self._stages.items():
            self._fired.clear()
            for name, shard in shards:
                self._runs += 1
                session = f"{self._runs}"
                self._host.assert_fact(name, {**fields.of(shard), "sid": session})
                self._host.delete_state(name, session)
            ids = set(self._fired)
            fired = [rule for rule in self._stack.rules_by_stage[stage] if rule.id in ids]
            concluded = combined(fired, known, self._stack, day, rate)
            fields.add(concluded)
            known.update(concluded)
        return known

    def _definition(self, shard: Shard) -> dict[str, Any]:
        anchor = {"pri": 0, "all": [{"m": {ANCHOR_FIELD: 1}}], "run": self._note("anchor")}
        rules: dict[str, Any] = {"anchor": anchor}
        for id_, test in shard.tests.items():
            rules[id_] = {"pri": 1, "all": [{"m": test}], "run": self._note(id_)}
        return rules

    def _note(self, id_: str) -> Callable[[object], None]:
        def note(_closure: object) -> None:
            self._fired.append(id_)

        return note
