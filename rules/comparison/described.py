"""What is compared of each kind of thing in a pack: meaning, not the way it is written."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rules.comparison.changes import Described, Facet, worded
from rules.condition import Comparison, Condition, Literal, Operand
from rules.pack import Clause, Confidence, Duty, Indicator, Outcome, Pack, Parameter, Rule, Source
from rules.reading import Holding
from rules.reading.holdings import due_phrase, review_words, value_words
from rules.reading.phrases import said
from rules.reading.rulings import cited, in_force, reason_of, speaker_of
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME
from rules.wording import tag_word


def rules(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's rules by id."""
    return {rule.id: _rule(rule, stack) for rule in pack.rules}


def values(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's values by id."""
    return {item.id: _parameter(item, stack) for item in pack.parameters}


def outcomes(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's outcomes by id."""
    return {item.id: _outcome(item, stack) for item in pack.outcomes}


def indicators(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's indicators by id."""
    return {item.id: _indicator(item, stack) for item in pack.indicators}


def clauses(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's model clauses by id."""
    return {item.id: _clause(item, stack) for item in pack.clauses}


def duties(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's duties by id."""
    return {item.id: _duty(item, stack) for item in pack.duties}


def pillars(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's pillars by id."""
    del stack
    return {item.id: Described(item.title, worded(title=item.title)) for item in pack.pillars}


def bodies(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's approving bodies by id."""
    del stack
    return {item.id: Described(item.title, worded(title=item.title)) for item in pack.bodies}


def sources(pack: Pack, stack: Stack) -> dict[str, Described]:
    """Return a pack's sources by id."""
    return {item.id: _source(item, stack) for item in pack.sources}


DESCRIBED: Mapping[Holding, Callable[[Pack, Stack], dict[str, Described]]] = MappingProxyType(
    {
        Holding.VALUE: values,
        Holding.RULE: rules,
        Holding.PILLAR: pillars,
        Holding.OUTCOME: outcomes,
        Holding.INDICATOR: indicators,
        Holding.CLAUSE: clauses,
        Holding.DUTY: duties,
        Holding.BODY: bodies,
        Holding.SOURCE: sources,
    }
)
"""How each kind of thing is described, in the order in which a comparison tells of them."""


def _rule(rule: Rule, stack: Stack) -> Described:
    speaker = speaker_of(rule, stack)
    when = said(speaker.clause(rule.when)) or "always"
    facets = worded(title=rule.title, in_force=in_force(rule.from_on, rule.until_on))
    facets["When"] = Facet(_canonical(rule.when), when)
    for name, operand in rule.then:
        told = said(speaker.concluded(name, operand))
        facets[f"Then: {CONCLUSION_BY_NAME[name].title}"] = Facet(_operand(operand), told)
    facets["Because"] = Facet(rule.because, said(reason_of(rule, stack)))
    facets["Source"] = Facet(frozenset(rule.cites), said(cited(rule.cites, stack)))
    displaced = "; ".join(stack.title_of(id_) for id_ in rule.overrides)
    if rule.overrides:
        facets["Goes before"] = Facet(frozenset(rule.overrides), displaced)
    facets |= worded(may_be_set_aside_by=rule.waivable_by, how_sure=_sureness(rule.confidence))
    return Described(rule.title, facets)


def _canonical(condition: Condition) -> object:
    """Return a condition as a value that is the same in whatever order its parts are written."""
    if isinstance(condition, Comparison):
        return (condition.name, condition.operator, _operand(condition.operand))
    return (type(condition).__name__, frozenset(map(_canonical, condition.parts)))


def _operand(operand: Operand) -> object:
    return frozenset(operand.values) if isinstance(operand, Literal) else operand


def _parameter(parameter: Parameter, stack: Stack) -> Described:
    setter = "the authority itself" if parameter.set_by_authority else ""
    facets = worded(title=parameter.title, type=parameter.kind.value)
    facets |= worded(
        why=parameter.why, set_by=setter, to_be_reviewed=review_words(parameter.review_by)
    )
    for item in parameter.values:
        grounds = said(cited(item.cites, stack, item.confidence))
        told = value_words(parameter, item)
        key = (item.value, item.until_on, frozenset(item.cites), item.confidence, item.review_by)
        ends = in_force(item.from_on, item.until_on)
        facets[in_force(item.from_on, None)] = Facet(
            key, f"{told} ({grounds})" if item.until_on is None else f"{told}, {ends} ({grounds})"
        )
    return Described(parameter.title, facets)


def _outcome(outcome: Outcome, stack: Stack) -> Described:
    measured = "; ".join(stack.title_of(id_) for id_ in outcome.indicators)
    facets = worded(
        title=outcome.title, pillar=stack.title_of(outcome.theme), in_the_source=outcome.wording
    )
    facets["Measured by"] = Facet(frozenset(outcome.indicators), measured)
    facets["Source"] = Facet(frozenset(outcome.cites), said(cited(outcome.cites, stack)))
    return Described(outcome.title, facets)


def _indicator(indicator: Indicator, stack: Stack) -> Described:
    facets = worded(
        title=indicator.title,
        counted_in=indicator.unit.replace("_", " "),
        measures=stack.title_of(indicator.outcome),
        carried_by=indicator.carried_by,
        because=indicator.because,
        example="yes" if indicator.example else "",
    )
    return Described(indicator.title, facets)


def _clause(clause: Clause, stack: Stack) -> Described:
    facets = worded(
        version=str(clause.version),
        question=clause.question,
        obligation=clause.obligation,
        kpi=clause.kpi,
        evidence=clause.evidence,
        if_missed=clause.if_missed,
    )
    return Described(stack.title_of(clause.id), facets)


def _duty(duty: Duty, stack: Stack) -> Described:
    facets = worded(title=duty.title, what=duty.text)
    facets["When"] = Facet(duty.due, said(due_phrase(duty.due, stack)))
    facets |= worded(notice=duty.notice, how_sure=_sureness(duty.confidence))
    facets["Source"] = Facet(frozenset(duty.cites), said(cited(duty.cites, stack)))
    return Described(duty.title, facets)


def _source(source: Source, stack: Stack) -> Described:
    facets = worded(
        title=source.title,
        kind=source.kind,
        reference=source.reference,
        seen_as=source.seen_at,
        to_be_reviewed=review_words(source.review_by),
        how_sure=_sureness(source.confidence),
    )
    for item in source.covers:
        carried = "; ".join(stack.title_of(id_) for id_ in item.carried_by)
        key = (frozenset(item.carried_by), item.because)
        facets[f"Paragraph {item.at}"] = Facet(key, carried or f"Nothing: {item.because}")
    return Described(source.title, facets)


def _sureness(confidence: Confidence) -> str:
    return "seen in its source" if confidence is Confidence.SEEN else tag_word(confidence)
