"""The lots of a procurement: which tender each has, having them awarded together, and the files."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.lot_awards import (
    AwardForm,
    ConfirmAgainForm,
    ConfirmForm,
    LeaveForm,
    LeaveOutForm,
    OverLimit,
    award_form,
    join_form,
    to_confirm,
)
from webapp.installation import installation
from webapp.services.lot_awards.awarding import Opened, award_now, open_award, review
from webapp.services.lot_awards.joining import join_lot, leave_lot, leave_lot_out
from webapp.services.lot_awards.pages import (
    OF_ANOTHER,
    JoinPage,
    award_files,
    group_of_tender,
    join_page_of,
    lots_page_of,
)
from webapp.services.lot_awards.showing import reviewed_lots, reviewed_notes
from webapp.services.lot_awards.working import Asked
from webapp.services.refusals import Refused
from webapp.store.lot_awards import AwardRow
from webapp.views.access import access, person, reads_result_of
from webapp.views.fields import errors_of, refusal_words
from webapp.views.files import sent
from webapp.views.lot_awards import lot_words as words
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.reaches import RESULT, TENDER_KEEPING
from webapp.views.refusals import CONFLICT, refusal_errors, status_of
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "lot_awards", __name__, url_prefix="/procurements/<uuid:procurement_id>/award-of-lots"
)

JSON = "application/json"
_NOT_CARRIED = frozenset({"csrf_token", "step", "confirmed", "why", "fingerprint"})


@blueprint.get("")
@access(RESULT)
def lots(procurement_id: UUID) -> Response:
    """Show which tender each lot has, and who won which; the tender of a lot leads to these."""
    here = installation()
    if (group_id := group_of_tender(here.store, procurement_id)) is not None:
        if reads_result_of(group_id):
            return _back(group_id)
        return refused_page(procurement_id, OF_ANOTHER, status=200, doing="The award of lots")
    shown = lots_page_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=200, doing="The award of lots")
    return page("lot_awards/lots.html", shown=shown, words=words)


@blueprint.route("/lots/<int:number>", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def lot(procurement_id: UUID, number: int) -> Response:
    """Ask which procurement tenders a lot, or why the one that does is taken out."""
    here = installation()
    shown = join_page_of(here.store, person(), procurement_id, number, now=here.now)
    if shown is None:
        raise NotFound
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=_status())
    is_sent = request.method == "POST"
    is_leaving = request.form.get("act") == "leave" if is_sent else shown.is_joined
    return _leave(shown) if is_leaving else _join(shown)


def _join(shown: JoinPage) -> Response:
    here, refusal = installation(), None
    form = join_form([(str(one.id), f"{one.reference}: {one.title}") for one in shown.candidates])()
    if form.validate_on_submit():
        outcome = join_lot(
            here.store,
            person(),
            procurement_id=shown.procurement_id,
            lot=shown.number,
            tender_id=UUID(form["tender"].data),
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash(f"Lot {shown.number} has its tender.")
            return _back(shown.procurement_id)
        refusal = outcome
    return _asked_page("lot_awards/join.html", shown, form, refusal)


def _leave(shown: JoinPage) -> Response:
    here, form, refusal = installation(), LeaveForm(), None
    if form.validate_on_submit():
        outcome = leave_lot(
            here.store,
            person(),
            procurement_id=shown.procurement_id,
            lot=shown.number,
            because=form.because.data or "",
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash(f"Lot {shown.number} has no tender any more.")
            return _back(shown.procurement_id)
        refusal = outcome
    return _asked_page("lot_awards/leave.html", shown, form, refusal)


def _asked_page(name: str, shown: JoinPage, form: FlaskForm, refusal: Refused | None) -> Response:
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        name,
        status=status_of(refusal, errors),
        shown=shown,
        form=form,
        refused=None,
        errors=errors,
    )


@blueprint.route("/lots/<int:number>/not-tendered", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def leave_out(procurement_id: UUID, number: int) -> Response:
    """Ask why a lot is not tendered now."""
    here, form = installation(), LeaveOutForm()
    shown = join_page_of(here.store, person(), procurement_id, number, now=here.now)
    if shown is None:
        raise NotFound
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=_status())
    refusal: Refused | None = None
    if form.validate_on_submit():
        outcome = leave_lot_out(
            here.store,
            person(),
            procurement_id=procurement_id,
            lot=number,
            because=form.because.data or "",
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash(f"Lot {number} is not tendered now.")
            return _back(procurement_id)
        refusal = outcome
    return _asked_page("lot_awards/leave_out.html", shown, form, refusal)


@blueprint.route("/award", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def award(procurement_id: UUID) -> Response:
    """Ask for the published rule, show what it comes to, and put it on record."""
    here = installation()
    opened = open_award(here.store, person(), procurement_id, now=here.now)
    if isinstance(opened, Refused):
        return refused_page(procurement_id, opened, status=_status())
    form = _form(opened)
    if request.method == "GET" or request.form.get("step") == "edit":
        return _rule_page(opened, form)
    if not form.validate():
        return _rule_page(opened, form, status=400)
    if request.form.get("step") != "award":
        return _review_page(opened, form, to_confirm(is_again=opened.last > 0))
    confirm = ConfirmAgainForm() if "why" in request.form else ConfirmForm()
    if not confirm.validate():
        return _review_page(opened, form, confirm)
    why = (confirm["why"].data or "") if "why" in confirm else ""
    outcome = award_now(
        here.store,
        person(),
        procurement_id=procurement_id,
        asked=_asked(form),
        read=request.form.get("fingerprint", ""),
        why=why,
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _review_page(opened, form, to_confirm(is_again=opened.last > 0, why=why), outcome)
    flash(
        f"The lots are awarded together. This is award number {outcome.number}."
        if outcome.is_new
        else f"Nothing has changed since award {outcome.number} of the lots, which stands."
    )
    return _back(procurement_id)


@blueprint.get("/<int:number>/lots.json")
@access(RESULT)
def input_json(procurement_id: UUID, number: int) -> Response:
    """Send what an award of lots was made from, as `podium/lots/1`."""
    found = _file(procurement_id, number)
    if isinstance(found, Response):
        return found
    return sent(found.award.input.encode("utf-8", "surrogatepass"), JSON, f"lots-{number}.json")


@blueprint.get("/<int:number>/lots-result.json")
@access(RESULT)
def result_json(procurement_id: UUID, number: int) -> Response:
    """Send what came of an award of lots, as `podium/lots-result/1`."""
    found = _file(procurement_id, number)
    if isinstance(found, Response):
        return found
    name = f"lots-result-{number}.json"
    return sent(found.award.result.encode("utf-8", "surrogatepass"), JSON, name)


def _file(procurement_id: UUID, number: int) -> AwardRow | Response:
    here = installation()
    found = award_files(here.store, person(), procurement_id, number, now=here.now)
    if found is None:
        raise NotFound
    if isinstance(found, Refused):
        flash(refusal_words(found), "refused")
        return _back(procurement_id)
    return found


def _form(opened: Opened) -> AwardForm:
    bidders = [OverLimit(one.id, one.name, one.lots) for one in opened.gathered.over_limit]
    form: AwardForm = award_form(bidders, has_limit=opened.gathered.limit is not None)()
    return form


def _asked(form: AwardForm) -> Asked:
    return Asked(form.rule_typed(), form.tie_break(), form.rule_at.data or "", form.orders())


def _rule_page(opened: Opened, form: AwardForm, *, status: int = 200) -> Response:
    return page(
        "lot_awards/rule.html",
        status=status,
        shown=opened.gathered.group,
        opened=opened,
        form=form,
        refused=None,
        errors=errors_of(form),
    )


def _review_page(
    opened: Opened, form: AwardForm, confirm: ConfirmForm, outcome: Refused | None = None
) -> Response:
    """Show what the lots come to by the rule, and who is one bidder, before it is confirmed."""
    here = installation()
    group = opened.gathered.group
    found = review(here.store, person(), group.procurement_id, _asked(form), now=here.now)
    if isinstance(found, Refused):
        return page(
            "lot_awards/rule.html",
            status=CONFLICT,
            shown=group,
            opened=opened,
            form=form,
            refused=None,
            errors=refusal_errors(found),
        )
    errors = (*refusal_errors(outcome), *errors_of(confirm))
    return page(
        "lot_awards/review.html",
        status=status_of(outcome, errors),
        shown=group,
        found=found,
        lots=reviewed_lots(found),
        notes=reviewed_notes(found),
        asked=found.worked.asked,
        confirm=confirm,
        carried=[
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in _NOT_CARRIED
        ],
        words=words,
        refused=None,
        errors=errors,
    )


def _back(procurement_id: UUID) -> Response:
    return redirect(url_for(".lots", procurement_id=procurement_id))


def _status() -> int:
    return 200 if request.method == "GET" else CONFLICT
