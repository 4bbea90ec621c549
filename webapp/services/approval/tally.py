"""Counting the votes of a body: what they carry, or why they carry nothing yet.

How votes are counted is Podium's default, where the policy does not say otherwise: an outcome
needs more than half of the votes that are not abstentions. A vote to approve as it is counts for
approving on conditions where it has no majority of its own, and one to reject for returning. If
as many want the outline to go on as do not, the chair's own vote decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.services.approval.states import Choice, Outcome


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
        outcome = Outcome(chairs.value)
    found = Tally(counts, quorum, outcome, is_casting=is_tied and outcome is not None)
    if not found.has_quorum:
        return Tally(counts, quorum, None, why_not=_no_quorum(found))
    if not found.cast:
        return Tally(counts, quorum, None, why_not="Nobody has voted for or against it")
    if outcome is None:
        why_not = "The votes are tied, and the chair's own vote, which decides a tie, is not cast"
        return Tally(counts, quorum, None, why_not=why_not)
    return found


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


def _no_quorum(found: Tally) -> str:
    have = "has" if found.voters == 1 else "have"
    members = "member" if found.quorum == 1 else "members"
    return f"The quorum is {found.quorum} {members}, and {found.voters} who may vote {have} voted"
