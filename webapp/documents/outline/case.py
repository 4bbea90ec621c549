"""The case that an outline is written of, and what its sections ask of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evaluation.outline.ground import Ground
from rules.decision import Decision, Finding, TraceEntry
from rules.money import Money
from rules.pack import Citation, Confidence
from rules.procurement import Procurement
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME
from rules.wording import listed, lower_first, sentence
from webapp.documents.content import Line, Lines, Link, Text
from webapp.documents.outline.built.parts import NOTHING_BUILT, Built
from webapp.documents.outline.words import cited, tags


@dataclass(frozen=True, slots=True)
class Case:
    """A procurement, what was decided of it, and under which packs."""

    procurement: Procurement
    decision: Decision
    stack: Stack
    issued_on: date
    prepared_by: str
    trace: dict[str, TraceEntry]
    numbers: dict[str, int]
    """The number under which the trace shows each rule."""
    built: Built = NOTHING_BUILT
    """What the buyer built beside the answers."""

    @property
    def ground(self) -> Ground:
        """The decision as a proposal reads it."""
        return Ground(self.decision, self.stack)

    @property
    def is_outside(self) -> bool:
        """Whether the law of the packs does not govern the procurement."""
        return self.decision.is_outside

    @property
    def value(self) -> Money | None:
        """The estimated value, None where it is not known."""
        return self.ground.value

    def entries(self, finding: Finding) -> tuple[TraceEntry, ...]:
        """Return the trace entries that stand behind a finding."""
        return tuple(self.trace[rule] for rule in finding.rules if rule in self.trace)

    def reason(self, entry: TraceEntry) -> Lines:
        """Return why a rule fired; then its source, its tags and the way to its trace."""
        source = (
            *self.cites(entry.cites),
            *tags(self.confidences(entry)),
            self.link(entry.rule),
        )
        return ((Text(sentence(entry.because)),), source)

    def reason_in_brief(self, entry: TraceEntry) -> Line:
        """Return why a rule fired, its tags and the way to its trace, where its source stands."""
        because = Text(sentence(entry.because))
        return (because, *tags(self.confidences(entry)), self.link(entry.rule))

    def link(self, rule: str) -> Link:
        """Return the way to a rule of the trace."""
        return Link(self.numbered(rule), rule_anchor(rule))

    def numbered(self, rule: str) -> str:
        """Return what a rule of the trace is called, such as `R12`."""
        return f"R{self.numbers[rule]}"

    def confidences(self, entry: TraceEntry) -> set[Confidence]:
        """Return how sure everything is that an entry rests on."""
        return {
            entry.confidence,
            *(used.confidence for used in entry.parameters),
            *(self.stack.sources[cite.source].confidence for cite in entry.cites),
        }

    def cites(self, citations: Iterable[Citation]) -> Line:
        """Return citations with the full titles of their sources, each title once."""
        pinpoints: dict[str, dict[str, None]] = {}
        for citation in citations:
            pinpoints.setdefault(citation.source, {})[citation.pinpoint] = None
        return cited(
            ", ".join([self.stack.sources[source].title, *places])
            for source, places in pinpoints.items()
        )

    def held(self, citations: Iterable[Citation], *own: Confidence) -> Line:
        """Return the tags of what stands on citations: their sources' and its own."""
        sources = {self.stack.sources[citation.source].confidence for citation in citations}
        return tags({*sources, *own})

    def integer(self, conclusion: str) -> int | None:
        """Return a conclusion that is a count or a percentage, None where there is none."""
        return self.ground.figure(conclusion)

    def ids(self, conclusion: str) -> tuple[str, ...]:
        """Return the ids of a conclusion that are certain, whatever is still missing."""
        return self.ground.ids(conclusion)


def case_of(
    procurement: Procurement,
    decision: Decision,
    stack: Stack,
    *,
    issued_on: date,
    prepared_by: str,
    built: Built = NOTHING_BUILT,
) -> Case:
    """Return the case, its trace numbered in the order in which the rules were applied."""
    numbers = {entry.rule: number for number, entry in enumerate(decision.trace, start=1)}
    trace = dict(decision.traced())
    return Case(procurement, decision, stack, issued_on, prepared_by, trace, numbers, built)


def rule_anchor(rule: str) -> str:
    """Return the anchor of a rule in the trace."""
    return f"rule-{rule}"


def question_titles(facts: Iterable[str]) -> str:
    """Return facts by their titles, as a sentence lists them."""
    return listed(lower_first(FACT_BY_NAME[name].title) for name in facts if name in FACT_BY_NAME)
