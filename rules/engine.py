"""The fence around durable-rules: the only module that imports it.

durable-rules decides; what it is known to do wrong is kept out here. One quiet host for the
process (the stock one starts two timer threads that race the caller), rulesets registered
once and never redefined, one flat fact a run under a session id of its own, an anchor rule
that always fires so that the session can be deleted safely, callbacks that only note an id,
and a check of every run.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from durable.engine import Host

from rules.compiler import ANCHOR, OPERATORS, compile_stage
from rules.condition import Operator
from rules.errors import EngineFailed
from rules.fields import ANCHOR_FIELD, Fields, FieldValue, Layout, Shard
from rules.money import Percent
from rules.pack import Rule
from rules.stack import Stack
from rules.vocabulary import Stage

_REMEDY = "Report this with the procurement; nothing was decided"


class _QuietHost(Host):  # type: ignore[misc]  # durable has no types
    """A host without the timer threads of the stock one."""

    def _run(self) -> None:
        """Start nothing."""


class Engine:
    """Runs stages of rules; safe to share between threads, one run at a time."""

    def __init__(self) -> None:
        """Make a host without rulesets."""
        self._host = _QuietHost()
        self._lock = threading.RLock()
        self._runs = 0
        self._fired: list[str] = []
        self._registered: set[str] = set()

    def register(self, name: str, shard: Shard) -> None:
        """Register a shard's rules under a name, once; a name is never redefined."""
        with self._lock:
            if name in self._registered:
                return
            rules: dict[str, Any] = {
                ANCHOR: {"pri": 0, "all": [{"m": {ANCHOR_FIELD: 1}}], "run": self._note(ANCHOR)}
            }
            for id_, test in shard.tests.items():
                rules[id_] = {"pri": 1, "all": [{"m": test}], "run": self._note(id_)}
            try:
                self._host.set_rulesets({name: rules})
            except Exception as error:
                raise EngineFailed(
                    ", ".join(shard.tests),
                    f"the rules engine refuses one of these rules: {error}",
                    "Split the rule with the most alternatives in its «any» and «is one of»",
                ) from error
            self._registered.add(name)

    def run(self, name: str, fact: Mapping[str, FieldValue]) -> frozenset[str]:
        """Return the ids of the rules of a registered shard that fire on a fact.

        Raises:
            EngineFailed: the anchor did not fire, a callback failed, or the engine did.
        """
        with self._lock:
            self._runs += 1
            session = f"{self._runs}"
            self._fired.clear()
            failure: Exception | None = None
            state: object = None
            try:
                state = self._host.assert_fact(name, {**fact, "sid": session})
            except Exception as error:  # noqa: BLE001 - the engine raises what it likes
                failure = error
            anchored = ANCHOR in self._fired
            if anchored:
                unforgotten = self._forget(name, session)
                failure = failure or unforgotten
            if failure is not None or not anchored or _has_failed(state):
                raise EngineFailed(
                    name, f"the rules engine failed: {failure or state!r}", _REMEDY
                ) from failure
            return frozenset(self._fired) - {ANCHOR}

    def _forget(self, name: str, session: str) -> Exception | None:
        try:
            self._host.delete_state(name, session)
        except Exception as error:  # noqa: BLE001 - the engine raises what it likes
            return error
        return None

    def _note(self, id_: str) -> Callable[[object], None]:
        fired = self._fired

        def note(_closure: object) -> None:
            fired.append(id_)

        return note


def _has_failed(state: object) -> bool:
    return not isinstance(state, dict) or "exception" in state


class Program:
    """The rules of one stack of packs, compiled stage by stage for the engine."""

    def __init__(
        self,
        stack: Stack,
        engine: Engine,
        operators: Mapping[Operator, str] = OPERATORS,
        label: str = "",
    ) -> None:
        """Compile and register every stage; `label` tells apart programs of one stack.

        Packs without rules count for nothing: parameters are fields, so that an authority's
        settings, of which there can be any number, need no rulesets of their own.
        """
        digests = "-".join(pack.sha256 for pack in stack.packs if pack.rules)
        self._engine = engine
        self._stages: dict[Stage, tuple[tuple[str, Shard], ...]] = {}
        for stage, rules in stack.rules_by_stage.items():
            shards = compile_stage(rules, operators)
            names = [f"{digests}{label}-{stage.name}-{place}" for place in range(len(shards))]
            for name, shard in zip(names, shards, strict=True):
                engine.register(name, shard)
            self._stages[stage] = tuple(zip(names, shards, strict=True))
        every = (shard for shards in self._stages.values() for _, shard in shards)
        self._layout = Layout(every, stack)

    def fields(self, day: date, rate: Percent) -> Fields:
        """Return the fields of a decision as of a day, before its facts are added."""
        return Fields(self._layout, day, rate)

    def run(self, stage: Stage, fields: Fields) -> list[Rule]:
        """Return the rules of a stage that fire, in the order of the packs."""
        fired: list[Rule] = []
        for name, shard in self._stages[stage]:
            ids = self._engine.run(name, fields.of(shard))
            if ids:
                fired.extend([rule for rule in shard.rules if rule.id in ids])
        return fired


@lru_cache(maxsize=1)
def shared_engine() -> Engine:
    """Return the one engine of this process."""
    return Engine()
