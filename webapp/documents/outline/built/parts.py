"""The parts that an outline is made of beside the decision; one that is missing is None."""

from dataclasses import dataclass, replace
from datetime import date

from evaluation.outline.case import Case as Story
from evaluation.outline.checklist import Checklist
from evaluation.outline.clauses import Clauses
from evaluation.outline.conflicts import NOTHING_SAID, Assessment
from evaluation.outline.criteria import Criteria
from evaluation.outline.lots import Lots
from evaluation.outline.proposal import Proposal
from webapp.documents.content import Lines, Text, plain


@dataclass(frozen=True, slots=True)
class StressVerdict:
    """What the stress test found of just these criteria: a sentence, and each finding."""

    sentence: str
    findings: tuple[str, ...]
    tested_on: date


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with the outline: its name, what it is, its size in bytes, its digest."""

    name: str
    description: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Built:
    """Everything that was built beside the answers, and what is said of it on submitting."""

    checklist: Checklist | None = None
    story: Story | None = None
    lots: Lots | None = None
    proposal: Proposal | None = None
    clauses: Clauses | None = None
    criteria: Criteria | None = None
    stress: StressVerdict | None = None
    attached: tuple[Attached, ...] = ()
    assessed: Assessment = NOTHING_SAID

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was built: the outline is then that of the decision alone."""
        return replace(self, assessed=NOTHING_SAID) == NOTHING_BUILT


NOTHING_BUILT = Built()


def written(text: str) -> Lines:
    r"""Return what a person wrote as paragraphs of plain text, empty lines left out.

    >>> [span.text for line in written("One.\n\n Two. ") for span in line]
    ['One.', 'Two.']
    """
    return tuple((Text(line),) for line in map(plain, text.splitlines()) if line)
