"""What happens next: the contract award notice, and the standstill that it starts."""

from rules.decision import Decision
from rules.wording import sentence
from webapp.documents.content import Cited, Line, Paragraph, Section, Text
from webapp.documents.summaries.letter import ACT, REGULATIONS

AWARD_NOTICE = "UK6"


def what_happens_next(decision: Decision | None, number: int) -> Section:
    """Return when the contract may be entered into at the earliest, and what starts the time."""
    blocks = tuple(Paragraph(text) for text in _lines(decision))
    return Section("next", str(number), "What happens next", blocks)


def _lines(decision: Decision | None) -> tuple[Line, ...]:
    """Return what comes next under the law that applies; of another law nothing is cited."""
    if decision is None:
        return _standstill(decision)
    if decision.value("regime") != "procurement_act_2023":
        text = (
            "The law that governs this procurement says what has to be published before the "
            "contract is entered into, and how long the authority waits. That law is not the "
            f"{ACT}."
        )
        return ((Text(text),),)
    is_asked = any(one.notice == AWARD_NOTICE for one in decision.duties)
    if is_asked or decision.value("standstill_working_days") != 0:
        return _standstill(decision)
    text = (
        f"The {ACT} asks for no contract award notice and no standstill period here, because both "
        "are for public contracts only. The authority enters into the contract only once every "
        "bidder is told."
    )
    return ((Text(text), Cited(f"{ACT}, s.50(1) and s.51(1)")),)


def _standstill(decision: Decision | None) -> tuple[Line, ...]:
    notice: Line = (
        Text(
            "After the assessment summaries are provided, the authority publishes a contract award "
            "notice. The notice states the last day of any standstill period."
        ),
        Cited(f"{ACT}, s.50(1) and (3); {REGULATIONS}, reg 27(2)(s)"),
    )
    days = None if decision is None else decision.value("standstill_working_days")
    if decision is None or not isinstance(days, int):
        text = (
            "Whether a mandatory standstill period applies to this contract, and when it ends, "
            "will be stated in that notice."
        )
        return (notice, (Text(text), Cited(f"{ACT}, s.51")))
    if days == 0:
        finding = decision.findings["standstill_working_days"]
        because = " ".join(decision.traced()[rule].because for rule in finding.rules)
        text = f"No mandatory standstill period applies. {sentence(because)}"
        return (notice, (Text(text), Cited(f"{ACT}, s.51")))
    text = (
        f"The authority may not enter into the contract before the end of {days} working days, "
        "beginning with the day on which the contract award notice is published, or before a later "
        "end that the notice gives. That day is not known when this document is issued: the "
        "publication of the notice starts the period, not the receipt of this document."
    )
    return (notice, (Text(text), Cited(f"{ACT}, s.51(1) and (2)")))
