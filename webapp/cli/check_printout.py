"""What the analysis of a pack found, as JSON and as lines that a policy owner reads."""

from collections.abc import Iterator

from rich.console import Console

from rules.analysis import AnalysisFinding, AnalysisReport
from rules.analysis.remedies import remedy_of
from rules.analysis.report import ConclusionCoverage, Coverage, Share
from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME
from rules.wording import date_in_words
from webapp.cli.output import (
    INDENT,
    Words,
    print_columns,
    print_entry,
    print_text,
    widths_of,
)

_COLUMNS = (6, 2, 2, 2)
_MOST_LISTED = 8


def check_json(report: AnalysisReport) -> dict[str, object]:
    """Return a pack's part of `podium/pack-check/1`; percentages are text."""
    return {
        "id": report.pack,
        "clean": report.is_clean,
        "cases": report.cases,
        "complete": list(report.complete),
        "sampled": list(report.sampled),
        "decided_again": report.decided_again,
        "never_fired": list(report.never_fired),
        "findings": [_finding(finding) for finding in report.findings],
        "warnings": [_finding(warning) for warning in report.warnings],
        "coverage": _coverage(report.coverage),
        "on": report.on.isoformat() if report.on else None,
        "dates": [
            {"kind": term.kind, "id": term.id, "on": term.on.isoformat(), "message": term.message}
            for term in report.terms
        ],
        "unverified": list(report.unverified),
    }


def _finding(finding: AnalysisFinding) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "conclusion": finding.conclusion,
        "message": finding.message,
        "example": finding.example,
        "cases": finding.cases,
        "remedy": remedy_of(finding),
    }


def _coverage(coverage: Coverage) -> dict[str, object]:
    return {
        "conclusions": [_conclusion(one) for one in coverage.conclusions],
        "rules": _share(coverage.rules),
        "conditions": {
            **_share(coverage.conditions),
            "one_sided": [
                {"rule": one.rule, "condition": one.condition, "never": one.never}
                for one in coverage.one_sided
            ],
        },
        "values": {
            **_share(coverage.values),
            "unused": [
                {"parameter": one.parameter, "from": one.from_on.isoformat()}
                for one in coverage.unused
            ],
        },
    }


def _conclusion(one: ConclusionCoverage) -> dict[str, object]:
    """Return the shares of a conclusion, null where no case is inside the pack's scope."""
    counts = {
        "concluded": one.concluded,
        "absent": one.absent,
        "undetermined": one.undetermined,
    }
    shares = {name: str(one.share(count)) if one.cases else None for name, count in counts.items()}
    return {"conclusion": one.conclusion, "cases": one.cases, **shares}


def _share(share: Share) -> dict[str, object]:
    return {"percent": str(share), "count": share.count, "of": share.of}


def print_check(report: AnalysisReport, out: Console) -> None:
    """Print what was found, what the cases put to the test, and the days to know of."""
    print_text(out, f"{report.pack}: {_verdict(report)}", "bold")
    faults = ((finding.kind, finding) for finding in report.findings)
    warnings = ((f"warning, {warning.kind}", warning) for warning in report.warnings)
    for kind, finding in (*faults, *warnings):
        print_entry(out, f"{kind} in {_title(finding.conclusion)}", list(_said(finding)))
    rows = (
        ("Cases judged", f"{report.cases:,}"),
        ("Decided again by both evaluators", f"{report.decided_again:,}"),
        ("Every combination", ", ".join(report.complete)),
        ("All pairs and a seeded sample", ", ".join(report.sampled)),
        ("Fired in no case", ", ".join(report.never_fired)),
        *_coverage_rows(report.coverage),
    )
    for head, text in rows:
        if text:
            print_entry(out, head, [Words(text)])
    _print_conclusions(report.coverage, out)
    _print_terms(report, out)


def _title(conclusion: str) -> str:
    found = CONCLUSION_BY_NAME.get(conclusion)
    return f"«{found.title}» ({conclusion})" if found else conclusion


def _said(finding: AnalysisFinding) -> Iterator[Words]:
    yield Words(finding.message, "bold")
    if finding.cases > 1:
        yield Words(f"In {finding.cases:,} of the cases.")
    if finding.example:
        yield Words(f"For example where {_labelled(finding.example)}.")
    yield Words(remedy_of(finding))


def _labelled(example: str) -> str:
    """Return an example with the titles of its facts in place of their names."""
    parts = (part.partition(" = ") for part in example.split("; "))
    return "; ".join(
        f"{FACT_BY_NAME[name].title}: {said}" if said and name in FACT_BY_NAME else name
        for name, _, said in parts
    )


def _verdict(report: AnalysisReport) -> str:
    if report.is_clean:
        return "clean"
    return f"{len(report.findings)} finding{'s' if len(report.findings) > 1 else ''}"


def _coverage_rows(coverage: Coverage) -> Iterator[tuple[str, str]]:
    yield "Rules that fired", _of(coverage.rules)
    yield "Conditions seen true and false", _of(coverage.conditions)
    sides = [f"«{one.condition}» of {one.rule} never {one.never}" for one in coverage.one_sided]
    yield "Seen one way only", _listed(sides)
    yield "Dated values that a rule used", _of(coverage.values)
    unused = [f"{one.parameter} from {date_in_words(one.from_on)}" for one in coverage.unused]
    yield "Used by no rule", _listed(unused)


def _of(share: Share) -> str:
    return f"{share}% ({share.count:,} of {share.of:,})" if share.of else ""


def _listed(items: list[str]) -> str:
    left = len(items) - _MOST_LISTED
    more = [f"and {left} more, which --format json lists"] if left > 0 else []
    return "; ".join([*items[:_MOST_LISTED], *more])


def _print_conclusions(coverage: Coverage, out: Console) -> None:
    """Print for each conclusion the shares of the cases; they are boundaries, not purchases."""
    if not coverage.conclusions:
        return
    print_text(
        out,
        "How often each conclusion was reached, in per cent of the cases that this pack decides. "
        "The cases are invented: every limit in the rules, and one unit either side, not a picture "
        "of what is bought. Concluded: a rule gave a value. Nothing applies: no rule spoke. Facts "
        "missing: it hangs on a fact that the case does not give.",
        "dim",
        indent=INDENT,
    )
    widths = widths_of(out, _COLUMNS)
    heads = ("", "concluded", "nothing applies", "facts missing")
    print_columns(out, [[Words(head, "dim")] for head in heads], widths, indent=INDENT)
    for one in coverage.conclusions:
        cells = [[Words(CONCLUSION_BY_NAME[one.conclusion].title)], *_figures(one)]
        print_columns(out, cells, widths, indent=INDENT)


def _figures(one: ConclusionCoverage) -> list[list[Words]]:
    if not one.cases:
        return [[Words("not tried")], [], []]
    counts = (one.concluded, one.absent, one.undetermined)
    return [[Words(_aligned(one.share(count)))] for count in counts]


def _aligned(share: Share) -> str:
    text = str(share)
    return (text if "." in text else f"{text}.0").rjust(5)


def _print_terms(report: AnalysisReport, out: Console) -> None:
    if report.on is not None:
        day = date_in_words(report.on)
        said = [Words(f"{term.message} ({term.id}): {term.kind}") for term in report.terms]
        print_entry(out, f"Ends and reviews near {day}", said or [Words("none")])
    if report.unverified:
        print_entry(out, "Unverified", [Words(", ".join(report.unverified))])
