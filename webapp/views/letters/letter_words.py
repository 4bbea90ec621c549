"""The words of the pages of letters: what is in the way of each, and where it is mended."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import url_for

from evaluation.lint import LintFinding
from rules.wording import upper_first
from webapp.addresses import award_page, moderation_page, result_page, settling_page
from webapp.documents.summaries.withholding_checks import AGREED_ANEW, TOLD_ELSEWHERE
from webapp.services.letters.drafting import Draft, Drafted

_BY_WORDS = frozenset({"missing-particulars", "unshown-promise"})
_BY_WITHHOLDING = frozenset({AGREED_ANEW, TOLD_ELSEWHERE})
_REOPEN: Final = (
    "once a recommendation that stands is taken back, the chair reopens it in moderation with a "
    "reason, and the panel agrees it anew"
)


@dataclass(frozen=True, slots=True)
class ToMend:
    """Something in the way of a letter: what it is about, what is wrong, and where it is mended."""

    about: str
    text: str
    remedy: str
    link: str
    address: str


def to_mend(draft: Draft, drafted: Drafted, procurement_id: UUID) -> tuple[ToMend, ...]:
    """Return everything that is in the way of one letter, each with where it is mended."""
    found = [_finding(one, draft, drafted, procurement_id) for one in draft.findings]
    told = {one.check for one in draft.findings}
    if draft.blanks and not told & _BY_WORDS:
        found += [_blank(name, draft, procurement_id) for name in draft.blanks]
    return tuple(found)


def in_the_way(drafted: Drafted, procurement_id: UUID) -> tuple[ToMend, ...]:
    """Return what is in the way of all letters alike."""
    found = []
    if drafted.because:
        found.append(_all(drafted.because, "Look at the result", result_page(procurement_id)))
    if drafted.open_prices:
        text = "A question about an abnormally low price is open, so that the points may change"
        found.append(_all(text, "Decide on it", settling_page(procurement_id)))
    if drafted.late:
        text = f"Nobody has decided whether the late bid of {', '.join(drafted.late)} is admitted"
        address = url_for("bids.bids", procurement_id=procurement_id)
        found.append(_all(text, "Decide on it", address))
    return tuple(found)


def award_address(procurement_id: UUID) -> str:
    """Return where the award is recommended and approved."""
    return award_page(procurement_id)


def _all(text: str, link: str, address: str) -> ToMend:
    return ToMend("", f"{text.rstrip('.')}.", "", link, address)


def _finding(one: LintFinding, draft: Draft, drafted: Drafted, procurement_id: UUID) -> ToMend:
    item = drafted.tender.model.by_id.get(one.criterion)
    about = item.title if item else ""
    if one.check in _BY_WITHHOLDING:
        address = url_for("withholding.withheld", procurement_id=procurement_id)
        is_named = one.check == AGREED_ANEW
        said = "" if is_named else about
        return ToMend(said, one.message, one.remedy, "What is withheld", address)
    if one.check in _BY_WORDS or _is_promise(one, drafted):
        return ToMend(about, one.message, "", "Complete the letter", _words(draft, procurement_id))
    if item is None or one.check == "provisional":
        address = settling_page(procurement_id)
        return ToMend(about, one.message, one.remedy, "What was settled", address)
    remedy = f"{one.remedy.rstrip('.')}: {_REOPEN}."
    return ToMend(about, one.message, remedy, "Moderation", moderation_page(procurement_id))


def _is_promise(one: LintFinding, drafted: Drafted) -> bool:
    leaves = {leaf.id for leaf, _ in drafted.tender.model.measures.values()}
    return one.criterion in leaves and one.check != "provisional"


def _blank(name: str, draft: Draft, procurement_id: UUID) -> ToMend:
    text = f"{upper_first(name)} is missing."
    return ToMend("", text, "", "Complete the letter", _words(draft, procurement_id))


def _words(draft: Draft, procurement_id: UUID) -> str:
    return url_for("letters.words", procurement_id=procurement_id, bidder=draft.number)
