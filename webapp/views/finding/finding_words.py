"""What the analysis of a draft found, as its page shows it: equal findings once, with a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.analysis.report import FindingKind
from rules.vocabulary import FACT_BY_NAME
from rules.wording import named_in_words
from webapp.services.settings.checking import Problem

MOST_LISTED = 6
"""How many answers of a case are listed before the others are folded away."""

_LOOK = "Look at what is named, and leave it as it is if it is meant so"
_REMEDIES: dict[str, str] = {
    FindingKind.GAP: "Give values under which a rule concludes it in this case too",
    FindingKind.CONTRADICTION: "Give values under which only one of the rules holds in this case",
    FindingKind.EVALUATORS_DIFFER: "Report it: this is a fault of Podium's own",
    FindingKind.WEIGHTS: (
        "Set the lowest, recommended and highest weight of each tier so that none is above the next"
    ),
    FindingKind.MINIMUMS: "Lower what is asked for at least, or raise what it has to fit into",
    FindingKind.CAN_NEVER_FIRE: "Give values that leave the rule a case to apply in",
}


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """Something that was found: what, how to mend it, and the answers of a case that shows it.

    `case` is short; `rest` are further answers, `cases` in how many it was found.
    """

    what: str
    remedy: str
    case: tuple[str, ...]
    rest: tuple[str, ...]
    cases: int


def problems_shown(problems: Iterable[Problem]) -> tuple[ProblemShown, ...]:
    """Return what an analysis found, what is said alike once with its first case."""
    held: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        held.setdefault((one.kind, one.message), []).append(one)
    return tuple(_shown(alike) for alike in held.values())


def _shown(alike: list[Problem]) -> ProblemShown:
    first = min(alike, key=lambda one: len(one.example))
    telling, rest = _answers(first.example)
    return ProblemShown(
        what=f"{first.kind}: {first.message}",
        remedy=_REMEDIES.get(first.kind, _LOOK),
        case=telling[:MOST_LISTED],
        rest=(*telling[MOST_LISTED:], *rest),
        cases=max(len(alike), *(one.cases for one in alike)),
    )


def _answers(example: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the answers of a case by their titles: the telling ones, and those left as they were.

    An answer that means what no answer would is not telling.
    """
    telling: list[str] = []
    rest: list[str] = []
    for part in filter(None, example.split("; ")):
        name, _, said = part.partition(" = ")
        fact = FACT_BY_NAME.get(name)
        words = f"{fact.title}: {said}" if fact and said else part
        is_usual = fact is not None and (
            fact.default is not None and named_in_words(name, fact.default) == said
        )
        (rest if is_usual else telling).append(words)
    return tuple(telling), tuple(rest)
