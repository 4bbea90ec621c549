"""The revision that a form of a part was read at, and what somebody else saved meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import request

from webapp.views.numbers_sent import whole_number


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing in both versions: what it is, what the other saved, what was typed here."""

    title: str
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.theirs != self.yours


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """What somebody else saved after a form was read, beside what was typed in it."""

    by: str
    at: datetime
    lines: tuple[Compared, ...]


def other_version(by: str, at: datetime, lines: Iterable[Compared]) -> OtherVersion:
    """Return the two versions, only where they differ."""
    return OtherVersion(by, at, tuple(line for line in lines if line.differs))


def revision_sent() -> int:
    """Return the revision that a form was read at, 0 where it does not say one."""
    return whole_number(request.form.get("revision", ""))
