"""Counting the votes of a body: what they carry, or why they carry nothing yet.

How votes are counted is Podium's default, where the policy does not say otherwise: an outcome
needs more than half of the votes that are not abstentions. A vote to approve as it is counts for
approving on conditions where it has no majority of its own, and one to reject for returning. If
as many want the outline to go on as do not, the chair's own vote decides whether it does; how it
does is as the votes on that side carry it.

A committee of councillors in England or Wales is bound by law instead: a majority of those present
and voting at a meeting decides, and whoever presides has a second or casting vote (Local Government
Act 1972, Schedule 12, paragraphs 39 and 44). A panel of officers is no committee, and that Act
does not say how it votes: in law the power is delegated to an officer (section 101(1)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.services.approval.states import Choice, Outcome

_GOES_ON = frozenset({Choice.APPROVE, Choice.APPROVE_WITH_CONDITIONS})


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes that count, by choice; what they carry, and whether the chair's vote did it.

    `why_not` says why nothing is carried, and is empty where something is.
    """

    counts: Mapping[Choice, int]
    quorum: int
    outcome: Outcome | None
    is_casting: bool = False
    why_not: str = ""

    @property
    def voters(self) -> int:
        """How many voted, abstentions included: they make the quorum."""
        return sum(self.counts.values())

    @property
    def cast(self) -> int:
        """How many voted for or against: the votes of which an outcome needs more than half."""
        return self.voters - self.counts[Choice.ABSTAIN]

    @property
    def has_quorum(self) -> bool:
        """Whether as many voted as have to."""
        return self.voters >= self.quorum


def tally(votes: Iterable[Choice], *, quorum: int, chairs: Choice | None) -> Tally:
    """Count votes.

    Args:
        votes: The votes that count, the chair's among them.
        quorum: How many have to vote at least.
        chairs: The chair's own vote, None before it is cast or where it does not count.

    >>> tally([Choice.APPROVE, Choice.APPROVE, Choice.RETURN], quorum=3, chairs=None).outcome
    <Outcome.APPROVE: 'approve'>
    """
    cast = list(votes)
    counts = {choice: cast.count(choice) for choice in Choice}
    outcome = _majority(counts)
    is_tied = outcome is None and len(cast) > counts[Choice.ABSTAIN]
    if is_tied and chairs is not None and chairs is not Choice.ABSTAIN:
        outcome = _of_side(counts, goes_on=chairs in _GOES_ON)
    found = Tally(counts, quorum, outcome, is_casting=is_tied and outcome is not None)
    if not found.has_quorum:
        return Tally(counts, quorum, None, why_not=_no_quorum(found))
    if not found.cast:
        return Tally(counts, quorum, None, why_not="Nobody has voted for or against it")
    if outcome is None:
        why_not = (
            "The votes are tied, and no chair's own vote decides: none is cast, or they differ"
        )
        return Tally(counts, quorum, None, why_not=why_not)
    return found


def is_one_side(choices: Iterable[Choice]) -> bool:
    """Whether votes do not differ on whether the outline goes on; abstentions say nothing.

    >>> is_one_side([Choice.APPROVE, Choice.RETURN])
    False
    """
    sides = {choice in _GOES_ON for choice in choices if choice is not Choice.ABSTAIN}
    return sides != {True, False}


def _majority(counts: Mapping[Choice, int]) -> Outcome | None:
    approve, reject = counts[Choice.APPROVE], counts[Choice.REJECT]
    on = approve + counts[Choice.APPROVE_WITH_CONDITIONS]
    back = reject + counts[Choice.RETURN]
    cast = on + back
    for votes, outcome in (
        (approve, Outcome.APPROVE),
        (reject, Outcome.REJECT),
        (on, Outcome.APPROVE_WITH_CONDITIONS),
        (back, Outcome.RETURN),
    ):
        if 2 * votes > cast:
            return outcome
    return None


def _of_side(counts: Mapping[Choice, int], *, goes_on: bool) -> Outcome:
    """Return what half of the votes carry: its outright outcome only if all of them want that."""
    if goes_on:
        is_outright = not counts[Choice.APPROVE_WITH_CONDITIONS]
        return Outcome.APPROVE if is_outright else Outcome.APPROVE_WITH_CONDITIONS
    return Outcome.RETURN if counts[Choice.RETURN] else Outcome.REJECT


def _no_quorum(found: Tally) -> str:
    have = "has" if found.voters == 1 else "have"
    members = "member" if found.quorum == 1 else "members"
    return f"The quorum is {found.quorum} {members}, and {found.voters} who may vote {have} voted"
