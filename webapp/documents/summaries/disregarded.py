"""The notice to a bidder whose tender was disregarded: it is no assessed tender (s.50(5)(b)).

An assessment summary is for a tender that was assessed. An excluded supplier's is not, so its
letter gives the ground and the reason, as the named person declared them, and nothing of the
assessment: not even the winner's scores, to which only an assessed tender gives a right.
"""

from evaluation.settling.grounds import ground_of
from evaluation.tender import Exclusion
from rules.wording import listed, sentence
from webapp.documents.content import (
    Blank,
    Cited,
    KeyFacts,
    Line,
    Notice,
    Paragraph,
    Row,
    Section,
    Span,
    Text,
    plain,
)
from webapp.documents.summaries.letter import ACT, Case, line
from webapp.documents.summaries.standstill import what_happens_next


def disregarded_sections(case: Case) -> tuple[Section, ...]:
    """Return the notice: that the tender was disregarded, on what ground, and what follows."""
    rows = tuple(
        Row("Ground" if len(case.bid.exclusions) == 1 else f"Ground {number}", _ground(each))
        for number, each in enumerate(case.bid.exclusions, start=1)
    )
    text = (
        "Your tender was disregarded when the most advantageous tender was determined. It is "
        "therefore no assessed tender, and no assessment summary is provided for it."
    )
    cited = Cited(f"{ACT}, s.50(3) and (5)(b)")
    notice = Notice("What this notice means", (Text(text), cited))
    first = Section("notice", "", "The notice", (KeyFacts("The grounds", rows), notice))
    happened = Section(
        "heard", "1", "How it was decided", (Paragraph(_heard(case)), Paragraph(_decided(case)))
    )
    return (first, happened, what_happens_next(case.decision, 2))


def _heard(case: Case) -> Line:
    """Return how the bidder was heard, or that the Act asks for no hearing on these grounds."""
    start = "The opportunity that the law gives you to be heard before such a decision"
    grounds = [ground_of(each.ground) for each in case.bid.exclusions]
    if case.words.heard.strip():
        return (Text(f"{start}:", strong=True), Text(sentence(plain(case.words.heard))))
    if all(ground is not None and not ground.before for ground in grounds):
        text = f"The {ACT} asks for no hearing before a tender is disregarded on this ground."
        return (Text(text),)
    return (
        Text(f"{start} was given on"),
        Blank("date, and how"),
        Text("."),
        Cited(f"{ACT}, s.19(4) and s.58(2)"),
    )


def _ground(exclusion: Exclusion) -> tuple[Line, ...]:
    return (
        (Text(plain(exclusion.ground), strong=True),),
        line(sentence(plain(exclusion.because))),
    )


def _decided(case: Case) -> Line:
    provisions = [
        ground.cites for each in case.bid.exclusions if (ground := ground_of(each.ground))
    ]
    is_known = len(provisions) == len(case.bid.exclusions)
    return (
        Text("The decision was taken by"),
        _given(case.words.decided_by, "name and role"),
        Text(", under" if case.words.decided_by.strip() else "under"),
        Text(f"the {ACT}, {listed(tuple(dict.fromkeys(provisions)))}")
        if is_known
        else Blank("the provision, such as section 19(3), 26 or 28 of the Act"),
        Text("."),
    )


def _given(words: str, name: str) -> Span:
    """Return what was given, without the mark that ends its sentence; or a blank for it."""
    return Text(plain(words).rstrip(".")) if words.strip() else Blank(name)
