"""Whether an award that is recommended or made in one lot keeps all lots as they are."""

from collections.abc import Mapping
from uuid import UUID

from rules.uk_time import day_of
from rules.wording import date_in_words
from webapp.services.ending.ended import ended_of
from webapp.services.lot_awards.acting import Group
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import award_on_record
from webapp.store import Session, award_steps, lots

_ANEW = "tender this lot anew by itself: if it has a tender, end that without award first"


def why_held(session: Session, group: Group, *, but: UUID | None = None) -> Refused | None:
    """Return what keeps the tenders of lots from being changed, None if nothing does.

    What is recommended or made in one lot rests on which others there are: were one taken out, its
    bidders could win more lots than the limit. `but` is a tender that is not looked at.
    """
    for number, row in sorted(group.joined.items()):
        if row.tender_id == but or ended_of(session, row.tender_id) is not None:
            continue
        award = award_on_record(award_steps.progress(session, row.tender_id))
        if award.get("is_recommended"):
            return _held(award, f"lot {number} ({row.reference})")
    return None


def _held(award: Mapping[str, bool], lot: str) -> Refused:
    if award["is_awarded"]:
        return Refused(
            f"The contract for {lot} is entered into, and it was awarded together with the other "
            "lots as they are",
            f"To go on, {_ANEW}",
        )
    if award["is_told"]:
        return Refused(
            f"The bidders of {lot} are told of its award, and it was awarded together with the "
            "other lots as they are",
            f"Take that award back first, of which every bidder is told; or leave it, and {_ANEW}",
        )
    return Refused(
        f"An award of {lot} is recommended or approved, and rests on all lots as they are",
        "Take that back first, with its reason",
    )


def taken_out_words(session: Session, tender_id: UUID) -> str:
    """Return that a tender was awarded with other lots and taken out since, empty if it was not.

    It is empty too where one bidder could win any number of lots.
    """
    found = lots.taken_out(session, tender_id)
    if found is None:
        return ""
    return (
        f"This was the tender of lot {found.lot} of {found.reference}, and was taken out on "
        f"{date_in_words(day_of(found.at))}, after the lots had been awarded together. Awarded "
        f"alone it may give one bidder more lots than the limit, which is {found.most_lots}."
    )
