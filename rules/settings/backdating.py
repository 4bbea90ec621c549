"""Settings as if they had always stood, to try them on what was bought before their day."""

from collections.abc import Iterable
from dataclasses import replace

from rules.settings.setting import Setting
from rules.stack import Stack


def backdated(settings: Iterable[Setting], stack: Stack) -> tuple[Setting, ...]:
    """Return the last setting of each parameter, from the first day that the parameter has.

    Past notices lie before the days of a draft, which would therefore change none of them.
    """
    last: dict[str, Setting] = {}
    for setting in sorted(settings, key=lambda one: one.from_on):
        last[setting.parameter] = setting
    return tuple(
        replace(one, from_on=stack.parameters[one.parameter].values[0].from_on)
        for one in last.values()
    )
