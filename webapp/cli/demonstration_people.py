"""The people of the demonstration in a terminal: their passwords, and what waits for each."""

from collections.abc import Mapping
from types import MappingProxyType

from rich.console import Console

from webapp.cli.output import INDENT, Words, print_entry, print_heading, print_text
from webapp.roles import Role
from webapp.services.demonstration.awarded import REFERENCE as AWARDED
from webapp.services.demonstration.before_panel import REFERENCE as BEFORE_PANEL
from webapp.services.demonstration.people import Seat
from webapp.services.demonstration.record import REFERENCE as PREPARED
from webapp.services.demonstration.under_way import OUT, SCORED

_VOTES = f"votes on {BEFORE_PANEL}; reads the result of {AWARDED}"
WAITING: Mapping[Role, str] = MappingProxyType(
    {
        Role.BUYER: f"goes on with {PREPARED}; {AWARDED} shows a tender up to its letters",
        Role.PROCUREMENT_OFFICER: f"answers a bidder of {OUT}; publishes the award of {AWARDED}",
        Role.PANEL_MEMBER: _VOTES,
        Role.PANEL_CHAIR: _VOTES,
        Role.EVALUATOR: f"scores {SCORED}; declares interests in {OUT}",
        Role.EVALUATION_CHAIR: f"agrees scores of {SCORED}; reads the result of {AWARDED}",
        Role.AUDITOR: f"reads the record; takes the file of {AWARDED} along",
    }
)
"""What each finds on the home page, and where else to look."""


def print_people(passwords: Mapping[Seat, str], out: Console) -> None:
    """Print each user's password once, and under it what waits for them."""
    print_heading(out, "Who may sign in, with which password, and what waits for each")
    for seat, password in passwords.items():
        if seat.number > 1:
            continue
        others = [
            f"-{other.number}: {given}"
            for other, given in passwords.items()
            if other.role is seat.role and other.number > 1
        ]
        told = f"{password} ({', '.join(others)})" if others else password
        waits = [Words(WAITING[seat.role], "dim")] if seat.role in WAITING else []
        print_entry(out, seat.email, [Words(told), *waits])


def print_links(links: Mapping[str, str], address: str, out: Console) -> None:
    """Print where bidders come in, who have no password: once the service runs."""
    rows = [
        (reference, said)
        for reference, said in (
            (OUT, "a bidder reads what is asked, and sends a bid"),
            (AWARDED, "a bidder that was not first reads its letter"),
        )
        if reference in links
    ]
    if not rows:
        return
    print_heading(out, "Where bidders come in, who need no password")
    for reference, said in rows:
        print_text(out, f"{reference}: {said}", indent=INDENT)
        print_text(out, f"{address}{links[reference]}", indent=INDENT)
