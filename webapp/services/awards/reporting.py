"""Reporting an award: the report for the panel, and the letters that bidders are due.

Letters go out only if nothing stands in their way: a result that is settled, a winner, and
explanations in which the lint finds nothing. The award report is written all the same, because
the panel must see what is in the way.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evaluation.letters.issuing import Issuing
from evaluation.lint import LintFinding, lint
from evaluation.low_price_questions import open_questions, without_low_prices
from evaluation.moderation import moderation
from evaluation.red_flags import red_flags
from evaluation.result import AbnormallyLowPrice, Evaluation
from evaluation.tender import Tender
from rules.decision import Decision
from rules.pack import Confidence
from rules.serialisation import confidences
from webapp.documents import Document, render_html, render_pdf
from webapp.documents.report import Award, award_report
from webapp.documents.summaries import (
    Issue,
    Letter,
    LetterKind,
    letters,
    low_price_notices,
    no_summaries_because,
)
from webapp.documents.summaries.withholding_checks import agreed_anew, told_elsewhere
from webapp.services.awards.evaluating import Evaluated, evaluated_json
from webapp.services.folders import write_folder

REPORT = "award-report"
NOTHING_MORE = Issuing()
EVALUATION = "evaluation"
_AGAIN = "~"
"""Parts a stem from its number where two differ only in capitals; no id may hold it."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The award report, and the letters with the stems of the files that they go to.

    `letters` hold the assessment summaries and notices that may be sent; where `findings` or
    `because` say why not, only the notices of abnormally low prices, which go before an award.
    `warnings` leave blanks in letters; while `open_prices` has any, the summaries are drafts.
    """

    report: Document
    letters: tuple[Letter, ...]
    findings: tuple[LintFinding, ...]
    because: str
    warnings: tuple[LintFinding, ...] = ()
    open_prices: tuple[AbnormallyLowPrice, ...] = ()

    @property
    def is_withheld(self) -> bool:
        """Whether the assessment summaries may not be sent yet."""
        return bool(self.findings or self.because)

    def documents(self) -> tuple["Named", ...]:
        """Return every document with the stem of its files, no two alike on any system."""
        taken: dict[str, int] = {}
        found = [Named(REPORT, "", self.report)]
        for letter in self.letters:
            key = letter.stem.casefold()
            taken[key] = taken.get(key, 0) + 1
            number = f"{_AGAIN}{taken[key]}" if taken[key] > 1 else ""
            found.append(Named(f"{letter.stem}{number}", letter.bid, letter.document))
        return tuple(found)


class Named(NamedTuple):
    """A document, the stem of its files, and the bid that it is about; empty for the report."""

    stem: str
    bid: str
    document: Document


def report_award(
    evaluated: Evaluated, *, issued_on: date, issuing: Issuing = NOTHING_MORE
) -> Reported:
    """Return the award report and the letters of an evaluation.

    Letters are issued with what `issuing` adds to the tender; it changes no figure.
    """
    evaluation, decision = evaluated.evaluation, evaluated.decision
    tender = issuing.added_to(evaluated.tender)
    award = Award(
        tender,
        evaluation,
        red_flags(tender, evaluation),
        robustness=evaluated.robustness,
        chances=evaluated.chances,
        moderation=moderation(tender, evaluated.findings, evaluation),
        decision=decision,
        without=without_low_prices(tender, evaluated.findings, evaluation),
        confidences=_confidences(evaluated),
    )
    report = award_report(award, issued_on=issued_on)
    found = due_letters(tender, evaluation, decision, issued_on=issued_on, issuing=issuing)
    is_withheld = bool(found.findings or found.because)
    return Reported(
        report,
        found.notices if is_withheld else (*found.notices, *found.letters),
        found.findings,
        found.because,
        found.warnings,
        found.open_prices,
    )


@dataclass(frozen=True, slots=True)
class DueLetters:
    """The letters that an award is announced by, and what is in their way.

    `letters` are there wherever they can be written, fit to be sent or not; `notices` are those
    of prices in question, which go before an award. The rest is as `Reported` has it.
    """

    letters: tuple[Letter, ...]
    notices: tuple[Letter, ...]
    findings: tuple[LintFinding, ...]
    because: str
    warnings: tuple[LintFinding, ...]
    open_prices: tuple[AbnormallyLowPrice, ...]


def due_letters(
    tender: Tender,
    evaluation: Evaluation,
    decision: Decision | None,
    *,
    issued_on: date,
    issuing: Issuing = NOTHING_MORE,
) -> DueLetters:
    """Return the letters of a tender that `issuing` was added to, and what is in their way."""
    issue = Issue(
        on=issued_on,
        criteria_at="" if tender.documents_at else issuing.criteria_at,
        audit_head=issuing.audit_head,
        issuing=issuing,
    )
    because = no_summaries_because(evaluation)
    written = () if because else letters(tender, evaluation, decision, issue=issue)
    documents = [(one.bid, one.document) for one in written]
    found = (
        *lint(tender, evaluation),
        *agreed_anew(tender, evaluation, issuing),
        *told_elsewhere(tender, evaluation, issuing, documents),
    )
    return DueLetters(
        written,
        low_price_notices(tender, evaluation, decision, issue=issue),
        tuple(each for each in found if not each.warns),
        because,
        tuple(each for each in found if each.warns),
        open_questions(tender, evaluation),
    )


def _confidences(evaluated: Evaluated) -> dict[str, Confidence]:
    """Return how sure what the findings on commitments rest on is, by its id."""
    if evaluated.packs is None or evaluated.decision is None:
        return {}
    unsure = dict.fromkeys(id_ for each in evaluated.findings.values() for id_ in each.unverified)
    decision = replace(evaluated.decision, unverified=tuple(unsure))
    found = confidences(decision, evaluated.packs)
    return {id_: Confidence(each) for id_, each in found.items()}


def rendered(named: Named) -> Iterator[tuple[str, bytes]]:
    """Yield a document's files by their names: HTML, then PDF."""
    yield f"{named.stem}.html", render_html(named.document).encode()
    yield f"{named.stem}.pdf", render_pdf(named.document)


