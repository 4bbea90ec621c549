"""Section 4: what the rules said of each commitment, on which source, and who settled the rest."""

from evaluation.formulas import value_of_commitment
from evaluation.model import Measure
from evaluation.result import BidResult, CommitmentFinding
from evaluation.tender import WHOLE, Commitment, CommitmentVerdict
from evaluation.wording import exactly, listed, per_cent, pounds
from rules.vocabulary import FACT_BY_NAME
from webapp.documents.content import (
    Block,
    Cited,
    Column,
    Heading,
    Line,
    Lines,
    Paragraph,
    Section,
    Table,
)
from webapp.documents.outline.words import counted, lower_first
from webapp.documents.report.award import Award
from webapp.documents.report.words import VERDICTS, cell, full_stop, line


def commitments(award: Award) -> Section:
    """Return each commitment of each bid with its verdict."""
    if not award.tender.model.measures:
        blocks: tuple[Block, ...] = (Paragraph(line("The model asks for no commitments.")),)
    else:
        blocks = (Paragraph(line(_footing(award))), *_bids(award), *_rules(award))
    return Section("commitments", "4", "What the rules said of each commitment", blocks)


def _footing(award: Award) -> str:
    tender = award.tender
    if tender.policy is None or tender.procurement is None:
        return (
            "No procurement and policy were given, so no pack judged the commitments: each "
            "counts, unless a person settled that it does not."
        )
    many = [item.verdict for bid in award.in_order for item in bid.commitments.values()]
    told = ", ".join(
        f"{many.count(verdict)} {VERDICTS[verdict].lower()}"
        for verdict in CommitmentVerdict
        if verdict in many
    )
    return (
        f"The packs of the policy {tender.policy} judged {counted(len(many), 'commitment')}: "
        f"{told}. Only what is counted earns points."
    )


def _bids(award: Award) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number, bid in enumerate(award.in_order, start=1):
        if bid.commitments:
            heading = award.names[bid.id]
            blocks.append(Heading(3, heading, f"commitments-{number}"))
            blocks.append(_table(award, bid, heading))
    without = [bid.id for bid in award.in_order if not bid.commitments]
    if without:
        blocks.append(Paragraph(line(f"Without any commitment: {award.named(without)}.")))
    return tuple(blocks)


def _table(award: Award, bid: BidResult, caption: str) -> Table:
    columns = (
        Column("Measure"),
        Column("Promised"),
        Column("Value that counts", numeric=True),
        Column("Verdict"),
        Column("Why, and under which rule"),
    )
    offered = award.tender.by_id[bid.id].commitments
    rows = tuple(
        (
            cell(measure.title),
            cell(*_promised(offered[measure.id], measure)),
            cell(_value(offered[measure.id], measure, finding)),
            cell(VERDICTS[finding.verdict]),
            _why(finding),
        )
        for _, measure in award.tender.model.measures.values()
        if (finding := bid.commitments.get(measure.id)) is not None
    )
    return Table(caption, columns, rows)


def _promised(commitment: Commitment, measure: Measure) -> tuple[str, ...]:
    cap = ""
    if measure.cap is not None and commitment.quantity > measure.cap:
        cap = f"capped at {exactly(measure.cap)}"
    share = ""
    if commitment.attribution != WHOLE:
        share = f"{per_cent(commitment.attribution)} of it is this contract's"
    return (f"{exactly(commitment.quantity)} {measure.unit}", cap, share)


def _value(commitment: Commitment, measure: Measure, finding: CommitmentFinding) -> str:
    if finding.verdict is not CommitmentVerdict.COUNTED:
        return "None"
    return pounds(
        value_of_commitment(
            commitment.quantity,
            cap=measure.cap,
            value=measure.value,
            attribution=commitment.attribution,
        )
    )


def _why(finding: CommitmentFinding) -> Lines:
    """Return the reason and the rule; or what is missing, or who settled it."""
    hangs_on = tuple(_fact(name) for name in finding.hangs_on)
    hangs = "It hung on" if finding.settled_by else "It hangs on"
    settled = f"Settled by the {finding.settled_by.replace('_', ' ')}."
    found: tuple[Line, ...] = (
        line(full_stop(finding.because)),
        line(f"Rule {finding.rule}") if finding.rule else _cited(finding.cites),
        line(f"{hangs}: {listed(hangs_on)}.") if hangs_on else (),
        line(settled) if finding.settled_by else (),
    )
    return tuple(one for one in found if one)


def _cited(cites: tuple[str, ...]) -> Line:
    return (Cited("; ".join(cites)),) if cites else ()


def _rules(award: Award) -> tuple[Block, ...]:
    """Return the rules that judged, with the sources that each stands on."""
    sources: dict[str, dict[str, None]] = {}
    for bid in award.in_order:
        for finding in bid.commitments.values():
            if finding.rule:
                sources.setdefault(finding.rule, {}).update(dict.fromkeys(finding.cites))
    if not sources:
        return ()
    heading = Heading(3, "The rules that judged, and their sources", "commitment-rules")
    rows = tuple(
        (cell(rule), tuple((Cited(cite),) for cite in cites) or cell("None"))
        for rule, cites in sources.items()
    )
    return (heading, Table(heading.text, (Column("Rule"), Column("Source")), rows))


def _fact(name: str) -> str:
    return lower_first(FACT_BY_NAME[name].title) if name in FACT_BY_NAME else name.replace("_", " ")
