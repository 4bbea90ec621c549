"""What the decision page shows, as frozen values: the templates only lay them out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A citation, and the word for how sure it is where it was not seen; where to read it."""

    words: str
    tag: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact or a dated value that a rule used."""

    title: str
    words: str
    since: str = ""
    source: str = ""
    tag: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A rule of the trace: why it fired, what it read, what it concluded and displaced."""

    rule: str
    title: str
    because: str
    facts: tuple[Figure, ...]
    values: tuple[Figure, ...]
    sources: tuple[Source, ...]
    displaced: tuple[str, ...]
    displaced_by: tuple[str, ...]
    tag: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A conclusion: what, the answer, why, on what grounds; `steps` are its trace."""

    name: str
    title: str
    answer: str
    is_figure: bool
    because: str
    sources: tuple[Source, ...]
    tags: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A model clause with what is known put in: its id and version, its parts by their titles."""

    name: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """An indicator of an outcome: what it counts, what it is used as, its model clauses."""

    title: str
    unit: str
    uses: tuple[str, ...]
    clauses: tuple[ClauseShown, ...]


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """An outcome that is relevant here, with its indicators."""

    title: str
    wording: str
    sources: tuple[Source, ...]
    indicators: tuple[IndicatorShown, ...]


@dataclass(frozen=True, slots=True)
class PillarShown:
    """A pillar, why it applies, and its outcomes."""

    title: str
    because: str
    outcomes: tuple[OutcomeShown, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The social value proposal; `why_none` is set where there is none, and nothing else is.

    `lines` tell tier and weight, `clauses` counts the model clauses, `unsettled` says what the
    lists still hang on.
    """

    why_none: str
    lines: tuple[Line, ...] = ()
    pillars: tuple[PillarShown, ...] = ()
    clauses: int = 0
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty: what is to be done, by or before which day if it is known, how that is counted."""

    title: str
    notice: str
    text: str
    on: str
    due: str
    sources: tuple[Source, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something used that is not certain, how, and what that means."""

    title: str
    tag: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """Who approves, why, and on what grounds."""

    body: str
    because: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PackShown:
    """A pack that decided."""

    title: str
    version: str
    sha256: str
