"""What the stress test of a procurement's criteria found, as a page and as files."""

import json
from dataclasses import dataclass, replace

from flask import url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.faults import Severity
from evaluation.numbers import rounded
from evaluation.outline.criteria import keeping_from_testing, model_json, model_of
from evaluation.outline.criteria.tree import by_id
from evaluation.stress.result import StressFinding, StressTest
from evaluation.tender import Tender
from forms.procurement_json import procurement_json
from rules.uk_time import day_of
from rules.wording import counted
from webapp.documents import render_pdf
from webapp.documents.content import Chart, Line, Paragraph, Table, shown, spaced
from webapp.documents.html import drawn
from webapp.documents.stress import curve_chart, stress_report
from webapp.documents.stress.reversal import reversal
from webapp.installation import installation
from webapp.services.approval.sealing import keeps_from_publishing
from webapp.services.criteria import Opened, StressStanding
from webapp.services.criteria.standing import errors_in
from webapp.services.refusals import Refused
from webapp.views.criteria.criteria_pages import onward_of, writes
from webapp.views.criteria.criteria_words import STANDINGS, problem_links
from webapp.views.fields import PageError, refusal_words
from webapp.views.pages import page

MOST_OF_ONE_KIND = 25
"""So many findings of one kind are listed; of the others the number is told."""

