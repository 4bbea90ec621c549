"""The clauses as the buyer settled them: one card for each measure, gaps still to be seen."""

from evaluation.outline.clauses import ClauseChoice, Clauses, Take
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal
from evaluation.outline.variables import PieceKind, Reading, from_procurement, reading
from rules.wording import sentence
from webapp.documents.content import (
    Blank,
    Block,
    Card,
    Column,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    plain,
)
from webapp.documents.outline.built.parts import written
from webapp.documents.outline.case import Case
from webapp.documents.outline.words import words

_TOLD = (
    "The question is for the tender; the rest is for the contract. The question on an obligation "
    "is asked for information, and the answer is not scored. What stands in square brackets is "
    "filled by the bidder's offer, or is still to be filled in."
)


def settled(case: Case, proposal: Proposal, clauses: Clauses) -> tuple[Block, ...]:
    """Return the clauses of the measures that are asked of bidders, empty where none has any."""
    ground = case.ground
    cards = tuple(
        _card(case, ground, clauses, choice, clause)
        for choice in proposal.included
        if (clause := clauses.choice(choice.measure)) and clause.take is not Take.NONE
    )
    return (Paragraph(words(_TOLD)), *cards) if cards else ()


def _card(
    case: Case, ground: Ground, clauses: Clauses, choice: Choice, clause: ClauseChoice
) -> Card:
    authority = case.procurement.authority.name
    known = from_procurement(authority, case.procurement.title)
    filled = reading(clause, clauses, choice.use, known)
    outcome = ground.stack.title_of(ground.outcome(choice.measure, choice.own))
    rows = [Row("Serves", ((Text(f"{outcome}. {sentence(choice.use.words)}"),),))]
    rows += [
        Row(
            part.words_where(is_competed=choice.use.is_award),
            (_text(filled, clause.texts.of(part)),),
        )
        for part in clause.texts.kept
    ]
    if clause.because:
        rows.append(Row("Why other than the library", written(clause.because)))
    return Card(
        f"clause-{choice.measure}", _label(clause), plain(ground.title(choice)), tuple(rows)
    )


def _label(clause: ClauseChoice) -> str:
    if not clause.clause:
        return "The buyer's own clause"
    name = f"Clause {clause.clause}, version {clause.version}"
    match clause.take:
        case Take.EDITED:
            return f"{name}, edited"
        case Take.PART:
            return f"{name}, in part"
        case _:
            return name


def _text(filled: Reading, text: str) -> Line:
    """Return a text with its variables filled; gaps and what bidders offer stand as blanks."""
    spans: list[Span] = []
    run = ""
    for piece in filled.pieces(text):
        if piece.kind in {PieceKind.WORDS, PieceKind.FILLED}:
            run += piece.text
            continue
        spans += [Text(plain(run))] if plain(run) else []
        spans.append(Blank(plain(piece.text.strip("[]"))))
        run = ""
    if plain(run):
        spans.append(Text(plain(run)))
    return tuple(spans)


def unsettled(case: Case, proposal: Proposal, clauses: Clauses) -> tuple[Block, ...]:
    """Return the measures that are asked of bidders and have no clause, each with its reason."""
    ground = case.ground
    found = [
        (choice, clause)
        for choice in proposal.included
        if not (clause := clauses.choice(choice.measure)) or clause.take is Take.NONE
    ]
    if not found:
        return ()
    rows = tuple(
        (
            (words(plain(ground.title(choice))),),
            (clause and written(clause.because)) or (words("Not settled yet."),),
        )
        for choice, clause in found
    )
    columns = (Column("Measure"), Column("Why it has no clause"))
    return (Table("Measures without a clause", columns, rows),)
