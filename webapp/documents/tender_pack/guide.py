"""The guide for bidders: each question and measure of this tender in plain words, worked out."""

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Measure,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.publication.examples import of_measure, of_price, of_question
from evaluation.wording import exactly, in_units, pounds, unit_words
from rules.wording import lower_first
from webapp.documents.content import Block, Card, Document, Heading, Items, Row, Section
from webapp.documents.report.words import line
from webapp.documents.summaries.methodology import how_assessed
from webapp.documents.tender_pack.instructions import pack_points
from webapp.documents.tender_pack.pack import Pack, asked_of, paragraphs

KIND = "Guide for bidders"


def guide(pack: Pack) -> Document:
    """Return the guide to a tender, from its published model, terms and rules alone."""
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
    blocks: list[Block] = []
    for item in pack.model.questions:
        told = list(how_assessed(item))
        if isinstance(item, ScoredCriterion):
            weight = pack.model.effective_weights[item.id]
            told += [
                f"It carries {pack_points(pack, item.id)} of 100 points.",
                of_question(item, weight),
            ]
        blocks += [
            Heading(3, item.title, f"of-{item.id}"),
            *paragraphs(*asked_of(item)),
            Items(tuple(map(line, told))),
        ]
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
    words = pack.terms.price_basis.words
    basis = f"Prices are asked for on this basis: {lower_first(words)}." if words else ""
    told = [one for item in found for one in how_assessed(item)]
    blocks = [*paragraphs(basis, *told)]
    for item in found:
        weight = pack.model.effective_weights.get(item.id)
        if item.formula is not None and weight is not None:
            steps = of_price(item, weight)
            blocks += [
                Heading(3, "Worked example", f"example-{item.id}"),
                Items(tuple(map(line, steps))),
            ]
    return "price", "The price", tuple(blocks)


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
        blocks += [_measure(one, pack.meanings.get(one.id, ())) for one in item.measures]
    if pack.model.measures:
        blocks += _which_count(pack)
    return "promises", "What you promise", tuple(blocks)


_JUDGED = """
A promise counts unless one of the rules below says that it does not. Your promises are judged by \
these rules and by no others. What they turn on is asked beside each promise on the sheet \
‘Commitments’ of the workbook.
"""
_UNJUDGED = "Every promise counts, up to its cap: no rule of this tender speaks against one."


def _which_count(pack: Pack) -> list[Block]:
    """Return the rules that judge promises: only what was published may be applied (s.23(3))."""
    heading = Heading(3, "Which promises count", "which-count")
    if not pack.counting.rules:
        return [heading, *paragraphs(_UNJUDGED)]
    area = (
        f"The area is that of {pack.authority}, unless the specification names another."
        if pack.counting.is_by_area
        else ""
    )
    return [
        heading,
        *paragraphs(_JUDGED),
        Items(tuple(map(line, pack.counting.rules))),
        *paragraphs(area),
    ]


def _how(item: CommitmentsCriterion) -> str:
    if item.formula is CommitmentFormula.RELATIVE_TO_TARGET and item.target is not None:
        return (
            f"The value of all your promises is compared with {pounds(item.target)}: that much, or "
            "more, earns all the points, and half of it earns half."
        )
    return (
        "The value of all your promises is compared with the highest of all bids that are not "
        "disqualified: the highest earns all the points, and half of that value earns half."
    )


def _measure(measure: Measure, meaning: tuple[str, ...]) -> Card:
    most = "No cap" if measure.cap is None else in_units(exactly(measure.cap), measure.unit)
    facts = (
        ("Counted in", unit_words(measure.unit)),
        ("Each counts", pounds(measure.value)),
        ("At most", most),
    )
    rows = [Row("What counts", tuple(map(line, meaning)))] if meaning else []
    rows += [Row(head, (line(text),)) for head, text in facts]
    rows.append(Row("Worked example", tuple(line(step) for step in of_measure(measure))))
    return Card(f"measure-{measure.id}", "Measure", measure.title, tuple(rows))