_DRAFT = "draft, not for publication"


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding: how grave, what and what to do, and the page where it is mended, if any.

    `more` are others of its kind, which are folded under the first.
    """

    severity: str
    is_error: bool
    message: str
    title: str = ""
    address: str = ""
    more: tuple["FindingShown", ...] = ()


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table of text: its caption, the heads, the rows, and which columns hold figures."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]


def stress_page(found: Opened, *, refusal: Refused | None = None) -> Response:
    """Show the last stress test, or that there is none and what it would tell."""
    run = found.run
    can_write = writes(found)
    missing = keeping_from_testing(found.criteria)
    chart = curve_chart(run.test) if run else None
    errors = (PageError(refusal_words(refusal), "#stress-test"),) if refusal else ()
    return page(
        "criteria/stress_test.html",
        status=409 if refusal else 200,
        found=found,
        preparation=found.preparation,
        run=run,
        standing=STANDINGS[found.standing],
        verdict=_verdict(found) if run else ("", ""),
        findings=_findings(found, may_write=can_write) if run else (),
        brief=_brief(run.test) if run else (),
        weights=_weights(run.test) if run else None,
        chart=chart,
        drawn=drawn(chart) if chart else "",
        curve=_curve(chart) if chart else None,
        example=_example(run.test) if run else None,
        errors=errors,
        missing=problem_links(missing, found.preparation.id, may_write=False),
        draft="" if missing else _draft_words(found),
        may_write=can_write,
        to_mend=_to_mend(found) if can_write else (),
        is_current=found.standing in {StressStanding.CLEAN, StressStanding.ERRORS},
        is_clean=found.standing is StressStanding.CLEAN,
        onward=onward_of(found) if can_write else "",
    )


def _to_mend(found: Opened) -> tuple[PageError, ...]:
    """Return what keeps criteria that were tested without an error from being done, as links."""
    if found.standing is not StressStanding.CLEAN:
        return ()
    here = url_for("criteria.criteria", procurement_id=found.preparation.id)
    links = problem_links(found.problems, found.preparation.id, may_write=True)
    return tuple(
        replace(one, href=f"{here}{one.href}") if one.href.startswith("#") else one for one in links
    )


def stress_pdf(found: Opened) -> Response:
    """Send the stress test as a document, while it is of the criteria as they stand.

    Raises:
        NotFound: there is none, or the criteria have changed since.
    """
    if found.run is None or found.standing in {StressStanding.NEVER, StressStanding.STALE}:
        raise NotFound
    preparation = found.preparation
    document = stress_report(
        _tender(found),
        found.run.test,
        preparation.decision,
        issued_on=day_of(found.run.run_at),
    )
    name = f"stress-test-{preparation.reference}.pdf"
    return _file(render_pdf(document), name, "application/pdf")


def stress_json_of(found: Opened) -> Response:
    """Send the criteria as `podium/tender/1` without bids, named a draft until they are approved.

    Raises:
        NotFound: there are none, or not enough of them to make a model.
    """
    if keeping_from_testing(found.criteria):
        raise NotFound
    preparation = found.preparation
    written: dict[str, object] = {
        "format": "podium/tender/1",
        "reference": preparation.reference,
        "model": model_json(found.criteria),
        "bids": [],
    }
    if preparation.journey.procurement is not None:
        written["procurement"] = procurement_json(preparation.journey.procurement)
        written["policy"] = preparation.policy or "none"
    text = json.dumps(written, ensure_ascii=False, indent=2)
    mark = f" {_DRAFT}" if _draft_words(found) else ""
    return _file(text.encode(), f"{preparation.reference}{mark}.json", "application/json")


def _draft_words(found: Opened) -> str:
    """Return what keeps the criteria from being published, empty if nothing does."""
    refusal = keeps_from_publishing(installation().store, found.preparation.id)
    return refusal_words(refusal) if refusal else ""


def _tender(found: Opened) -> Tender:
    preparation = found.preparation
    return Tender(
        preparation.reference,
        model_of(found.criteria),
        (),
        preparation.journey.procurement,
        preparation.policy,
    )


def _file(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _verdict(found: Opened) -> tuple[str, str]:
    """Return whether the criteria may be published, in a word or two and in a sentence."""
    if found.run is None or found.standing is StressStanding.STALE:
        return STANDINGS[StressStanding.STALE]
    errors = len(errors_in(found.run.test, found.basis))
    findings = len(found.run.test.findings)
    if errors:
        besides = counted(findings - errors, "warning")
        are = "is" if findings - errors == 1 else "are"
        return (
            "Do not publish yet",
            f"{counted(errors, 'error')} must be mended first. There {are} {besides} besides.",
        )
    if findings:
        are = "is" if findings == 1 else "are"
        warnings = counted(findings, "warning")
        told = f"No error was found. There {are} {warnings} to know of"
        onward = "." if found.problems else "; you can go on."
        return (_allowed(found), f"{told}{onward}")
    return (_allowed(found), "Nothing was found.")


def _allowed(found: Opened) -> str:
    return "To be mended first" if found.problems else "May be published"


def _findings(found: Opened, *, may_write: bool) -> tuple[FindingShown, ...]:
    """Return the findings, errors first; an error that was allowed is told as a warning."""
    if found.run is None:
        return ()
    errors = set(errors_in(found.run.test, found.basis))
    ordered = sorted(found.run.test.findings, key=lambda one: one not in errors)
    kinds: dict[tuple[str, bool], list[FindingShown]] = {}
    seen: dict[str, int] = {}
    for one in ordered:
        seen[one.id] = seen.get(one.id, 0) + 1
        if seen[one.id] <= MOST_OF_ONE_KIND:
            finding = _finding(found, one, is_error=one in errors, may_write=may_write)
            kinds.setdefault((one.id, finding.is_error), []).append(finding)
    shown = [replace(first, more=tuple(others)) for first, *others in kinds.values()]
    more = sum(max(0, count - MOST_OF_ONE_KIND) for count in seen.values())
    if more:
        words = f"{counted(more, 'more finding')} of these kinds are in the stored result."
        shown.append(FindingShown("Not listed", is_error=False, message=words))
    return tuple(shown)


def _finding(found: Opened, one: StressFinding, *, is_error: bool, may_write: bool) -> FindingShown:
    criterion = by_id(found.criteria).get(one.criterion)
    severity = Severity.ERROR if is_error else Severity.WARNING
    address = ""
    if criterion is not None and may_write:
        address = url_for(
            "criteria.criterion", procurement_id=found.preparation.id, criterion_id=criterion.id
        )
    title = criterion.title if criterion else ""
    return FindingShown(severity.words, is_error, one.message, title, address)


def _brief(test: StressTest) -> tuple[tuple[str, str], ...]:
    simulated = test.simulation
    if simulated is None:
        return ()
    drawn_of = f"{simulated.runs:,} competitions of {simulated.bids} bids, drawn at random"
    found = [
        ("How often bids tie for the first place", f"In {rounded(simulated.tie_rate, 1)} per cent"),
        ("Drawn", drawn_of),
    ]
    if simulated.decided_by_price is not None:
        chance = rounded(simulated.by_chance, 1)
        decided = rounded(simulated.decided_by_price, 1)
        words = f"In {decided} per cent; {chance} if the price had no part in it"
        found.insert(1, ("How often the cheapest bid alone wins", words))
    return tuple(found)


def _weights(test: StressTest) -> TableShown:
    rows = tuple(
        (
            test.titles.get(id_, id_),
            rounded(weight, test.places),
            rounded(test.largest_swing[id_], test.places),
        )
        for id_, weight in test.effective_weights.items()
    )
    heads = ("Criterion", "Effective weight", "Most it can move")
    return TableShown("Effective weights and largest swings, in points", heads, rows, (1, 2))


def _curve(chart: Chart) -> TableShown:
    columns = chart.plot.columns()
    worded = chart.plot.worded()
    numeric = tuple(at for at, title in enumerate(columns) if at and title not in worded)
    return TableShown(chart.caption, columns, chart.plot.rows(), numeric)


def _example(test: StressTest) -> tuple[str, tuple[TableShown, ...]] | None:
    """Return the bids of which a losing one decides who wins, with it and without."""
    if test.reversal is None:
        return None
    blocks = reversal(test).blocks
    said = [_words(one.line) for one in blocks if isinstance(one, Paragraph)]
    tables = (
        TableShown(
            one.caption,
            tuple(column.title for column in one.columns),
            tuple(tuple(" ".join(map(_words, cell)) for cell in row) for row in one.rows),
            tuple(at for at, column in enumerate(one.columns) if column.numeric),
        )
        for one in blocks
        if isinstance(one, Table)
    )
    return " ".join(said), tuple(tables)


def _words(line: Line) -> str:
    return "".join(f"{space}{shown(span)}" for span, space in spaced(line))
