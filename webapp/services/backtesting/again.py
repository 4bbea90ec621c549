"""A sample of a back-test decided again by both evaluators; a difference stops the run."""

import random
from contextlib import suppress

from forms.notices import NoticeReading
from rules.decide import decide_facts
from rules.errors import Contradiction, EvaluatorsDisagree
from rules.serialisation import decision_json
from rules.stack import Stack
from webapp.services.backtesting.rows import Found, facts_of

WITHOUT_EXCEPTION = 200
"""So many releases are all decided again; of those after them a share."""

SHARE = 20
"""One release in so many, chosen by chance from a seed."""


class Again:
    """Chooses the releases that are decided again, and counts those that were.

    A release whose day is not known, or lies outside the law, is decided by neither evaluator.
    """

    def __init__(self, seed: int) -> None:
        """Begin with none; the same seed chooses the same releases."""
        self._chance = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
        self._seen = 0
        self._is_counted = False
        self.count = 0

    def chooses_next(self) -> bool:
        """Return whether the next release is to be decided again."""
        self._seen += 1
        self._is_counted = False
        return self._seen <= WITHOUT_EXCEPTION or self._chance.randrange(SHARE) == 0

    def decide(self, notice: NoticeReading, stack: Stack, found: Found) -> None:
        """Decide a release by both evaluators, and compare with what was found before.

        Raises:
            EvaluatorsDisagree: they differ, or what was found before is another thing.
        """
        if found.decision is None:
            return
        self.count += not self._is_counted
        self._is_counted = True
        conclusions = None
        with suppress(Contradiction):
            decision = decide_facts(facts_of(notice), stack, reference=notice.ocid)
            conclusions = decision_json(decision, stack)["conclusions"]
        expected = None if isinstance(found.decision, Contradiction) else found.conclusions
        if conclusions != expected:
            raise EvaluatorsDisagree(
                f"release {notice.release or notice.ocid}",
                "deciding it again with both evaluators came to something else",
                "Report this: nothing of the back-test can be relied on before it is mended",
            )
