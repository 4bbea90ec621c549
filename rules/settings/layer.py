"""The pack of an authority's settings, and the stack with it on top."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rules.canonical import canonical_text, sha256_of
from rules.pack import Confidence, Pack, PackKind, Parameter, ParameterValue, Source
from rules.serialisation import json_value
from rules.settings.fitness import refuse_two_for_a_day, refuse_unfit
from rules.settings.setting import Setting, SettingRefused
from rules.stack import Stack

FORMAT = "podium/settings/1"


def with_settings(
    stack: Stack, settings: Iterable[Setting], *, authority: str, version: str
) -> Stack:
    """Return the stack with an authority's settings on top; the same stack if there are none.

    From its day on, a setting stands in place of the policy's own values, those that the
    policy dates later among them, until the authority's next.

    Raises:
        SettingRefused: a setting is not one that these packs leave to the authority, or two
            settings of one parameter begin on one day.
    """
    given = sorted(settings, key=lambda one: (one.parameter, one.from_on))
    policy = stack.policy
    if not given:
        return stack
    if policy is None:
        raise SettingRefused(
            given[0].place,
            "the law alone decides here, and leaves nothing to the authority",
            "Choose a policy for the organisation first",
        )
    for setting in given:
        refuse_unfit(setting, stack)
    refuse_two_for_a_day(given)
    return Stack((*stack.packs, _pack(given, stack, policy, authority, version)))


def _pack(
    given: Sequence[Setting], stack: Stack, policy: Pack, authority: str, version: str
) -> Pack:
    title = f"Settings of {authority}"
    content = canonical_text(
        {
            "format": FORMAT,
            "title": title,
            "stands_on": policy.id,
            "settings": [_json(one, stack) for one in given],
        },
    )
    return Pack(
        id=f"{policy.id}-own-settings",
        title=title,
        kind=PackKind.SETTINGS,
        version=version,
        sha256=sha256_of(content),
        from_on=min(one.from_on for one in given),
        until_on=None,
        until_confidence=Confidence.SEEN,
        stands_on=tuple(pack.id for pack in stack.packs),
        authority=authority,
        pillars=(),
        bodies=(),
        sources=_sources(given),
        parameters=_parameters(given, stack),
        rules=(),
        outcomes=(),
        indicators=(),
        clauses=(),
        duties=(),
        tests=(),
        content=content,
    )


def _parameters(given: Sequence[Setting], stack: Stack) -> tuple[Parameter, ...]:
    by_id: dict[str, list[Setting]] = {}
    for setting in given:
        by_id.setdefault(setting.parameter, []).append(setting)
    return tuple(
        replace(stack.parameters[id_], values=_values(stack.parameters[id_], own))
        for id_, own in by_id.items()
    )


def _values(parameter: Parameter, own: Sequence[Setting]) -> tuple[ParameterValue, ...]:
    first = own[0].from_on
    before = (value for value in parameter.values if value.from_on < first)
    after = (
        ParameterValue(one.from_on, None, one.value, (one.citation,), Confidence.SEEN)
        for one in own
    )
    return (*before, *after)


def _sources(given: Sequence[Setting]) -> tuple[Source, ...]:
    declared = {one.own_source.id: one.own_source for one in given if one.own_source}
    return tuple(
        Source(
            id=id_,
            title=source.title,
            kind="policy",
            reference=source.reference,
            confidence=Confidence.SEEN,
            seen_at="Declared by the authority with its settings, and approved by a second person.",
            covers=(),
        )
        for id_, source in declared.items()
    )


def _json(setting: Setting, stack: Stack) -> dict[str, object]:
    own = setting.own_source
    return {
        "parameter": setting.parameter,
        "from": setting.from_on.isoformat(),
        "is": json_value(setting.value, stack.parameters[setting.parameter].kind),
        "why": setting.why,
        "cites": str(setting.citation),
        "source": {"title": own.title, "reference": own.reference} if own else None,
    }
