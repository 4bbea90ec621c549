"""What the pages of settings show, as frozen values: the templates only lay them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rules.pack import Citation, Parameter
from rules.reading.stages import stage_title
from rules.settings import OwnSource
from rules.stack import Stack
from rules.vocabulary import Stage
from rules.wording import date_in_words, in_words, listed, moment_in_words
from webapp.services.settings import Adopted, Draft, State
from webapp.services.settings.drafts import Proposed

STATES = {
    State.DRAFT: ("Draft", "questions"),
    State.PROPOSED: ("Proposed", "undecided"),
    State.APPROVED: ("Approved", "decided"),
    State.RETURNED: ("Returned", "questions"),
    State.WITHDRAWN: ("Withdrawn", "unsure"),
}
"""The word of each state, and the tag that it has."""

STEPS = {
    State.DRAFT: "Started",
    State.PROPOSED: "Proposed for approval",
    State.APPROVED: "Approved",
    State.RETURNED: "Returned to its author",
    State.WITHDRAWN: "Withdrawn",
}

NO_VALUE = "No value"
BY_NO_RULE = "Duties and days"
"""The heading over values that no rule names, but a duty's day."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value of a parameter's history: since when, by whom, why and where it stands.

    `note` says what has become of it, where it does not stand.
    """

    since: str
    words: str
    origin: str
    why: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A value that the authority may set: what it is today, how it came to be, its history.

    `origin` tells how the value of today came to be; `is_adopted` whether by the authority.
    """

    id: str
    title: str
    words: str
    is_adopted: bool
    origin: str
    source: str
    coming: tuple[str, ...]
    history: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class ParameterGroup:
    """The values that decide in one part of the policy."""

    title: str
    parameters: tuple[ParameterShown, ...]


@dataclass(frozen=True, slots=True)
class ProposedShown:
    """A value that a draft proposes, beside what stands on its first day without it."""

    id: UUID
    parameter: str
    title: str
    today: str
    words: str
    since: str
    why: str
    source: str
    entered: str
    is_correction: bool
    is_past: bool


def parameters_shown(
    parameters: Iterable[Parameter], stack: Stack, adopted: Sequence[Adopted], today: date
) -> tuple[ParameterShown, ...]:
    """Return every parameter of a policy that the authority may set, as it is today."""
    by_parameter: dict[str, list[Adopted]] = {}
    for one in adopted:
        by_parameter.setdefault(one.setting.parameter, []).append(one)
    return tuple(
        _parameter(item, stack, by_parameter.get(item.id, []), today) for item in parameters
    )


def grouped(shown: Iterable[ParameterShown], stack: Stack) -> tuple[ParameterGroup, ...]:
    """Return values by the first part of the policy that they decide in, as it is read."""
    stages = _stages(stack)
    held: dict[Stage | None, list[ParameterShown]] = {stage: [] for stage in (*Stage, None)}
    for one in shown:
        held[stages.get(one.id)].append(one)
    return tuple(
        ParameterGroup(stage_title(stage).title if stage else BY_NO_RULE, tuple(found))
        for stage, found in held.items()
        if found
    )


def _stages(stack: Stack) -> dict[str, Stage]:
    order = {stage: number for number, stage in enumerate(Stage)}
    found: dict[str, Stage] = {}
    for rule in sorted(stack.rules.values(), key=lambda rule: order[rule.stage]):
        for id_ in rule.parameters:
            found.setdefault(id_, rule.stage)
    return found


def orphans(
    parameters: Iterable[Parameter], adopted: Sequence[Adopted], stack: Stack
) -> tuple[DatedValue, ...]:
    """Return the adopted settings of parameters that the policy does not leave open any more."""
    known = {item.id for item in parameters}
    return tuple(
        _adopted_value(one, stack) for one in adopted if one.setting.parameter not in known
    )


def proposed_shown(draft: Draft, stack: Stack, today: date) -> tuple[ProposedShown, ...]:
    """Return what a draft proposes, beside what stands without it."""
    return tuple(_proposed(value, stack, today) for value in draft.values)


