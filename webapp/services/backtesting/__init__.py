"""Back-testing: a policy over published notices, against another policy or the law alone.

Every release is a row. What a notice does not tell stays unknown, so that a row says what is
missing instead of guessing it. The interpreter decides; a sample is decided again by both
evaluators on every run, and a difference stops it.
"""

from collections.abc import Callable, Iterable
from datetime import date

from forms.notices import NoticeReading
from rules.serialisation import JsonObject
from rules.stack import Stack
from webapp.services.backtesting.again import Again
from webapp.services.backtesting.result import BackTest, Spool, csv_parts, json_parts
from webapp.services.backtesting.rows import as_of, find, flat, row_of
from webapp.services.backtesting.tally import HEADLINES, Tally

__all__ = [
    "FORMAT",
    "HEADLINES",
    "BackTest",
    "Policies",
    "backtest",
    "csv_parts",
    "flat",
    "json_parts",
    "run_backtest",
]

FORMAT = "podium/backtest/1"


class Policies:
    """The packs of a back-test, and what each is called: `title` beside the id of its policy."""

    def __init__(
        self,
        stack: Stack,
        against: Stack | None = None,
        *,
        name: str = "",
        name_against: str = "",
    ) -> None:
        """Take one stack or two; without a name a stack is called by its policy's id."""
        self.stack = stack
        self.against = against
        self.name = name or _policy(stack)
        self.name_against = (name_against or _policy(against)) if against else None


def run_backtest(
    notices: Iterable[NoticeReading],
    policies: Policies,
    *,
    on: date | None = None,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> BackTest:
    """Decide every release, and return the counts with the rows kept aside in a file.

    `on` is a day on which all of them are taken to commence, whatever they tell: notices lie in
    the past, and a policy may begin in the future.
    `progress` is told after each release how many there were. What is held in memory does not
    grow with the number of releases.

    Raises:
        EvaluatorsDisagree: nothing can be said while the two evaluators differ on a release.
    """
    stack, against = policies.stack, policies.against
    tally, again, spool = Tally(has_other=against is not None), Again(seed), Spool()
    try:
        for read in notices:
            notice = read if on is None else as_of(read, on)
            ours = find(notice, stack)
            theirs = None if against is None else find(notice, against)
            if again.chooses_next():
                again.decide(notice, stack, ours)
                if against is not None and theirs is not None:
                    again.decide(notice, against, theirs)
            tally.add(notice, ours, theirs)
            spool.add(row_of(notice, ours, theirs))
            progress(tally.notices)
    except BaseException:
        spool.close()
        raise
    return BackTest({**_head(policies, tally, again, seed), "on": on and on.isoformat()}, spool)


def backtest(notices: Iterable[NoticeReading], stack: Stack, against: Stack | None) -> JsonObject:
    """Return `podium/backtest/1` whole, with its rows, for few notices."""
    with run_backtest(notices, Policies(stack, against)) as found:
        return found.whole()


def _head(policies: Policies, tally: Tally, again: Again, seed: int) -> JsonObject:
    has_other = policies.against is not None
    return {
        "format": FORMAT,
        "policy": policies.name,
        "against": policies.name_against,
        "packs": _packs(policies.stack),
        "packs_against": _packs(policies.against) if policies.against else None,
        "notices": tally.notices,
        "decided": tally.decided,
        "undecided": tally.notices - tally.decided,
        "compared": tally.compared if has_other else None,
        "changed": tally.changed if has_other else None,
        "answered_differently": tally.answered_differently if has_other else None,
        "before_policy": tally.before_policy,
        "before_against": tally.before_against if has_other else None,
        "decided_again": again.count,
        "seed": seed,
        "lacking": [
            {"fact": fact, "notices": count}
            for fact, count in sorted(tally.lacking.items(), key=lambda item: (-item[1], item[0]))
        ],
        "summary": list(tally.summary()),
        "changes": list(tally.changes_found()),
        "amounts": list(tally.amounts_found()),
        "groups": list(tally.groups_found()),
    }


def _packs(stack: Stack) -> list[JsonObject]:
    return [{"id": pack.id, "version": pack.version, "sha256": pack.sha256} for pack in stack.packs]


def _policy(stack: Stack) -> str:
    return stack.policy.id if stack.policy else "none"
