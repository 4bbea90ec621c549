"""The award of the demonstration in a terminal: what was decided, and where the documents are."""

from collections.abc import Iterator

from rich.console import Console

from evaluation.numbers import rounded
from evaluation.robustness.wording import Told
from evaluation.tender import CommitmentVerdict
from rules.wording import counted
from webapp.cli.output import INDENT, Words, print_entry, print_heading, print_text
from webapp.documents.summaries import LetterKind
from webapp.services.awards.evaluating import Evaluated
from webapp.services.awards.reporting import REPORT
from webapp.services.demonstration.award import AWARD, BUNDLE, TENDER_COPY, DemonstratedAward

_LABEL = 18


def print_demonstrated_award(shown: DemonstratedAward, out: Console) -> None:
    """Print who is first and why, in a few entries."""
    evaluated = shown.evaluated
    print_heading(out, "The award")
    print_text(
        out,
        "The same purchase, as if Coventry City Council had put it out to tender in March 2026. "
        "The five bidders and their bids are invented; the rules are not.",
        indent=INDENT,
    )
    out.print()
    entries = (
        ("First", tuple(_first(evaluated))),
        ("A tie", tuple(_ties(evaluated))),
        ("Out", tuple(_out(evaluated))),
        ("Not counted", tuple(_not_counted(evaluated))),
        ("To be asked about", tuple(_asked(evaluated))),
    )
    for head, said in entries:
        if said:
            print_entry(out, head, [Words(text) for text in said], label=_LABEL)


def print_award_files(shown: DemonstratedAward, out: Console) -> None:
    """Print where the documents are, and how to go on from here."""
    letters = shown.reported.letters
    summaries = sum(one.kind is LetterKind.ASSESSMENT_SUMMARY for one in letters)
    notices = len(letters) - summaries
    rows = (
        (f"{AWARD}/{REPORT}.html, .pdf", "the report for the panel that awards"),
        (
            f"{AWARD}/{LetterKind.ASSESSMENT_SUMMARY}-….html, .pdf",
            f"{counted(summaries, 'assessment summary', 'assessment summaries')}, one for each bid",
        ),
        (
            f"{AWARD}/{LetterKind.LOW_PRICE}-….html, .pdf",
            f"{counted(notices, 'notice')} that asks about a price",
        ),
        (TENDER_COPY, "the tender with its bids, for podium evaluate"),
        (BUNDLE, "all of it sealed, for podium replay"),
    )
    label = min(max(len(names) for names, _ in rows), out.width // 2)
    for names, said in rows:
        print_entry(out, names, [Words(said)], label=label)


def _first(evaluated: Evaluated) -> Iterator[str]:
    """Yield who is first, and how many marks that hangs on; the report tells the rest."""
    told = Told(evaluated.tender, evaluated.evaluation, evaluated.robustness)
    yield next(told.sentences())
    match evaluated.robustness.flips.size:
        case None:
            return
        case 1:
            yield "One mark moved by one step would change that."
        case size:
            yield f"It would take {size} marks, each moved by one step, to change that; no fewer."


def _ties(evaluated: Evaluated) -> Iterator[str]:
    for tie in evaluated.evaluation.ties_broken:
        names = " and ".join(_name(evaluated, bid) for bid in tie.bids)
        figure = rounded(evaluated.evaluation.measured(tie.bids[0]), evaluated.evaluation.places)
        criterion = evaluated.tender.model.by_id[tie.criterion].title
        order = " before ".join(_name(evaluated, bid) for part in tie.order for bid in part)
        yield (
            f"{names} have exactly the same total, {figure}. The published order of ties looks at "
            f"‘{criterion}’, and sets {order}."
        )


def _out(evaluated: Evaluated) -> Iterator[str]:
    for bid in evaluated.evaluation.bids:
        for reason in bid.reasons:
            if reason.disqualifies:
                yield f"{bid.bidder}: {reason.because}"


def _not_counted(evaluated: Evaluated) -> Iterator[str]:
    measures = evaluated.tender.model.measures
    for bid in evaluated.evaluation.bids:
        for id_, found in bid.commitments.items():
            if found.verdict is CommitmentVerdict.NOT_COUNTED:
                yield f"{measures[id_][1].title}, of {bid.bidder}. {found.because}"


def _asked(evaluated: Evaluated) -> Iterator[str]:
    for each in evaluated.evaluation.abnormally_low:
        yield f"{_name(evaluated, each.bid)}. {each.because}"


def _name(evaluated: Evaluated, bid: str) -> str:
    return evaluated.evaluation.by_id[bid].bidder