def adopted_words(draft: Draft) -> str:
    """Return by whom a draft was approved and from when it decides, empty unless it was."""
    if draft.approved_at is None:
        return ""
    days = sorted({value.setting.from_on for value in draft.values})
    return (
        f"Approved on {moment_in_words(draft.approved_at)} by {draft.steps[-1].by}; "
        f"decides from {listed([date_in_words(day) for day in days])}."
    )


def value_words(parameter: Parameter, day: date) -> str:
    """Return what a parameter is on a day, in words."""
    value = parameter.value_on(day)
    return NO_VALUE if value is None else in_words(value, parameter.kind)


def source_words(citation: Citation, own: OwnSource | None, stack: Stack) -> str:
    """Return a citation in full, of a source of the packs or of the authority's own."""
    if own is not None:
        return f"{own.title} ({own.reference}), {citation.pinpoint}"
    source = stack.sources.get(citation.source)
    return f"{source.title if source else citation.source}, {citation.pinpoint}"


def _parameter(
    item: Parameter, stack: Stack, adopted: Sequence[Adopted], today: date
) -> ParameterShown:
    standing = [one for one in adopted if one.stands and not one.left_out]
    by_now = [one for one in standing if one.setting.from_on <= today]
    last = max(by_now, key=lambda one: one.setting.from_on, default=None)
    default = item.on(today)
    words = value_words(stack.parameters[item.id], today)
    defaults = tuple(
        DatedValue(
            since=date_in_words(value.from_on),
            words="Repealed" if value.value is None else in_words(value.value, item.kind),
            origin="Proposed with the policy",
            why=item.why,
            source="; ".join(stack.full_citation(cite) for cite in value.cites),
        )
        for value in item.values
    )
    return ParameterShown(
        id=item.id,
        title=item.title,
        words=words,
        is_adopted=last is not None,
        origin=_origin(last) if last else item.why,
        source=source_words(last.setting.citation, last.setting.own_source, stack)
        if last
        else "; ".join(stack.full_citation(cite) for cite in (default.cites if default else ())),
        coming=tuple(
            f"{in_words(one.setting.value, item.kind)} from {date_in_words(one.setting.from_on)}"
            for one in standing
            if one.setting.from_on > today
        ),
        history=(*defaults, *(_adopted_value(one, stack) for one in adopted)),
    )


def _origin(one: Adopted) -> str:
    return (
        f"Set by {one.entered_by} and approved by {one.approved_by} on "
        f"{moment_in_words(one.approved_at)}, because: {one.setting.why}"
    )


def _adopted_value(one: Adopted, stack: Stack) -> DatedValue:
    setting = one.setting
    note = ""
    if not one.stands:
        note = "Set right by a later one"
    elif one.left_out:
        note = f"Not applied: {one.left_out}"
    return DatedValue(
        since=date_in_words(setting.from_on),
        words=in_words(setting.value, one.kind),
        origin=f"{one.entered_by}; approved by {one.approved_by} "
        f"on {moment_in_words(one.approved_at)}",
        why=setting.why,
        source=source_words(setting.citation, setting.own_source, stack),
        note=note,
    )


def _proposed(value: Proposed, stack: Stack, today: date) -> ProposedShown:
    setting = value.setting
    parameter = stack.parameters.get(setting.parameter)
    return ProposedShown(
        id=value.id,
        parameter=setting.parameter,
        title=parameter.title if parameter else setting.parameter,
        today=value_words(parameter, setting.from_on) if parameter else NO_VALUE,
        words=in_words(setting.value, parameter.kind) if parameter else str(setting.value),
        since=date_in_words(setting.from_on),
        why=setting.why,
        source=source_words(setting.citation, setting.own_source, stack),
        entered=f"{value.entered_by}, {moment_in_words(value.entered_at)}",
        is_correction=value.replaces is not None,
        is_past=setting.from_on < today,
    )
