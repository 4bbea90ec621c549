"""Both evaluators over generated facts: how many cases, and whether any differed."""

from rules.decide import day_of, rate_of
from rules.errors import Contradiction, EvaluatorsDisagree
from rules.evaluators import evaluate
from rules.library import stack
from tests.bench.measures import POLICY, Measure
from tests.rules.generation import generated_facts


def differential(count: int) -> Measure:
    """Run both evaluators on generated facts, whole and with gaps."""
    packs = stack(POLICY)
    differing: list[str] = []
    fired: set[str] = set()
    for facts in generated_facts(seed=20260302, count=count, stack=packs):
        try:
            found = evaluate(facts, packs, day_of(facts), rate_of(facts))
        except EvaluatorsDisagree as error:
            differing.append(str(error))
        except Contradiction as error:
            differing.append(str(error))
        else:
            fired.update(rule.id for rule in found.fired)
    return Measure(
        f"Both evaluators on {count:,} generated procurements and planning applications",
        f"{len(differing)} differ",
        f"{len(fired)} of {len(packs.rules)} rules fired" + "".join(differing[:1]),
        "0",
    )
