"""The authority's own settings: dated values of its own, on top of the law and its policy.

A setting gives a parameter that the policy leaves to the authority a value from a day on. It
adds no rule, so that it can add and tighten, and never undercut the law.
"""

from rules.settings.backdating import backdated
from rules.settings.fitness import refuse_unfit
from rules.settings.layer import with_settings
from rules.settings.setting import OwnSource, Setting, SettingRefused, settable

__all__ = [
    "OwnSource",
    "Setting",
    "SettingRefused",
    "backdated",
    "refuse_unfit",
    "settable",
    "with_settings",
]
