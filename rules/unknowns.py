"""On which missing facts an undetermined conclusion hangs."""

from collections.abc import Mapping, Sequence

from rules.condition import FactName
from rules.decision import Finding, Status
from rules.interpretation import Interpretation, Open
from rules.pack import Rule
from rules.sheet import truth_under, unknown_bits
from rules.vocabulary import FACT_BY_NAME


def explain(found: Interpretation, displacers: Mapping[str, Sequence[Rule]]) -> None:
    """Add to every undetermined conclusion the asked facts that it hangs on.

    `displacers` are by a rule's id the rules that can displace it.
    """
    for name, what in found.open.items():
        finding = found.findings[name]
        found.findings[name] = Finding(
            name,
            Status.UNDETERMINED,
            rules=finding.rules,
            hangs_on=_missing(what, name, found, displacers),
            so_far=finding.so_far,
        )


def _missing(
    what: Open, conclusion: str, found: Interpretation, displacers: Mapping[str, Sequence[Rule]]
) -> tuple[str, ...]:
    """Return the asked facts without which these rules conclude nothing certain."""
    names: set[str] = set()
    seen: set[str] = set()
    queue = list(what.rules)
    while queue:
        rule = queue.pop()
        if rule.id in seen:
            continue
        seen.add(rule.id)
        names |= _lacking(rule, found, what)
        names |= _facts_concluded(rule, conclusion) - found.plain.keys()
        queue += [
            one
            for one in displacers.get(rule.id, ())
            if found.standing.get(one.id, False) is not False
        ]
    wanted = {asked for name in names for asked in _asked(name, found)}
    return tuple(sorted(wanted, key=_PLACES.__getitem__))


def _lacking(rule: Rule, found: Interpretation, what: Open) -> set[str]:
    """Return the names that keep a rule of the stage unknown; none where it is not."""
    if rule.id not in found.lacks:
        mask = what.stage.by_id[rule.id].mask
        is_open = truth_under(mask, what.reading) is None
        bits = unknown_bits(mask, what.reading) if is_open else 0
        found.lacks[rule.id] = what.stage.sheet.names(bits, found.plain)
    return found.lacks[rule.id]


def _facts_concluded(rule: Rule, conclusion: str) -> set[str]:
    return {
        operand.name
        for name, operand in rule.then
        if name == conclusion and isinstance(operand, FactName)
    }


def _asked(name: str, found: Interpretation) -> Sequence[str]:
    fact = FACT_BY_NAME.get(name)
    if fact is None:
        return found.findings[name].hangs_on
    return [item for item in fact.inputs or (name,) if item not in found.facts]


_PLACES = {name: place for place, name in enumerate(FACT_BY_NAME)}
