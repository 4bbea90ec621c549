"""The instructions to bidders: by when, how, and what happens with a bid."""

from collections.abc import Sequence

from evaluation.model import (
    CommitmentsCriterion,
    GateCriterion,
    Leaf,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.numbers import rounded
from rules.wording import counted, listed, moment_in_words
from webapp.documents.content import Block, Column, Document, Items, KeyFacts, Row, Section, Table
from webapp.documents.model_words import screen_words, ties_words
from webapp.documents.report.words import METHODS, line
from webapp.documents.summaries.letter import indented, nested
from webapp.documents.summaries.methodology import DISREGARDED, how_assessed
from webapp.documents.tender_pack.pack import Pack, asked_of, paragraphs

KIND = "Instructions to bidders"


def instructions(pack: Pack) -> Document:
    """Return the instructions of a tender, from its published model and terms alone."""
    return pack.document(KIND, (_summary(pack), _sending(pack), _criteria(pack), _after(pack)))


def _summary(pack: Pack) -> Section:
    terms = pack.terms
    rows = (
        ("What you send", f"The workbook of this tender, filled in: {_sheets(pack.model.leaves)}"),
        ("By when", f"{moment_in_words(terms.deadline_at)}, UK time"),
        ("Questions until", f"{moment_in_words(terms.questions_until)}, UK time"),
        ("Specification and contract", terms.documents_in_words),
        *((("Prices", terms.price_basis.words),) if terms.price_basis.words else ()),
    )
    facts = KeyFacts("In brief", tuple(Row(head, (line(text),)) for head, text in rows))
    return Section("summary", "", "Summary", (facts, *paragraphs(terms.instructions)))


def _sheets(leaves: Sequence[Leaf]) -> str:
    """Return in words what the workbook asks for, in the order of its sheets."""
    gates = sum(isinstance(one, GateCriterion) for one in leaves)
    questions = sum(isinstance(one, ScoredCriterion) for one in leaves)
    parts = [f"{counted(gates, 'requirement')} that every bid has to meet"] if gates else []
    parts += [counted(questions, "question")] if questions else []
    parts += ["your price"] if any(isinstance(one, PriceCriterion) for one in leaves) else []
    if any(isinstance(one, CommitmentsCriterion) for one in leaves):
        parts.append("what you promise")
    return listed((*parts, "your declarations"))


_STEPS = """
Open the link of your invitation. You need no account; whoever has the link can act for you.
Download the workbook, and fill in the cells that are open. It tells you what is missing.
Upload it before the deadline. You get a receipt with the time and a fingerprint of what came in.
Until the deadline you can send it again, or take it back: the last one counts.
A bid that comes in after the deadline is kept and marked as late; the authority decides whether \
it may count, and says why.
"""
_SCORED = """
Evaluators score your answers on their own first, each question by its published levels, and quote \
your words for every mark. Then they agree a score, with its reasons.
"""
_ASKED = """
If your price is asked about, you are told why, and have the time to show that you can perform the \
contract for it (Procurement Act 2023, section 19).
"""
_ANSWERS = """
Ask whatever is not clear on your own page. Every answer goes to every bidder, and none is told \
who asked.
"""


def _sending(pack: Pack) -> Section:
    until = moment_in_words(pack.terms.deadline_at)
    sealed = (
        f"Your bid is sealed until {until}: nobody at the authority can read it before two people "
        "with different roles have opened all bids together."
    )
    items = Items(tuple(line(step) for step in _STEPS.strip().split("\n")))
    return Section("sending", "1", "Sending your bid", (items, *paragraphs(sealed, _ANSWERS)))


def _criteria(pack: Pack) -> Section:
    model = pack.model
    weights = model.effective_weights
    columns = (
        Column("Criterion"),
        Column("Points", numeric=True),
        Column("What is asked, and how it is judged"),
    )
    rows = tuple(
        (
            (line(indented(item.title, depth)),),
            (line(pack_points(pack, item.id) if item.id in weights else "Pass or fail"),),
            tuple(line(text) for text in (*asked_of(item), *how_assessed(item))) or ((),),
        )
        for depth, item in nested(model.criteria)
    )
    told: list[Block] = [
        *paragraphs(f"Of the bids that stand, {METHODS[model.method]}."),
        Table("The award criteria", columns, rows),
        *paragraphs(f"{ties_words(model)}.", DISREGARDED),
    ]
    if model.abnormally_low is not None:
        told += paragraphs(f"{screen_words(model)}.", _ASKED)
    if pack.terms.lots_awarded:
        told += paragraphs(f"Lots: {pack.terms.lots_awarded}")
    return Section("criteria", "2", "How bids are judged", tuple(told))


def pack_points(pack: Pack, criterion: str) -> str:
    """Return the points of 100 that a criterion carries, as the model publishes them."""
    return rounded(pack.model.effective_weights[criterion], pack.model.places)


def _after(pack: Pack) -> Section:
    terms = pack.terms
    told = [_SCORED]
    if terms.are_names_masked:
        told.append(
            "They do not see your name while they score: please do not write it in answers."
        )
    if terms.is_price_hidden:
        told.append("Those who score quality do not see prices until quality is agreed.")
    told.append("Every bidder is told the outcome, with the reasons, at the same time.")
    return Section("after", "3", "What happens with your bid", paragraphs(*told))
