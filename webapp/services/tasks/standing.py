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
    WAITING = "With the panel"


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
class Task:
    """A task: the endpoint of its page, its progress, and the slug of a page of questions."""

    title: str
    endpoint: str
    progress: Progress
    slug: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the task waits for the buyer, and can be begun."""
        return self.progress.standing in WAITS_FOR_THE_BUYER


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks that belong together, in the order in which they are best done."""

    title: str
    tasks: tuple[Task, ...]
