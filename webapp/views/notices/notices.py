"""Notices for the central platform: what each holds and lacks, and the files that were made."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.notice_making import UNSAID, AwardNoticeForm, TenderNoticeForm
from rules.money import VatBasis
from rules.wording import counted
from webapp.documents.notices import NoticeKind
from webapp.installation import installation
from webapp.roles import TENDER_KEEPERS
from webapp.services.notices.making import make_notice
from webapp.services.notices.reading import (
    Entered,
    NoticeShown,
    notice_file,
    notice_of,
    notices_of,
)
from webapp.services.preparing.procurements import Preparation
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.files import sent
from webapp.views.notices.notice_words import file_name, state_of, why_of
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import TENDER_KEEPING, TENDER_READING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint("notices", __name__, url_prefix="/procurements/<uuid:procurement_id>/notices")

JSON = "application/json"


@blueprint.get("")
@access(TENDER_READING)
def notices(procurement_id: UUID) -> Response:
    """List the notices, which comes next, and what was made."""
    here = installation()
    found = notices_of(here.store, person(), procurement_id, now=here.now)
    procurement = preparation_of(procurement_id)
    return page(
        "notices/notices.html",
        procurement=procurement,
        notices=found,
        state_of=state_of,
        due=next((one for one in reversed(found) if one.draft and not one.made), None),
        may_make=_may_make(procurement),
    )


@blueprint.get("/<kind>")
@access(TENDER_READING)
def notice(procurement_id: UUID, kind: str) -> Response:
    """Show what a notice holds and lacks, and the form with which it is made."""
    shown = _shown(procurement_id, kind)
    return _notice_page(procurement_id, shown, _form(shown))


@blueprint.post("/<kind>/make")
@access(TENDER_KEEPING)
def make(procurement_id: UUID, kind: str) -> Response:
    """Make a notice, and keep it as it is now."""
    here, shown = installation(), _shown(procurement_id, kind)
    form = _form(shown)
    if not form.validate():
        return _notice_page(procurement_id, shown, form, status=400)
    outcome = make_notice(
        here.store,
        person(),
        procurement_id=procurement_id,
        kind=shown.kind,
        entered=_entered(form),
        after=form.after_read,
        now=here.now,
    )
    if isinstance(outcome, Refused):
        again = _shown(procurement_id, kind)
        form.after.data = str(len(again.made))
        return _notice_page(procurement_id, again, form, status=CONFLICT, refusal=outcome)
    lacks = counted(outcome.lacks, "thing is", "things are")
    flash(
        f"The {shown.kind.words.lower()} is made. {lacks} still to enter on the central platform."
    )
    return redirect(url_for(".notice", procurement_id=procurement_id, kind=shown.kind.value))


@blueprint.get("/<kind>/<int:number>.json")
@access(TENDER_READING)
def notice_json(procurement_id: UUID, kind: str, number: int) -> Response:
    """Send a notice that was made as the file that it was made as."""
    here, which = installation(), _kind(kind)
    found = notice_file(here.store, person(), procurement_id, which, number, now=here.now)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found)
    reference = preparation_of(procurement_id).reference
    return sent(found.encode(), JSON, file_name(reference, which, number))


def _kind(kind: str) -> NoticeKind:
    if kind not in set(NoticeKind):
        raise NotFound
    return NoticeKind(kind)


def _shown(procurement_id: UUID, kind: str) -> NoticeShown:
    here = installation()
    return notice_of(here.store, person(), procurement_id, _kind(kind), now=here.now)


def _form(shown: NoticeShown) -> TenderNoticeForm:
    """Return the form with what was entered last."""
    data = {
        "after": str(len(shown.made)),
        "ocid": shown.entered.ocid,
        "vat": shown.entered.vat.value if shown.entered.vat else None,
    }
    asked = AwardNoticeForm if shown.asks_vat else TenderNoticeForm
    return asked(data=data)


def _entered(form: TenderNoticeForm) -> Entered:
    said = form.vat.data if isinstance(form, AwardNoticeForm) else UNSAID
    return Entered(form.ocid.data or "", None if said == UNSAID else VatBasis(said))


def _may_make(procurement: Preparation) -> bool:
    roles = person().roles_in(procurement.organisation_id, procurement.id)
    return bool(roles & TENDER_KEEPERS)


def _notice_page(
    procurement_id: UUID,
    shown: NoticeShown,
    form: TenderNoticeForm,
    *,
    status: int = 200,
    refusal: Refused | None = None,
) -> Response:
    procurement = preparation_of(procurement_id)
    return page(
        "notices/notice.html",
        status=status,
        procurement=procurement,
        shown=shown,
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
        why=why_of(shown),
        may_make=_may_make(procurement),
    )
