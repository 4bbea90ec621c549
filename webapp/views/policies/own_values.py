"""What an authority has adopted in place of what its policy proposes, beside the policy's words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rules.pack import Parameter
from rules.wording import date_in_words, in_words, moment_in_words
from webapp.installation import installation
from webapp.roles import SETTING_READERS
from webapp.services.settings import Adopted, history
from webapp.views.access import person


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value that an authority adopted: which, what from when, and by whose approval."""

    parameter: str
    title: str
    words: str
    approved: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnValues:
    """What an authority adopted, and which it is, as the address of its settings names it."""

    organisation_id: str
    organisation: str
    values: tuple[OwnValue, ...]


def own_values(pack_id: str, parameters: Collection[Parameter]) -> tuple[OwnValues, ...]:
    """Return what the authorities of whoever asks adopted of these values of their own policy."""
    store = installation().store
    found = (
        OwnValues(
            str(one.organisation_id),
            one.organisation,
            values_of(history(store, one.organisation_id), parameters),
        )
        for one in person().with_any(SETTING_READERS)
        if one.policy == pack_id
    )
    return tuple(one for one in found if one.values)


def values_of(
    adopted: Sequence[Adopted], parameters: Collection[Parameter]
) -> tuple[OwnValue, ...]:
    """Return the settings of these values that stand, by value and first day."""
    known = {one.id: one for one in parameters}
    return tuple(
        OwnValue(
            parameter=one.setting.parameter,
            title=known[one.setting.parameter].title,
            words=f"{in_words(one.setting.value, one.kind)} "
            f"from {date_in_words(one.setting.from_on)}",
            approved=f"approved by {one.approved_by} on {moment_in_words(one.approved_at)}",
            why=one.setting.why,
        )
        for one in adopted
        if one.stands and not one.left_out and one.setting.parameter in known
    )
