"""What was found of a conclusion, why and on what grounds, in the words of a terminal."""

from collections.abc import Iterable

from rules.decision import Finding, Status, TraceEntry
from rules.pack import Citation, Confidence
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME, Conclusion, Kind
from rules.wording import CONFIDENCE_WORDS, tag_word
from webapp.cli.output import unparted
from webapp.documents.outline.words import conclusion_words

_LONGEST_LIST = 8
_MOST_NAMED = 3


def answer(conclusion: Conclusion, finding: Finding, stack: Stack) -> str:
    """Return what became of a conclusion in a few words."""
    match finding.status:
        case Status.ABSENT:
            return "no rule"
        case Status.UNDETERMINED:
            return f"{len(finding.so_far)} or more" if finding.so_far else "not known yet"
        case Status.CONCLUDED:
            if conclusion.kind is Kind.IDS and len(finding.ids()) > _LONGEST_LIST:
                return f"{len(finding.ids())}, listed in the outline"
            assert finding.value is not None  # noqa: S101 - concluded means a value
            return conclusion_words(conclusion.name, finding.value, stack)


def because_words(finding: Finding, entries: Iterable[TraceEntry], conclusion: Conclusion) -> str:
    """Return why a conclusion was reached, or what it hangs on."""
    if finding.status is Status.UNDETERMINED:
        return f"It hangs on {asked(finding.hangs_on)}."
    if finding.status is Status.ABSENT:
        return "The packs hold no rule for this time and case."
    reasons = list(dict.fromkeys(entry.because for entry in entries))
    if conclusion.kind is Kind.IDS and len(reasons) > 1:
        return f"For {len(reasons)} reasons, told in the outline and by --format json."
    return " ".join(reasons)


def asked(names: Iterable[str]) -> str:
    """Return in a few words the questions that something hangs on."""
    titles = [FACT_BY_NAME[name].title.lower() for name in names]
    if len(titles) > _MOST_NAMED:
        return f"{len(titles)} open questions, listed below"
    return " and ".join(titles) or "an open question"


def source_words(entries: list[TraceEntry], stack: Stack, conclusion: Conclusion) -> str:
    """Return what a conclusion is cited to, with its tags; of a long list the first alone."""
    if conclusion.kind is Kind.IDS and len(entries) > 1:
        entries = entries[:1]
    text = cited(cite for one in entries for cite in one.cites)
    return " ".join([text, *(f"[{tag}]" for tag in _tags(entries, stack))])


def cited(cites: Iterable[Citation]) -> str:
    """Return citations, none of which is parted at the end of a line."""
    return "; ".join(dict.fromkeys(unparted(str(cite)) for cite in cites))


def _tags(entries: Iterable[TraceEntry], stack: Stack) -> list[str]:
    found = {
        confidence
        for entry in entries
        for confidence in (
            entry.confidence,
            *(use.confidence for use in entry.parameters),
            *(stack.sources[cite.source].confidence for cite in entry.cites),
        )
    }
    return [tag_word(item) for item in Confidence if item in found and item in CONFIDENCE_WORDS]
