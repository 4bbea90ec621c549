"""Tasks and sections, and how a task stands."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How a task stands; the value is the word that the list shows."""

    DONE = "Done"
    IN_PROGRESS = "In progress"
    TO_DO = "Not started"
    PROBLEM = "Needs another look"
    BLOCKED = "Can’t start yet"
    OPTIONAL = "Optional"
    WAITING = "Being decided"


WAITS_FOR_THE_BUYER = frozenset({Standing.TO_DO, Standing.IN_PROGRESS, Standing.PROBLEM})


@dataclass(frozen=True, slots=True)
class Progress:
    """How a task stands, and the words beneath it: how far it is, or what it waits for.

    `says_why` is whether the page of a task that can't start yet lists what it waits for.
    """

    standing: Standing
    words: str = ""
    says_why: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A page of a procurement: its endpoint, and the slug that its address needs besides."""

    endpoint: str
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task: the endpoint of its page, and its progress.

    `way_in` is where the work goes on, if that is not the page itself. `reading` is where those
    look who may not do it, None where there is nothing to read.
    """

    title: str
    endpoint: str
    progress: Progress
    way_in: Way | None = None
    reading: Way | None = None

    @property
    def way(self) -> Way:
        """Where the work goes on."""
        return self.way_in or Way(self.endpoint)

    @property
    def is_open(self) -> bool:
        """Whether the task waits for the buyer, and can be begun."""
        return self.progress.standing in WAITS_FOR_THE_BUYER


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks that belong together, in the order in which they are best done."""

    title: str
    tasks: tuple[Task, ...]
