"""The parts of an outline: each a topic held as one value, saved whole as its next revision."""

from webapp.services.parts.kinds import KINDS, Kind
from webapp.services.parts.records import (
    Held,
    PartSaved,
    PartStale,
    add_revision,
    every_part,
    history_of_part,
    part_at,
    part_of_version,
    read_part,
    save_part,
)
from webapp.services.parts.standing import may_change

__all__ = [
    "KINDS",
    "Held",
    "Kind",
    "PartSaved",
    "PartStale",
    "add_revision",
    "every_part",
    "history_of_part",
    "may_change",
    "part_at",
    "part_of_version",
    "read_part",
    "save_part",
]
