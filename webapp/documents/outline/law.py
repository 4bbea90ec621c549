"""The legal position, each conclusion a sentence with its reason and its source."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rules.decision import FailedCondition, Finding, Status, WhyNot
from rules.money import Money
from rules.near_misses import is_in_reach
from rules.vocabulary import CONCLUSION_BY_NAME, CONCLUSIONS, Conclusion, Stage, Value
from rules.wording import counted, upper_first
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    Line,
    Lines,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from webapp.documents.outline.case import Case, question_titles
from webapp.documents.outline.numbering import BODY
from webapp.documents.outline.words import conclusion_words, words

Wording = Callable[[Value], str]


def law(case: Case) -> Section:
    """Return the section on the legal position."""
    if case.is_outside:
        return Section("law", BODY, "The legal position", _outside(case))
    rows = tuple(
        row for conclusion in CONCLUSIONS if _is_law(conclusion) for row in _row(case, conclusion)
    )
    columns = (Column("What"), Column("Finding"), Column("Reason and source"))
    blocks: list[Block] = [
        Paragraph(
            words(
                "Each finding stands on a rule, and each rule on its source. The number after a "
                "source leads to the rule in the last appendix, with the facts and values it used."
            )
        ),
        Table("What the law requires of this procurement", columns, rows),
        *_what_does_not_apply(case),
    ]
    return Section("law", BODY, "The legal position", tuple(blocks))


def _is_law(conclusion: Conclusion) -> bool:
    return conclusion.stage <= Stage.REQUIREMENTS


def _outside(case: Case) -> tuple[Block, ...]:
    finding = case.decision.findings["regime"]
    reasons = tuple(line for entry in case.entries(finding) for line in case.reason(entry))
    text = (
        "This procurement lies outside the law that was applied here, so no other conclusion of "
        "that law is drawn. That is not a finding that nothing applies: take advice on the "
        "law that does."
    )
    return (Paragraph(words(text)), *(Paragraph(line) for line in reasons))


def _row(case: Case, conclusion: Conclusion) -> tuple[tuple[Lines, ...], ...]:
    finding = case.decision.findings[conclusion.name]
    if finding.status is Status.ABSENT and not conclusion.required:
        return ()
    header: Lines = (words(conclusion.title),)
    said: Lines = ((Text(finding_sentence(case, finding), strong=True),),)
    reasons = tuple(line for entry in case.entries(finding) for line in case.reason(entry))
    return ((header, said, reasons or (words(_why_nothing(finding)),)),)


def finding_sentence(case: Case, finding: Finding) -> str:
    """Return what was found, or that nothing could be, as one sentence."""
    match finding.status:
        case Status.UNDETERMINED:
            return "It cannot be said yet."
        case Status.ABSENT:
            return "There is no finding."
        case Status.CONCLUDED:
            value = finding.value
            if value is None:
                return "There is no finding."
            wording = _WORDINGS.get(finding.name)
            if wording is not None:
                return wording(value)
            title = CONCLUSION_BY_NAME[finding.name].title
            return f"{title}: {conclusion_words(finding.name, value, case.stack)}."


def finding_row(case: Case, finding: Finding, title: str) -> Row:
    """Return what was found with its reasons in brief, or what it hangs on, as a key fact."""
    if finding.value is None:
        asked = question_titles(finding.hangs_on)
        answer = f"{finding_sentence(case, finding)} It hangs on {asked}."
    else:
        answer = conclusion_words(finding.name, finding.value, case.stack)
    head: Line = (Text(upper_first(answer), strong=True),)
    return Row(title, (head, *map(case.reason_in_brief, case.entries(finding))))


def _why_nothing(finding: Finding) -> str:
    if finding.status is Status.UNDETERMINED:
        asked = question_titles(finding.hangs_on)
        return (
            f"It hangs on what is not answered yet: {asked}."
            if asked
            else ("It hangs on another conclusion that is not reached yet.")
        )
    return "No rule that was applied covers this time or this case."


def _either(yes: str, no: str) -> Wording:
    return lambda value: yes if value is True else no


def _of(texts: Mapping[str, str]) -> Wording:
    return lambda value: texts.get(str(value), f"It is {value}.")


def _threshold(value: Value) -> str:
    return f"The threshold is {value}." if isinstance(value, Money) else f"It is {value}."


def _kpis(value: Value) -> str:
    if value == 0:
        return "The law asks for no key performance indicators."
    return f"At least {counted(_count(value), 'key performance indicator')} must be set."


def _standstill(value: Value) -> str:
    if value == 0:
        return "The law asks for no standstill."
    return f"The standstill is {counted(_count(value), 'working day')}."


def _tendering(value: Value) -> str:
    if value == 0:
        return "The law sets no shortest tendering period."
    return f"Suppliers have at least {counted(_count(value), 'day')} to tender."


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


_WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "regime": _of(
            {
                "procurement_act_2023": "The Procurement Act 2023 governs it.",
                "pcr_2015": "The Public Contracts Regulations 2015 govern it.",
                "pcr_2006": "The Public Contracts Regulations 2006 govern it.",
            }
        ),
        "authority_group": _of(
            {
                "central": "The authority counts as a central government authority.",
                "sub_central": "The authority counts as a sub-central authority.",
            }
        ),
        "threshold": _threshold,
        "coverage": _of(
            {
                "above_threshold": "It counts as above the threshold.",
                "below_threshold": "It is below the threshold.",
            }
        ),
        "special_rules": _of(
            {
                "none": "No special rules apply: it is an ordinary contract.",
                "light_touch": "The lighter rules for light touch contracts apply.",
                "concession": "The rules for concessions apply.",
                "light_touch_concession": "The rules for light touch concessions apply.",
            }
        ),
        "notifiable": _either(
            "It is a notifiable below-threshold contract.",
            "It is not a notifiable below-threshold contract.",
        ),
        "prequalification_allowed": _either(
            "Suppliers may be selected by their suitability before they tender.",
            "Suppliers may not be kept from tendering by a test of their suitability.",
        ),
        "local_reservation_allowed": _either(
            "The competition may be reserved to local suppliers.",
            "The competition may not be reserved to local suppliers.",
        ),
        "social_value_act_duty": _either(
            "The duty of the Public Services (Social Value) Act 2012 applies.",
            "The duty of the Public Services (Social Value) Act 2012 does not apply.",
        ),
        "consultation_to_be_considered": _either(
            "The authority must consider whether to consult.",
            "The Social Value Act does not require a consultation to be considered.",
        ),
        "kpis_minimum": _kpis,
        "contract_copy_published": _either(
            "A copy of the contract must be published.",
            "The law does not ask for a copy of the contract to be published.",
        ),
        "standstill_working_days": _standstill,
        "assessment_summaries_required": _either(
            "Each supplier whose tender was assessed is sent an assessment summary.",
            "The law does not ask for assessment summaries.",
        ),
        "tendering_days_minimum": _tendering,
    }
)


def _what_does_not_apply(case: Case) -> tuple[Block, ...]:
    near = [(item, failed) for item in case.decision.why_not for failed in _nearest(item)]
    if not near:
        return ()
    columns = (Column("Rule that does not apply"), Column("It would need"), Column("How far off"))
    rows = tuple(
        (
            (words(item.title), case.cites(item.cites)),
            (words(upper_first(failed.condition)),),
            (words(upper_first(failed.distance)),),
        )
        for item, failed in near
    )
    rest = len(case.decision.why_not) - len(near)
    blocks: list[Block] = [
        Heading(3, "What does not apply, and how far off it is", "why-not"),
        Paragraph(
            words(
                "These rules were one answer away from applying, at a distance that can be "
                "measured. If the value, a date or the duration changes, look here first."
            )
        ),
        Table("Rules that nearly apply", columns, rows),
    ]
    if rest:
        text = f"{counted(rest, 'further rule')} in force did not apply for other reasons."
        blocks.append(Paragraph(words(text)))
    return tuple(blocks)


def _nearest(item: WhyNot) -> tuple[FailedCondition, ...]:
    return item.failed if is_near_miss(item) else ()


def is_near_miss(item: WhyNot) -> bool:
    """Return whether one answer keeps a rule silent, by a distance that can be measured."""
    return len(item.failed) == 1 and bool(item.failed[0].distance) and is_in_reach(item)