def letters_left_over(written: tuple[Path, ...], folder: Path) -> tuple[str, ...]:
    """Return the names of letters in a folder that are not among those just written.

    What nobody touched since an earlier run was taken away; a letter that a person edited stays,
    and tells of another tender or of an earlier state of this one.
    """
    ours = {path.name for path in written}
    return tuple(
        path.name
        for path in sorted(folder.iterdir())
        if path.name not in ours
        and path.suffix in {".html", ".pdf"}
        and path.name.startswith(tuple(f"{kind}-" for kind in LetterKind))
    )


def _at_work(what: str) -> AbstractContextManager[None]:  # noqa: ARG001 - nobody is told
    return nullcontext()


def write_report(
    evaluated: Evaluated,
    reported: Reported,
    folder: Path,
    *,
    at_work: Callable[[str], AbstractContextManager[None]] = _at_work,
) -> tuple[Path, ...]:
    """Write the report, the letters and the evaluation as JSON into a folder.

    `at_work` is entered with what is being written, for as long as that takes.

    Raises:
        FolderIsTaken: a file would be overwritten that is not as Podium wrote it.
        FileNotWritten: the folder cannot be made or written to.
    """
    figures = json.dumps(evaluated_json(evaluated), ensure_ascii=False, indent=2)
    files = {f"{EVALUATION}.json": f"{figures}\n".encode()}
    documents = reported.documents()
    for number, named in enumerate(documents, start=1):
        what = f"Writing {named.stem}.html and .pdf, document {number} of {len(documents)}"
        with at_work(what):
            files.update(rendered(named))
    return write_folder(folder, files)
