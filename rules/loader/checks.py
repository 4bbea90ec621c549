"""What must hold between the parts of a pack, and between it and the packs below it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NoReturn

from rules.condition import Literal, ParameterName
from rules.loader.nodes import refuse
from rules.pack import Duty, Pack, PackKind, Parameter, Place, Rule
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    OF_DEVELOPMENTS,
    OF_DEVELOPMENTS_ALONE,
    SHARED_FACTS,
    Stage,
)
from rules.vocabulary.bids import BID_FACTS

LAW_ALONE = "none"
"""What a call names in place of a policy, so that no pack can be called so."""

LONGEST_ROW = 50
"""How many rules may each be an exception to the next."""

_OF_BIDS = frozenset(fact.name for fact in BID_FACTS)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_pack(pack: Pack, below: Sequence[Pack], places: Mapping[str, Place]) -> None:
    """Refuse a pack whose parts do not fit together; `places` tells where each id stands.

    Raises:
        PackIsBroken: with the file and line of the first part that does not fit.
    """
    _check_stacking(pack, below)
    _check_ids(pack, below, places)
    parameters = {item.id: item for one in (*below, pack) for item in one.parameters}
    duties = {item.id: item for one in (*below, pack) for item in one.duties}
    rules = {rule.id: rule for rule in pack.rules}
    for rule in pack.rules:
        _check_beginning(rule, pack)
        _check_subject(rule)
        _check_stages(rule)
        _check_parameters(rule, parameters, duties)
        _check_reason(rule)
        _check_overrides(rule, rules)
    _check_cycles(rules)
    _check_tests(pack, {rule.id for one in (*below, pack) for rule in one.rules})
    _check_coverage(pack, places)


def _start(pack: Pack) -> Place:
    return Place(f"{pack.id}/pack.yaml", 1)


def _check_stacking(pack: Pack, below: Sequence[Pack]) -> None:
    ids = tuple(one.id for one in below)
    if set(pack.stands_on) != set(ids):
        refuse(
            _start(pack),
            f"the pack stands on {', '.join(pack.stands_on) or 'nothing'}, "
            f"and was given {', '.join(ids) or 'nothing'}",
            "Mend «stands_on»",
        )
    if pack.id == LAW_ALONE:
        refuse(_start(pack), f"«{LAW_ALONE}» names the law alone", "Give the pack another id")
    if pack.kind is PackKind.LAW and below:
        refuse(_start(pack), "the law stands on nothing", "Remove «stands_on»")
    if pack.kind is PackKind.POLICY and [one.kind for one in below] != [PackKind.LAW]:
        refuse(_start(pack), "a policy stands on the law", "Write «stands_on: [uk]»")


def _named(pack: Pack) -> Iterator[str]:
    for group in (
        pack.sources,
        pack.pillars,
        pack.bodies,
        pack.parameters,
        pack.rules,
        pack.outcomes,
        pack.indicators,
        pack.clauses,
        pack.duties,
    ):
        for item in group:
            yield item.id


def _check_ids(pack: Pack, below: Sequence[Pack], places: Mapping[str, Place]) -> None:
    literals = {"true", "false"}
    literals |= {value for fact in FACT_BY_NAME.values() for value in fact.values}
    literals |= {value for item in CONCLUSION_BY_NAME.values() for value in item.values}
    taken = {id_ for one in below for id_ in _named(one)}
    for id_ in _named(pack):
        if id_ in taken:
            problem = f"the id «{id_}» stands twice"
            refuse(places[id_], problem, "Rename one: ids share one namespace")
        if id_ in literals or id_ in FACT_BY_NAME or id_ in CONCLUSION_BY_NAME:
            refuse(places[id_], f"«{id_}» is a word of the vocabulary", "Give it another id")
        taken.add(id_)


def _check_beginning(rule: Rule, pack: Pack) -> None:
    if rule.from_on < pack.from_on:
        refuse(
            rule.place,
            f"the rule «{rule.id}» begins on {rule.from_on}, before its pack does",
            f"Let it begin on {pack.from_on} or later, or let the pack begin earlier",
        )


def _check_subject(rule: Rule) -> None:
    """Refuse a rule that reads of procurements and of developments: no case is of both."""
    is_of_development = rule.stage in OF_DEVELOPMENTS
    one, other = ("development", "procurement")[:: 1 if is_of_development else -1]
    for name in rule.reads:
        if name not in SHARED_FACTS and (name in OF_DEVELOPMENTS_ALONE) is not is_of_development:
            refuse(
                rule.place,
                f"the rule «{rule.id}» concludes something of a {one}, and reads «{name}», "
                f"which only a {other} has",
                f"Read {', '.join(sorted(SHARED_FACTS))} and what a {one} has",
            )
        if name in _OF_BIDS and rule.stage is not Stage.COMMITMENTS:
            refuse(
                rule.place,
                f"the rule «{rule.id}» reads «{name}», which only a commitment has",
                "Read it where «commitment_verdict» is concluded",
            )


def _check_stages(rule: Rule) -> None:
    for name in rule.reads:
        conclusion = CONCLUSION_BY_NAME.get(name)
        if conclusion is not None and conclusion.stage >= rule.stage:
            refuse(
                rule.place,
                f"the rule «{rule.id}» of the stage {rule.stage.name.lower()} reads «{name}», "
                f"which is concluded in the stage {conclusion.stage.name.lower()}",
                "Read what is known in earlier stages only",
            )


def _days_of(rule: Rule, duties: Mapping[str, Duty]) -> Iterator[str]:
    """Yield the parameters that say when the duties of a rule fall due."""
    for name, operand in rule.then:
        if CONCLUSION_BY_NAME[name].refers_to == "duty" and isinstance(operand, Literal):
            for id_ in operand.values:
                due = duties[str(id_)].due
                if due is not None and isinstance(due.days, ParameterName):
                    yield due.days.id


def _check_parameters(
    rule: Rule, parameters: Mapping[str, Parameter], duties: Mapping[str, Duty]
) -> None:
    for id_ in (*rule.parameters, *_days_of(rule, duties)):
        values = parameters[id_].values
        first, last = values[0].from_on, values[-1].until_on
        if rule.from_on < first:
            refuse(
                rule.place,
                f"the rule «{rule.id}» is in force from {rule.from_on}, "
                f"and «{id_}» has no value before {first}",
                "Let the rule begin later, or give the parameter an earlier value",
            )
        if last is not None and (rule.until_on or date.max) > last:
            refuse(
                rule.place,
                f"the rule «{rule.id}» outlives «{id_}», whose last value ends on {last}",
                "End the rule, or give the parameter a later value (or «is: repealed»)",
            )


def _check_reason(rule: Rule) -> None:
    allowed = {*rule.reads, *rule.parameters}
    if set("{}") & set(_PLACEHOLDER.sub("", rule.because)):
        refuse(rule.place, f"a brace stands alone in the reason of «{rule.id}»", "Close it")
    for name in _PLACEHOLDER.findall(rule.because):
        if name not in allowed:
            refuse(
                rule.place,
                f"the reason of «{rule.id}» names «{{{name}}}», which the rule does not read",
                "Name only facts, conclusions and parameters of its «when» or «then»",
            )


def _check_overrides(rule: Rule, rules: dict[str, Rule]) -> None:
    for id_ in rule.overrides:
        other = rules.get(id_)
        if other is None or other.stage is not rule.stage:
            refuse(
                rule.place,
                f"the rule «{rule.id}» overrides «{id_}», no rule of this pack and its stage",
                "Override a rule of the same pack and stage",
            )


def _check_cycles(rules: dict[str, Rule]) -> None:
    lengths: dict[str, int] = {}
    for id_, rule in rules.items():
        path = {} if id_ in lengths else {id_: iter(rule.overrides)}
        while path:
            last = next(reversed(path))
            other = next(path[last], None)
            if other is None:
                lengths[last] = 1 + max((lengths[one] for one in rules[last].overrides), default=0)
                _refuse_long_row(rules[last], lengths[last])
                del path[last]
            elif other in path:
                _refuse_circle(rules[other], [*path])
            elif other not in lengths:
                path[other] = iter(rules[other].overrides)


def _refuse_long_row(rule: Rule, length: int) -> None:
    if length > LONGEST_ROW:
        refuse(
            rule.place,
            f"more than {LONGEST_ROW} rules override each other in a row, up to «{rule.id}»",
            "Say in its «when» what the last of them is an exception to",
        )


def _refuse_circle(rule: Rule, path: list[str]) -> NoReturn:
    circle = " → ".join((*path[path.index(rule.id) :], rule.id))
    refuse(rule.place, f"the rules override each other: {circle}", "Break the circle")


def _check_tests(pack: Pack, rules: set[str]) -> None:
    for test in pack.tests:
        for id_ in (*test.fires, *test.silent):
            if id_ not in rules:
                refuse(test.place, f"no rule is called «{id_}»", "Mend «fires» or «silent»")
        for name in test.needs:
            if name not in FACT_BY_NAME:
                refuse(test.place, f"«{name}» is no fact", "Mend the test's «needs»")


def _check_coverage(pack: Pack, places: Mapping[str, Place]) -> None:
    known = set(_named(pack))
    for source in pack.sources:
        for line in source.covers:
            for id_ in line.carried_by:
                if id_ not in known:
                    refuse(
                        line.place or places[source.id],
                        f"{source.id} {line.at} is carried by «{id_}», which this pack lacks",
                        "Name a rule, parameter, outcome, indicator, clause or duty of the pack",
                    )
