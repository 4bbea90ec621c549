"""What takes longer than a moment says so, on a terminal, where no answer is printed."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def step(what: str) -> Iterator[None]:
    """Show on the terminal of standard error what is being done, until it is."""
    out = Console(stderr=True)
    if out.is_terminal:
        with out.status(f"{what}…"):
            yield
    else:
        yield
