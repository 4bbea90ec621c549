"""Checks that nothing is missing which regulation 31 asks for."""

from collections.abc import Iterator

from evaluation.lint.reading import LintFinding, Reading
from evaluation.model import ScoredCriterion
from evaluation.tender import CommitmentVerdict


def unexplained(reading: Reading) -> Iterator[LintFinding]:
    """Find scores without a rationale, and gates failed without one.

    Regulation 31(2)(e)(i) wants an explanation for the score of each criterion and of each
    sub-criterion.
    """
    for item in reading.explanations:
        if item.rationale or not (
            isinstance(item.criterion, ScoredCriterion) or item.is_failed_gate
        ):
            continue
        what = "The gate was failed" if item.is_failed_gate else "The score has no rationale"
        yield item.finding(
            "unexplained",
            f"{what}, and nothing says why."
            if item.is_failed_gate
            else f"{what}: the letter could not explain it.",
            "Write why it was given, by what the tender says or leaves out.",
        )


def no_quotation(reading: Reading) -> Iterator[LintFinding]:
    """Find scores that point at no words of the tender.

    Regulation 31(2)(e)(i)(aa) wants the explanation to refer to relevant information in the
    tender. A question that was left out has none.
    """
    for item in reading.explanations:
        is_scored = isinstance(item.criterion, ScoredCriterion)
        if is_scored and item.rationale and not item.quotation and not item.is_unanswered:
            yield item.finding(
                "no-quotation",
                "The score rests on no quotation from the tender.",
                "Quote the words of the tender that the score rests on, with the page if there "
                "is one.",
            )


def unshown_promise(reading: Reading) -> Iterator[LintFinding]:
    """Find promises that a rule does not count without a word on what in the tender shows why.

    What was judged of the tender must be explained by what the tender says: regulation
    31(2)(e)(i)(aa). It warns: the letter has a blank for it.
    """
    measures = reading.tender.model.measures
    for bid in reading.bids:
        for measure, found in reading.evaluation.by_id[bid.id].commitments.items():
            is_judged = found.verdict is CommitmentVerdict.NOT_COUNTED and bool(found.rule)
            if not is_judged or bid.commitments[measure].because.strip():
                continue
            leaf, named = measures[measure]
            yield LintFinding(
                bid.id,
                leaf.id,
                "unshown-promise",
                f"The commitment ‘{named.title}’ is not counted, and nothing says what in the "
                "tender shows why.",
                f"Give it as `because` of the commitment {measure}, with the words of the tender "
                "as `quotation`, or fill in the blank of the letter.",
                warns=True,
            )


def missing_particulars(reading: Reading) -> Iterator[LintFinding]:
    """Find suppliers without an address, e-mail or identifier: regulation 31(2)(a) to (c)."""
    for bid in reading.bids:
        particulars = (
            ("name", bid.bidder, "bidder"),
            ("contact postal address", bid.address, "address"),
            ("e-mail address", bid.email if "@" in bid.email else "", "email"),
            ("unique identifier", bid.identifier, "identifier"),
        )
        for title, value, key in particulars:
            if not value.strip():
                yield LintFinding(
                    bid.id,
                    "",
                    "missing-particulars",
                    f"The supplier's {title} is missing or cannot be one.",
                    f"Give it as `{key}` of the bid.",
                    lacks=key,
                )


def provisional(reading: Reading) -> Iterator[LintFinding]:
    """Find commitments that still need review, so that the result may yet change."""
    measures = reading.tender.model.measures
    for bid in reading.bids:
        for measure, found in reading.evaluation.by_id[bid.id].commitments.items():
            if found.verdict is CommitmentVerdict.NEEDS_REVIEW:
                leaf, named = measures[measure]
                missing = ", ".join(found.hangs_on)
                hangs = f"; it hangs on {missing}" if missing else ""
                yield LintFinding(
                    bid.id,
                    leaf.id,
                    "provisional",
                    f"The commitment ‘{named.title}’ still needs review{hangs}. Until then the "
                    "result is provisional.",
                    "Answer what is missing, or let a person with the role settle it, and "
                    "evaluate again.",
                )
