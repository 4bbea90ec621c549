"""What takes longer than a moment says so, on a terminal; a pipe gets the answer alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape

from webapp.cli.output import console

_LONGEST_TASK = 60


@contextmanager
def step(what: str, out: Console | None = None) -> Iterator[None]:
    """Show on the terminal what is being done, until it is.

    It is that of standard error, where no answer is printed, if no other is given.
    """
    out = out or Console(stderr=True)
    if out.is_terminal:
        with out.status(f"{what}…"):
            yield
    else:
        yield


@contextmanager
def many_steps(form: str, what: str = "") -> Iterator[Callable[[str], None]]:
    """Show on the terminal for how long something is being done, and what it has come to.

    What it yields takes the words of the step that is being done; `what` is the first. JSON is
    printed without any.
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    out = console()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=out,
        disable=form == "json" or not out.is_terminal,
        transient=True,
    ) as progress:
        task = progress.add_task(what, total=None)
        yield lambda now: progress.update(task, description=escape(now[:_LONGEST_TASK]))
