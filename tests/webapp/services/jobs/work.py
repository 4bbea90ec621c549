"""Work that the tests have the worker do."""

from rules.errors import PodiumError
from webapp.services.jobs import JsonObject, Work

DONE: list[str] = []
"""The subjects of the work that was done, in order."""


def echo(work: Work) -> JsonObject:
    """Give back the arguments."""
    DONE.append(work.job.subject)
    work.progress("Half", done=1, total=2)
    return {"echo": work.job.arguments}


def refuse(work: Work) -> JsonObject:
    """Fail in a way that a person can act on."""
    raise PodiumError(work.job.subject, "the file holds no notice", "Send another file")


def break_down(work: Work) -> JsonObject:
    """Fail in a way that nobody thought of."""
    return {"never": 1 // len(work.job.arguments)}
