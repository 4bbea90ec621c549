"""The outline's story: why something is bought, what else was thought of, and what could go wrong.

The panel reads it before anything else, so each text has a length that a person reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(StrEnum):
    """How likely something is, or how grave."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def words(self) -> str:
        """The level in words."""
        return self.value.capitalize()


class _Rank(IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Risk:
    """What could go wrong: how likely, how grave, what is done about it, and by whom."""

    what: str
    likelihood: Level
    gravity: Level
    response: str
    owner: str

    @property
    def rank(self) -> int:
        """Likelihood times gravity, each 1 to 3: by it the gravest stand first."""
        return _Rank[self.likelihood.name] * _Rank[self.gravity.name]

    @property
    def words(self) -> str:
        """How likely and how grave, in words."""
        return f"{self.likelihood.words} likelihood, {self.gravity.value} impact"


@dataclass(frozen=True, slots=True)
class Case:
    """The case for a procurement, as its buyer makes it; a text that is missing is empty."""

    need: str = ""
    options: str = ""
    budget: str = ""
    approved_where: str = ""
    dependencies: str = ""
    reach: str = ""
    ask: str = ""
    risks: tuple[Risk, ...] = ()

    def with_texts(self, texts: Mapping[str, str]) -> "Case":
        """Return the case with some of its texts as they are told, by their names."""
        kept = {prompt.name: str(getattr(self, prompt.name)) for prompt in PROMPTS}
        return Case(**{**kept, **texts}, risks=self.risks)

    @property
    def risks_ranked(self) -> tuple[Risk, ...]:
        """The risks, the gravest first; those that rank the same stand as they were given."""
        return tuple(sorted(self.risks, key=lambda risk: -risk.rank))


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text that the case asks for; `words` is the most words that it may have."""

    name: str
    title: str
    help: str
    example: str
    words: int
    is_required: bool = True


PROMPTS: tuple[Prompt, ...] = (
    Prompt(
        "need",
        "The need and its background",
        "Why is this bought, for whom, and what happens if it is not? Say what there is today.",
        "The contract for grounds maintenance ends on 31 March. Without it 214 sites are not cut, "
        "and the council breaks its duty of care on play areas.",
        300,
    ),
    Prompt(
        "options",
        "The options that were considered",
        "What else could be done: nothing, the council itself, together with others, a framework? "
        "Say what speaks for and against each, and why this one.",
        "Doing it ourselves costs £60,000 more a year and needs a depot. The framework of the "
        "region has no small firms on it. A contract in two lots serves both ends.",
        300,
    ),
    Prompt(
        "budget",
        "The budget",
        "Where does the money come from, is it enough for the whole term, and what if prices rise?",
        "£75,000 a year from parks revenue (cost centre 4410), for five years; indexed by CPI, "
        "with 4% held for it.",
        150,
    ),
    Prompt(
        "approved_where",
        "Where the budget is approved",
        "Name the decision that approved it, or is going to: which body, on which day.",
        "Cabinet, 11 February 2026, minute 97.",
        60,
    ),
    Prompt(
        "dependencies",
        "What it depends on, and staff who might transfer",
        "What has to be in place first, and what waits for this? Say whether staff of the present "
        "supplier, or the council's own, might transfer under TUPE. Leave it empty if there is "
        "nothing to say.",
        "Eleven staff of the present supplier are likely to transfer; their details were asked "
        "for on 2 February. The new depot must open by March.",
        200,
        is_required=False,
    ),
    Prompt(
        "reach",
        "Equality, and whom it reaches",
        "Whom does it reach in the neighbourhoods with the poorest health, could it widen a gap, "
        "and who might lose by it: by age, disability, race, sex, religion or another protected "
        "characteristic? Say what your equality impact assessment found, or why there is none: a "
        "public authority, and so whoever decides for it, must have due regard to the need to end "
        "discrimination, to advance equality of opportunity and to foster good relations "
        "(Equality Act 2010, section 149(1)).",
        "Sites in the three wards with the poorest health are cut first, and paths stay open to "
        "wheelchairs during works. The assessment of 4 February found no group worse off.",
        200,
        is_required=False,
    ),
    Prompt(
        "ask",
        "What is asked",
        "The outline asks those who decide to approve it, and says from when. What else is to be "
        "decided, or what does the question hang on, in one or two sentences?",
        "To approve the procurement of grounds maintenance in two lots, for three years and up to "
        "two more, at £360,000 including VAT, with social value at 10 per cent.",
        60,
        is_required=False,
    ),
)
"""The texts of the case, in the order of the document."""

MOST_RISKS = 20
REACH = "reach"
"""The text that is asked for where the policy looks at whom a contract reaches."""


def missing(case: Case, *, needs_reach: bool = False) -> tuple[Prompt, ...]:
    """Return the texts without which the panel can't decide, and that are not there yet.

    `needs_reach` is whether the policy asks whom the contract reaches.
    """
    return tuple(
        prompt
        for prompt in PROMPTS
        if (prompt.is_required or (needs_reach and prompt.name == REACH))
        and not getattr(case, prompt.name)
    )


def word_count(text: str) -> int:
    """Return how many words a text has, as its writer's word processor counts them.

    >>> word_count("Two lots, three  years")
    4
    """
    return len(text.split())


def changed_texts(before: Case, after: Case) -> Iterator[tuple[Prompt, str, str]]:
    """Yield each text that differs, as it is in the one and in the other."""
    for prompt in PROMPTS:
        mine, theirs = getattr(before, prompt.name), getattr(after, prompt.name)
        if mine != theirs:
            yield prompt, mine, theirs


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are asked for together on one page; `slug` is its address."""

    slug: str
    title: str
    prompts: tuple[Prompt, ...]


def _group(slug: str, title: str, *names: str) -> Group:
    return Group(slug, title, tuple(prompt for prompt in PROMPTS if prompt.name in names))


GROUPS: tuple[Group, ...] = (
    _group("need", "Need and options", "need", "options"),
    _group(
        "budget",
        "Budget, dependencies, and whom it reaches",
        "budget",
        "approved_where",
        "dependencies",
        "reach",
        "ask",
    ),
)
"""The pages of the texts, in their order; the risks follow."""
