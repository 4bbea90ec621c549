"""What is bought, as the buyer answered."""

from dataclasses import fields

from rules.money import percent_text
from rules.procurement import Procurement
from rules.vocabulary import FACTS, Fact, Supply
from webapp.documents.content import Block, Heading, KeyFacts, Paragraph, Row, Section
from webapp.documents.outline.built.lots import lots
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import BODY
from webapp.documents.outline.summary import what
from webapp.documents.outline.words import fact_words, words

_ALWAYS = frozenset({"also_includes", "special_regime", "framework", "award_route"})
_HAVE_FIELDS = frozenset(field.name for field in fields(Procurement))
_ASSUMED = " (assumed: not stated)"
_GROUPS = (
    (
        "What, by whom, for how much and for how long",
        "purchase-contract",
        (
            "authority",
            "purchase",
            "parts",
            "framework",
            "value",
            "time",
            "",
        ),
    ),
    ("How it is procured", "purchase-procedure", ("procedure",)),
    ("What the work is like", "purchase-subject", ("subject",)),
)


def purchase(case: Case) -> Section:
    """Return the section on what is bought."""
    blocks: list[Block] = [Paragraph(what(case))]
    grouped = {topic for _, _, topics in _GROUPS for topic in topics}
    others = tuple({fact.topic for fact in FACTS} - grouped)
    groups = (*_GROUPS, ("What else is known", "purchase-other", others))
    for title, anchor, topics in groups:
        rows = tuple(
            row
            for topic in topics
            for row in (
                *(_row(case, fact) for fact in FACTS if _is_shown(case, fact, topic)),
                *(_codes(case) if topic == "purchase" else ()),
                *(_vat_rate(case) if topic == "value" else ()),
            )
        )
        if rows:
            blocks += [Heading(3, title, anchor), KeyFacts(title, rows)]
    if not case.built.is_nothing:
        blocks += lots(case)
    return Section("purchase", BODY, "What is bought", tuple(blocks))


def _is_shown(case: Case, fact: Fact, topic: str) -> bool:
    """Return whether a fact is worth a row: what is assumed and says nothing is not."""
    if fact.topic != topic or fact.name not in case.decision.facts:
        return False
    if fact.supply is Supply.DERIVED:
        return fact.name == "total_months"
    if fact.name in _ALWAYS or not _is_assumed(case, fact):
        return True
    return case.decision.facts[fact.name] != fact.default


def _is_assumed(case: Case, fact: Fact) -> bool:
    """Return whether nobody stated a fact, so that what is usual stands for it."""
    if fact.name in _HAVE_FIELDS:
        return fact.name in case.procurement.assumed
    return fact.default is not None and fact.name not in case.procurement.answers


def _row(case: Case, fact: Fact) -> Row:
    value = case.decision.facts[fact.name]
    shown = fact_words(fact.name, value)
    text = shown[:1].upper() + shown[1:] + (_ASSUMED if _is_assumed(case, fact) else "")
    return Row(fact.title, (words(text),))


def _vat_rate(case: Case) -> tuple[Row, ...]:
    """Return the rate by which amounts with and without VAT are compared."""
    if case.value is None or case.value.vat is None:
        return ()
    is_assumed = "vat_rate" in case.procurement.assumed
    text = f"{percent_text(case.value.rate)}%{_ASSUMED if is_assumed else ''}"
    return (Row("VAT rate", (words(text),)),)


def _codes(case: Case) -> tuple[Row, ...]:
    cpv = case.procurement.cpv
    return (Row("CPV codes", (words(", ".join(cpv)),)),) if cpv else ()
