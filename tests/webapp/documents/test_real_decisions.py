"""Outlines of decisions that the shipped packs make, over the kinds of case there are."""

from dataclasses import replace
from datetime import date

import pytest

from rules.decide import decide
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement
from tests.rules.procurements import procurement
from tests.webapp.documents.builders import ISSUED_ON
from tests.webapp.documents.pdf_reading import read
from tests.webapp.documents.test_outline import section, summary_rows, text_of
from webapp.documents import render_html, render_pdf
from webapp.documents.content import Document, Paragraph, Table
from webapp.documents.outline import outline

pytestmark = pytest.mark.slow

NET = VatBasis.EXCLUDED
GLASGOW = Authority("Glasgow City Council", "local_authority", "scotland")
TRUST = Authority("A hospital trust", "nhs_body", "england")


def money(pounds: int, basis: VatBasis = VatBasis.INCLUDED) -> Money:
    """Return pounds on a VAT basis."""
    return Money(Pence(pounds * 100), basis)


def decided(case: Procurement, policy: str | None = "coventry") -> Document:
    """Return the outline of a case under the shipped packs."""
    packs = stack(policy)
    found = decide(case, packs, why_not=True)
    return outline(case, found, packs, issued_on=ISSUED_ON)


CASES = {
    "grounds maintenance": (procurement(), "coventry"),
    "a small contract": (replace(procurement(), estimated_value=money(95_000)), "coventry"),
    "too small for social value": (
        replace(procurement(), estimated_value=money(9_000)), "coventry",
    ),
    "light touch care": (
        replace(procurement(), special_regime="light_touch", estimated_value=money(6_200_000)),
        "coventry",
    ),
    "2013": (
        replace(procurement(), commenced_on=date(2013, 6, 3), estimated_value=money(300_000, NET)),
        "coventry",
    ),
    "2019": (
        replace(procurement(), commenced_on=date(2019, 6, 3), estimated_value=money(300_000, NET)),
        "coventry",
    ),
    "the law alone": (procurement(), None),
    "Scotland": (replace(procurement(), authority=GLASGOW), "coventry"),
    "an NHS body of unknown kind": (
        replace(procurement(), authority=TRUST, estimated_value=money(150_000)), "coventry",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("case", "policy"), CASES.values(), ids=CASES)
def test_every_kind_of_case_has_a_whole_document(case: Procurement, policy: str | None) -> None:
    document = decided(case, policy)

    reading = read(render_pdf(document))

    assert reading.untagged == []
    assert len(render_html(document)) > 0
    assert all(summary_rows(document).values())
    assert all(text_of(part).strip() for part in document.sections)


@pytest.mark.parametrize(("case", "policy"), CASES.values(), ids=CASES)
def test_no_document_speaks_in_the_names_of_the_program(
    case: Procurement, policy: str | None
) -> None:
    document = decided(case, policy)

    text = "\n".join(text_of(part) for part in document.sections)

    for name in ("None.", "above_threshold", "procurement_act_2023", "light_touch", "{", "tuple"):
        assert name not in text


def test_a_case_outside_the_law_gives_a_short_honest_document() -> None:
    document = decided(CASES["Scotland"][0])

    assert text_of(section(document, "law")).startswith(
        "This procurement lies outside the law that was applied here, so no other conclusion of "
        "that law is drawn."
    )
    assert text_of(section(document, "missing")) == (
        "Nothing: no answer that is still missing could change a conclusion."
    )
    assert text_of(section(document, "footing")) == (
        "Nothing: every rule and value that was used was seen in its source."
    )
    assert len(section(document, "social-value").blocks) == 1


def test_the_law_alone_makes_no_social_value_proposal() -> None:
    document = decided(procurement(), None)

    assert section(document, "social-value").blocks == (
        Paragraph(section(document, "social-value").blocks[0].line),  # type: ignore[union-attr] # asserted here
    )
    assert text_of(section(document, "social-value")) == (
        "No social value policy was applied, so no proposal is made: this is the law alone."
    )


def test_before_the_policy_there_is_no_proposal_either() -> None:
    document = decided(CASES["2013"][0])

    words = text_of(section(document, "social-value"))
    assert " begins on " in words
    assert words.endswith("; before it no social value is proposed.")


def test_below_the_threshold_the_summary_says_by_how_much() -> None:
    found = summary_rows(decided(CASES["a small contract"][0]))["Which law"]

    assert found.startswith(
        "Procurement Act 2023. It is below the threshold of £207,720 including VAT, so the "
        "lighter rules apply, and it is notifiable; the value is £112,720 less."
    )


def test_light_touch_does_not_promise_the_full_rules() -> None:
    found = summary_rows(decided(CASES["light touch care"][0]))["Which law"]

    assert "so the rules for a light touch contract apply" in found


def test_a_case_that_cannot_be_decided_yet_names_the_answer() -> None:
    found = summary_rows(decided(CASES["an NHS body of unknown kind"][0]))

    assert "it hangs on kind of NHS body" in found["Which law"]
    assert "kind of NHS body" in found["What is still missing"]


@pytest.mark.parametrize(("case", "policy"), CASES.values(), ids=CASES)
def test_as_much_is_listed_as_not_certain_as_the_decision_counts(
    case: Procurement, policy: str | None
) -> None:
    part = section(decided(case, policy), "footing")

    rows = [row for block in part.blocks if isinstance(block, Table) for row in block.rows]

    assert len(rows) == len(decide(case, stack(policy)).unverified)
    assert all(where for _, _, (where,) in rows)
