"""Reading a decision: each conclusion with its answer, its reason, its source and its trace."""

from collections.abc import Iterable
from functools import cached_property

from rules.decision import Decision, Finding, ParameterUse, Status, TraceEntry
from rules.pack import Citation, Confidence
from rules.procurement import Procurement
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS, Conclusion, Kind, Stage, Value
from rules.wording import (
    CONFIDENCE_WORDS,
    date_in_words,
    lower_first,
    sentence,
    subject_of,
    upper_first,
)
from webapp.documents.findings import found_words
from webapp.documents.outline.case import Case, case_of, question_titles
from webapp.documents.outline.obligations import (
    day_words,
    due_words,
    no_approval,
    routing_findings,
)
from webapp.documents.outline.words import conclusion_words, fact_words, parameter_words
from webapp.views.places import Places
from webapp.views.preparing.certainty import tag_of, tags_of
from webapp.views.preparing.shown import (
    ApprovalShown,
    DutyShown,
    Figure,
    Line,
    PackShown,
    Source,
    Step,
    Unsure,
)

_FIGURES = (Kind.MONEY, Kind.INTEGER, Kind.PERCENT)


class Reading:
    """A decision with what it was made of and under, read for a page."""

    def __init__(self, procurement: Procurement, decision: Decision, stack: Stack) -> None:
        """Take a procurement, what was decided of it, and the packs that decided."""
        self.decision = decision
        self.stack = stack
        self._procurement = procurement

    @cached_property
    def case(self) -> Case:
        """The same as the documents read it."""
        day = self.decision.decided_as_of
        return case_of(self._procurement, self.decision, self.stack, issued_on=day, prepared_by="")

    @cached_property
    def places(self) -> Places:
        """Where the rules, values and sources can be read."""
        return Places(self.stack)

    def law(self) -> tuple[Line, ...]:
        """Return the law's conclusions, those left out that nothing reaches and nothing needs.

        Outside the law of the packs nothing needs any, and only what was reached is left.
        """
        return self.lines(
            item.name
            for item in CONCLUSIONS
            if item.stage <= Stage.REQUIREMENTS
            and not (self._is_absent(item.name) and (not item.required or self.case.is_outside))
        )

    def lines(self, names: Iterable[str]) -> tuple[Line, ...]:
        """Return conclusions by their names."""
        subjects = {item.name: item for item in CONCLUSIONS}
        return tuple(self._line(subjects[name]) for name in names)

    def duties(self) -> tuple[DutyShown, ...]:
        """Return the duties that fall due, those with a known day first."""
        shown = [
            DutyShown(
                title=duty.title,
                notice=duty.notice,
                text=duty.text,
                on=day_words(duty),
                due=due_words(duty),
                sources=self.sources(duty.cites),
                tag=tag_of([duty.confidence]),
            )
            for duty in self.decision.duties
        ]
        return tuple(shown)

    def approvals(self) -> tuple[ApprovalShown, ...]:
        """Return the approvals that are needed."""
        return tuple(
            ApprovalShown(item.title, sentence(item.because), self.sources(item.cites))
            for item in self.decision.approvals
        )

    def routing(self) -> tuple[Line, ...]:
        """Return how it is approved: the route and the quorum, where a rule speaks of them."""
        return self.lines(one.name for one in routing_findings(self.decision))

    def no_approval(self) -> str:
        """Return why no approval is listed: none is needed, or it can't be said yet."""
        return self.unsettled("approvals") or no_approval(self.decision, self.stack)

    def unsettled(self, name: str) -> str:
        """Return what a conclusion still hangs on, empty if it is settled."""
        finding = self.decision.findings[name]
        if finding.status is not Status.UNDETERMINED:
            return ""
        return _hanging(finding)

    def unsure(self) -> tuple[Unsure, ...]:
        """Return everything used that was not seen in its source, with what that means."""
        return tuple(self._unsure(id_) for id_ in self.decision.unverified)

    def packs(self) -> tuple[PackShown, ...]:
        """Return the packs that decided."""
        return tuple(PackShown(pack.title, pack.version, pack.sha256) for pack in self.stack.packs)

    def sources(self, cites: Iterable[Citation]) -> tuple[Source, ...]:
        """Return citations in full, one line a source, with the tag of how sure it is."""
        pinpoints: dict[str, list[str]] = {}
        for cite in dict.fromkeys(cites):
            pinpoints.setdefault(cite.source, []).append(cite.pinpoint)
        return tuple(
            Source(
                f"{self.stack.sources[id_].title}, {', '.join(found)}",
                tag_of([self.stack.sources[id_].confidence]),
                self.places.address(id_),
            )
            for id_, found in pinpoints.items()
        )

    def _is_absent(self, name: str) -> bool:
        return self.decision.findings[name].status is Status.ABSENT

    def _line(self, subject: Conclusion) -> Line:
        finding = self.decision.findings[subject.name]
        entries = self.case.entries(finding)
        confidences = {held for entry in entries for held in self.case.confidences(entry)}
        cites = dict.fromkeys(cite for entry in entries for cite in entry.cites)
        return Line(
            name=subject.name,
            title=subject.title,
            answer=found_words(finding.name, finding.status, finding.value, self.stack),
            is_figure=subject.kind in _FIGURES and finding.status is Status.CONCLUDED,
            because=" ".join(sentence(entry.because) for entry in entries) or _why_none(finding),
            sources=self.sources(cites),
            tags=tags_of(confidences),
            steps=tuple(self._step(entry) for entry in entries),
        )

    def _step(self, entry: TraceEntry) -> Step:
        return Step(
            rule=entry.rule,
            title=entry.title,
            because=sentence(entry.because),
            facts=tuple(
                Figure(subject_of(name).title, self._named(name, value))
                for name, value in entry.facts.items()
            ),
            values=tuple(self._value(use) for use in entry.parameters),
            sources=self.sources(entry.cites),
            displaced=tuple(self.stack.rules[rule].title for rule in entry.displaced),
            displaced_by=tuple(self.stack.rules[rule].title for rule in entry.displaced_by),
            tag=tag_of([entry.confidence]),
            address=self.places.address(entry.rule),
        )

    def _named(self, name: str, value: Value) -> str:
        is_conclusion = name in self.decision.findings
        words = (
            conclusion_words(name, value, self.stack) if is_conclusion else fact_words(name, value)
        )
        return upper_first(words)

    def _value(self, use: ParameterUse) -> Figure:
        return Figure(
            title=use.title,
            words=parameter_words(use.id, use.value, self.stack),
            since=date_in_words(use.from_on),
            source="; ".join(self.stack.full_citation(cite) for cite in use.cites),
            tag=tag_of([use.confidence]),
            address=self.places.address(use.id),
        )

    def _unsure(self, id_: str) -> Unsure:
        stack, day = self.stack, self.decision.decided_as_of
        if id_ in stack.sources:
            title, confidence = stack.sources[id_].title, stack.sources[id_].confidence
        elif id_ in stack.rules:
            title, confidence = stack.rules[id_].title, stack.rules[id_].confidence
        else:
            dated = stack.parameters[id_].on(day)
            title = stack.parameters[id_].title
            confidence = dated.confidence if dated else Confidence.UNVERIFIED
        word, meaning = CONFIDENCE_WORDS.get(confidence, CONFIDENCE_WORDS[Confidence.UNVERIFIED])
        return Unsure(title, word, meaning)


def _why_none(finding: Finding) -> str:
    if finding.status is Status.UNDETERMINED:
        return _hanging(finding)
    return "No rule of the packs reaches it for this time and case."


def _hanging(finding: Finding) -> str:
    asked = question_titles(finding.hangs_on)
    return f"It hangs on {lower_first(asked)}." if asked else "It hangs on an open conclusion."
