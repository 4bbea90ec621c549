"""The guide for bidders: each question and measure of this tender in plain words, worked out."""

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    GateCriterion,
    Measure,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.publication.examples import of_measure, of_question
from evaluation.wording import exactly, pounds
from webapp.documents.content import Block, Card, Document, Heading, Items, Row, Section
from webapp.documents.report.words import line
from webapp.documents.summaries.methodology import how_assessed
from webapp.documents.tender_pack.instructions import pack_points
from webapp.documents.tender_pack.pack import Pack, paragraphs

KIND = "Guide for bidders"


def guide(pack: Pack) -> Document:
    """Return the guide to a tender, from its published model and terms alone."""
    parts = (_questions, _price, _promises)
    found = [blocks for part in parts if (blocks := part(pack)) is not None]
    sections = tuple(
        Section(anchor, str(number), title, blocks)
        for number, (anchor, title, blocks) in enumerate(found, start=1)
    )
    return pack.document(KIND, (_summary(), *sections))


_Part = tuple[str, str, tuple[Block, ...]]


def _summary() -> Section:
    told = """
This guide is for everybody who bids, above all for those who have never done it. It goes through \
what this tender asks, one by one, and works out with invented figures what an answer or a promise \
earns.
The figures of the examples are no hint of what is expected. Promise what you can keep: what the \
winner promises becomes part of the contract, and is reported until it ends.
"""
    return Section("summary", "", "What this guide is for", paragraphs(told))


def _questions(pack: Pack) -> _Part | None:
    leaves = [one for one in pack.model.leaves if isinstance(one, ScoredCriterion | GateCriterion)]
    blocks: list[Block] = []
    for item in leaves:
        told = list(how_assessed(item))
        if isinstance(item, ScoredCriterion):
            weight = pack.model.effective_weights[item.id]
            told += [
                f"It carries {pack_points(pack, item.id)} of 100 points.",
                of_question(item, weight),
            ]
        blocks += [Heading(3, item.title, f"of-{item.id}"), Items(tuple(map(line, told)))]
        if item.descriptors:
            levels = tuple(Row(level, (line(text),)) for level, text in item.descriptors.items())
            blocks.append(Card(f"levels-{item.id}", item.title, "What earns which mark", levels))
    if not blocks:
        return None
    advice = (
        "Answer just what is asked, with what shows it: who does it, when, and how one will see "
        "that it was done. Evaluators may give credit only for what stands in the answer itself."
    )
    return "questions", "The questions", (*paragraphs(advice), *blocks)


def _price(pack: Pack) -> _Part | None:
    found = [one for one in pack.model.leaves if isinstance(one, PriceCriterion)]
    if not found:
        return None
    return "price", "The price", tuple(b for one in found for b in paragraphs(*how_assessed(one)))


def _promises(pack: Pack) -> _Part | None:
    found = [one for one in pack.model.leaves if isinstance(one, CommitmentsCriterion)]
    if not found:
        return None
    blocks: list[Block] = []
    for item in found:
        points = pack_points(pack, item.id)
        blocks += paragraphs(
            f"{item.title} carries {points} of 100 points. {_how(item)} A promise of nothing is "
            "allowed, and earns nothing."
        )
        blocks += [_measure(one) for one in item.measures]
    return "promises", "What you promise", tuple(blocks)


def _how(item: CommitmentsCriterion) -> str:
    if item.formula is CommitmentFormula.RELATIVE_TO_TARGET and item.target is not None:
        return (
            f"The value of all your promises is compared with {pounds(item.target)}: that much, or "
            "more, earns all the points, and half of it earns half."
        )
    return (
        "The value of all your promises is compared with the highest of all bids: the highest "
        "earns all the points, and half of that value earns half."
    )


def _measure(measure: Measure) -> Card:
    most = "No cap" if measure.cap is None else f"{exactly(measure.cap)} {measure.unit}"
    facts = (
        ("Counted in", measure.unit),
        ("Each counts", pounds(measure.value)),
        ("At most", most),
    )
    rows = [Row(head, (line(text),)) for head, text in facts]
    rows.append(Row("Worked example", tuple(line(step) for step in of_measure(measure))))
    return Card(f"measure-{measure.id}", "Measure", measure.title, tuple(rows))
