"""What the pages of a policy show, as frozen values: the templates only lay them out."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from rules.comparison import Comparison, StageTables, Way, stage_tables
from rules.condition import AllOf
from rules.pack import Parameter, Rule
from rules.reading import Entry, Holding
from rules.reading.cases import RuleCases, cases_of
from rules.reading.holdings import review_words, users_of, value_words
from rules.reading.opening import sureness
from rules.reading.phrases import Name, Phrase, joined, said, tags, words
from rules.reading.rulings import (
    cited,
    confidence_of,
    in_force,
    names,
    reason_of,
    rule_entry,
    rule_sentence,
    speaker_of,
)
from rules.reading.search import Hit
from rules.reading.stages import stage_title
from rules.wording import counted, listed
from webapp.services.policies.policies import Policy
from webapp.views.policies.history import basis_note, history_svg

SHORT_SENTENCE = 240

_HEADINGS = {
    Holding.RULE: "Rules",
    Holding.VALUE: "Values",
    Holding.PILLAR: "Pillars",
    Holding.OUTCOME: "Outcomes",
    Holding.INDICATOR: "Indicators",
    Holding.CLAUSE: "Model clauses",
    Holding.DUTY: "Duties and notices",
    Holding.BODY: "Bodies that approve",
    Holding.SOURCE: "Sources",
}


@dataclass(frozen=True, slots=True)
class Brief:
    """A policy in the list: what it is, from when, how much it holds, how sure it is."""

    id: str
    title: str
    authority: str
    in_force: str
    rules: int
    values: int
    outcomes: int
    sureness: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of a history."""

    in_force: str
    words: str
    source: Phrase
    tag: Phrase


@dataclass(frozen=True, slots=True)
class Used:
    """A value that a rule uses, with all that it was."""

    name: Phrase
    history: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule with everything that it rests on."""

    id: str
    title: str
    stage: str
    anchor: str
    says: Phrase
    conditions: tuple[tuple[int, Phrase], ...]
    concludes: tuple[Phrase, ...]
    reason: Phrase
    in_force: str
    sources: tuple[Phrase, ...]
    sure: Phrase
    goes_before: Phrase
    gives_way_to: Phrase
    waivable_by: str
    uses: tuple[Used, ...]
    cases: RuleCases
    before: str
    after: str

    @property
    def is_short(self) -> bool:
        """Whether its sentence may be set large."""
        return len(said(self.says)) <= SHORT_SENTENCE

    @property
    def has_blanks(self) -> bool:
        """Whether its reason leaves something to be put in."""
        return "[" in said(self.reason)


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One value with its history."""

    id: str
    title: str
    latest: Dated
    why: str
    review: str
    set_by_authority: bool
    history: tuple[Dated, ...]
    chart: Markup | None
    note: str
    used_by: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    title: str
    hits: tuple[Hit, ...]


def brief_of(found: Policy) -> Brief:
    """Return a policy for the list."""
    pack = found.pack
    return Brief(
        id=pack.id,
        title=pack.title,
        authority=pack.authority,
        in_force=in_force(pack.from_on, pack.until_on),
        rules=len(pack.rules),
        values=len(pack.parameters),
        outcomes=len(pack.outcomes),
        sureness=sureness(pack, found.stack),
    )


def rule_shown(rule: Rule, found: Policy) -> RuleShown:
    """Return a rule for its page."""
    stack, speaker = found.stack, speaker_of(rule, found.stack)
    entry = rule_entry(rule, stack)
    place = [one.id for one in found.pack.rules if one.stage is rule.stage]
    here = place.index(rule.id)
    stage = stage_title(rule.stage)
    return RuleShown(
        id=rule.id,
        title=rule.title,
        stage=stage.title,
        anchor=f"stage-{rule.stage.name.lower().replace('_', '-')}",
        says=rule_sentence(rule, stack),
        conditions=() if rule.when == AllOf(()) else tuple(speaker.lines(rule.when)),
        concludes=tuple(speaker.concluded(name, operand) for name, operand in rule.then),
        reason=reason_of(rule, stack),
        in_force=in_force(rule.from_on, rule.until_on),
        sources=tuple(cited([cite], stack) for cite in rule.cites),
        sure=tags([rule.confidence]),
        goes_before=names(rule.overrides, stack),
        gives_way_to=_row(entry, "Gives way to"),
        waivable_by=rule.waivable_by,
        uses=tuple(_used(stack.parameters[id_], found) for id_ in rule.parameters),
        cases=cases_of(rule, found.pack),
        before=place[here - 1] if here else "",
        after=place[here + 1] if here + 1 < len(place) else "",
    )


def value_shown(parameter: Parameter, found: Policy) -> ValueShown:
    """Return a value for its page."""
    history = _history(parameter, found)
    return ValueShown(
        id=parameter.id,
        title=parameter.title,
        latest=history[-1],
        why=parameter.why,
        review=review_words(parameter.values[-1].review_by or parameter.review_by),
        set_by_authority=parameter.set_by_authority,
        history=history,
        chart=history_svg(parameter),
        note=basis_note(parameter),
        used_by=tuple(names([id_], found.stack) for id_ in users_of(parameter.id, found.stack)),
    )


def grouped(hits: Iterable[Hit]) -> tuple[Group, ...]:
    """Return what was found by kind, rules first."""
    held: dict[Holding, list[Hit]] = {}
    for hit in hits:
        held.setdefault(hit.holding, []).append(hit)
    return tuple(
        Group(title, tuple(held[holding]))
        for holding, title in _HEADINGS.items()
        if holding in held
    )


def comparison_sentence(comparison: Comparison) -> str:
    """Return in a sentence how two packs differ."""
    if comparison.is_same:
        return "They say the same."
    if comparison.is_one_policy:
        counts = [
            f"{number} {way}"
            for way in Way
            if (number := sum(part.count(way) for part in comparison.chapters))
        ]
        return f"Between the two, {listed(counts) or 'nothing that decides'} differs."
    alone = [
        sum(item.second is None for item in comparison.conclusions),
        sum(item.first is None for item in comparison.conclusions),
    ]
    both = len(comparison.conclusions) - sum(alone)
    one, other = comparison.titles
    return (
        f"Both decide {counted(both, 'conclusion')}; “{one}” alone decides {alone[0]}, and "
        f"“{other}” alone {alone[1]}."
    )


def tables_of(first: Policy, second: Policy) -> tuple[StageTables, ...]:
    """Return the decision tables of each stage in which at least one of two policies has any."""
    return tuple(stage_tables((first.pack, first.stack), (second.pack, second.stack)))


def _used(parameter: Parameter, found: Policy) -> Used:
    return Used((Name(parameter.title, parameter.id),), _history(parameter, found))


def _history(parameter: Parameter, found: Policy) -> tuple[Dated, ...]:
    seen = words("seen in its source")
    return tuple(
        Dated(
            in_force=in_force(item.from_on, item.until_on),
            words=value_words(parameter, item),
            source=cited(item.cites, found.stack),
            tag=tags([confidence_of(item, found.stack)]) or seen,
        )
        for item in parameter.values
    )


def _row(entry: Entry, head: str) -> Phrase:
    phrases = (phrase for row in entry.rows if row.head == head for phrase in row.phrases)
    return joined(phrases, ";")
