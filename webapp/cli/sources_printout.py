"""The legend under a decision: what each source is that its citations name by id."""

from collections.abc import Iterator

from rich.console import Console

from rules.decision import Decision
from rules.pack import Citation
from rules.stack import Stack
from webapp.cli.output import Words, print_entry, print_heading


def print_sources(decision: Decision, stack: Stack, out: Console) -> None:
    """Print the title of each source that the decision cites, law before policy."""
    cited = {citation.source for citation in _citations(decision)}
    sources = [source for id_, source in stack.sources.items() if id_ in cited]
    if not sources:
        return
    print_heading(out, "Sources cited")
    for source in sources:
        print_entry(out, source.id, [Words(source.title)])


def _citations(decision: Decision) -> Iterator[Citation]:
    for entry in decision.trace:
        yield from entry.cites
    for duty in decision.duties:
        yield from duty.cites
    for approval in decision.approvals:
        yield from approval.cites
