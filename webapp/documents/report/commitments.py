"""Section 4: what the rules said of each commitment, on which source, and who settled the rest."""

from collections.abc import Iterator
from itertools import chain

from evaluation.formulas import value_of_commitment
from evaluation.model import Measure
from evaluation.result import BidResult, CommitmentFinding
from evaluation.tender import WHOLE, Commitment, CommitmentVerdict
from evaluation.wording import exactly, in_units, listed, per_cent, pounds
from rules.pack import Confidence
from rules.vocabulary import FACT_BY_NAME
from rules.wording import CONFIDENCE_WORDS, counted, lower_first
from webapp.documents.content import (
    Block,
    Cited,
    Column,
    Heading,
    Items,
    Line,
    Lines,
    Paragraph,
    Section,
    Table,
    Tag,
    Text,
)
from webapp.documents.report.award import Award
from webapp.documents.report.extent import HELD_IN_JSON, how_many_fit, left_out
from webapp.documents.report.words import VERDICTS, cell, full_stop, line
from webapp.documents.summaries.letter import quoted

MOST_NAMED = 20
"""So many bids that promise nothing are named; more are counted."""


def commitments(award: Award) -> Section:
    """Return each commitment of each bid with its verdict."""
    if not award.tender.model.measures:
        blocks: tuple[Block, ...] = (Paragraph(line("The model asks for no commitments.")),)
    else:
        blocks = (
            Paragraph(line(_footing(award))),
            *_unadopted(award),
            *_bids(award),
            *_rules(award),
        )
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


def _unadopted(award: Award) -> tuple[Block, ...]:
    """Return what each tag means that a rule carries here, where one does."""
    used = dict.fromkeys(chain.from_iterable(_tags(award, item) for item in _findings(award)))
    if not used:
        return ()
    tags = tuple((Tag(tag), Text(f": {CONFIDENCE_WORDS[tag][1]}")) for tag in used)
    said = (
        "A tag after a rule says what the rule rests on that was not seen in a source of the "
        "authority’s. Whether the tender documents state the rules, this report cannot know."
    )
    return (Paragraph(line(said)), Items(tags))


def _findings(award: Award) -> Iterator[CommitmentFinding]:
    for bid in award.in_order:
        yield from (finding for finding in bid.commitments.values() if finding.rule)


def _tags(award: Award, finding: CommitmentFinding) -> tuple[Confidence, ...]:
    """Return how sure what a finding rests on is, as far as it was not seen."""
    unsure = (award.confidences.get(id_, Confidence.UNVERIFIED) for id_ in finding.unverified)
    return tuple(dict.fromkeys(unsure))


def _bids(award: Award) -> tuple[Block, ...]:
    blocks: list[Block] = []
    sizes = [len(bid.commitments) for bid in award.in_order]
    told = how_many_fit(sizes)
    if told < len(sizes):
        blocks.append(left_out(told, len(sizes), sum(sizes), HELD_IN_JSON))
    for number, bid in enumerate(award.in_order[:told], start=1):
        if bid.commitments:
            heading = award.names[bid.id]
            blocks.append(Heading(3, heading, f"commitments-{number}"))
            blocks.append(_table(award, bid, heading))
    without = [bid.id for bid in award.in_order if not bid.commitments]
    if len(without) > MOST_NAMED:
        blocks.append(Paragraph(line(f"{len(without)} bids are without any commitment.")))
    elif without:
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
            _why(award, finding, offered[measure.id]),
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
        share = f"{per_cent(commitment.attribution)} of it is this contract’s"
    return (in_units(exactly(commitment.quantity), measure.unit), cap, share)


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


def _why(award: Award, finding: CommitmentFinding, commitment: Commitment) -> Lines:
    """Return the reason, what shows it, and the rule; or what is missing, or who settled it."""
    hangs_on = tuple(_fact(name) for name in finding.hangs_on)
    hangs = "It hung on" if finding.settled_by else "It hangs on"
    settled = f"Settled by the {finding.settled_by.replace('_', ' ')}."
    found: tuple[Line, ...] = (
        line(full_stop(finding.because)),
        line(full_stop(commitment.because)) if commitment.because.strip() else (),
        line(f"Quoted: {quoted(commitment.quotation)}") if commitment.quotation.strip() else (),
        _rule(award, finding),
        line(f"{hangs}: {listed(hangs_on)}.") if hangs_on else (),
        line(settled) if finding.settled_by else (),
    )
    return tuple(one for one in found if one)


def _rule(award: Award, finding: CommitmentFinding) -> Line:
    """Return the rule with its tags and its sources; what only counts has its own below."""
    if not finding.rule:
        return _cited(finding.cites)
    rule = Text(f"Rule {finding.rule}")
    if finding.verdict is not CommitmentVerdict.NOT_COUNTED:
        return (rule,)
    return (rule, *(Tag(tag) for tag in _tags(award, finding)), *_cited(finding.cites))


def _cited(cites: tuple[str, ...]) -> Line:
    return (Cited("; ".join(cites)),) if cites else ()


def _rules(award: Award) -> tuple[Block, ...]:
    """Return the rules that judged, with the sources that each stands on."""
    sources: dict[str, dict[str, None]] = {}
    tags: dict[str, dict[Confidence, None]] = {}
    for finding in _findings(award):
        sources.setdefault(finding.rule, {}).update(dict.fromkeys(finding.cites))
        tags.setdefault(finding.rule, {}).update(dict.fromkeys(_tags(award, finding)))
    if not sources:
        return ()
    heading = Heading(3, "The rules that judged, and their sources", "commitment-rules")
    rows = tuple(
        (
            cell(rule),
            tuple((Cited(cite),) for cite in cites) or cell("None"),
            tuple((Tag(tag),) for tag in tags[rule]) or cell("Seen in its source"),
        )
        for rule, cites in sources.items()
    )
    columns = (Column("Rule"), Column("Source"), Column("How sure"))
    return (heading, Table(heading.text, columns, rows))


def _fact(name: str) -> str:
    return lower_first(FACT_BY_NAME[name].title) if name in FACT_BY_NAME else name.replace("_", " ")
