"""Beginning a procurement from a published notice: the file, what it tells, and the start."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, current_app, redirect, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from forms.errors import InvalidInput
from forms.notice_imports import LARGEST_NOTICE_FILE, NoticeFileForm, NoticeForm
from rules.uk_time import day_of
from rules.vocabulary import FACT_BY_NAME
from rules.wording import sentence
from webapp.documents.findings import found_words
from webapp.installation import installation
from webapp.roles import WRITERS
from webapp.services.preparing.beginning import AnswersRefused, ReferenceTaken
from webapp.services.preparing.importing_notices import (
    Notice,
    law_then,
    notices_in,
    packed,
    start_from_notice,
    unpacked,
)
from webapp.services.preparing.journey import ALWAYS
from webapp.services.preparing.numbering import free_reference
from webapp.services.preparing.procurements import Started
from webapp.views.access import access, person, takes_files
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.preparing.procurements import TAKEN
from webapp.views.reaches import WRITING
from webapp.views.wording import answer_words

blueprint = Blueprint("notice_imports", __name__, url_prefix="/procurements/import")

LARGEST_REQUEST = LARGEST_NOTICE_FILE + 100_000
NO_NOTICE = "The file holds no notice of that OCID. Check it, or leave it empty to see them all"
_SALT = "a notice that was read"
_LASTS = 24 * 60 * 60
_CONFLICT = 409
_DAY = "commenced_on"


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that a notice tells: in words, and where in the notice it stands.

    `note` says what follows from it, where that is not plain.
    """

    name: str
    title: str
    words: str
    path: str
    is_chosen: bool
    note: str = ""


@blueprint.route("", methods=["GET", "POST"])
@access(WRITING)
@takes_files(LARGEST_REQUEST)
def start() -> Response:
    """Ask for a file with a notice, and show what it tells, or which notices it holds."""
    form = NoticeFileForm()
    if not form.validate_on_submit():
        return page("notice_imports/start.html", status=400 if form.errors else 200, form=form)
    with form.file.data.stream as stream:
        data = stream.read()
    name = "the file"
    try:
        found = notices_in(data, name, ocid=form.ocid.data or "")
    except InvalidInput as refused:
        form.file.errors = tuple(sentence(str(one)) for one in refused.errors)
        return page("notice_imports/start.html", status=400, form=form)
    if not found.offered:
        form.ocid.errors = (NO_NOTICE,)
        return page("notice_imports/start.html", status=400, form=form)
    if found.total == 1:
        return _notice_page(found.offered[0], _form_of(found.offered[0], is_fresh=True))
    return page(
        "notice_imports/choose.html",
        notices=[(one, _seal(one)) for one in found.offered],
        total=found.total,
    )


@blueprint.post("/notice")
@access(WRITING)
def notice() -> Response:
    """Show what the chosen notice tells, or start a procurement with what was ticked."""
    found = _opened(request.form.get("sealed", ""))
    if found is None:
        return redirect(url_for(".start"))
    form = _form_of(found)
    if "reference" not in request.form:
        return _notice_page(found, _form_of(found, is_fresh=True))
    if not form.validate_on_submit():
        return _notice_page(found, form, status=400)
    here = installation()
    outcome = start_from_notice(
        here.store,
        person(),
        found,
        organisation_id=person().with_any(WRITERS)[0].organisation_id,
        reference=form.reference.data or "",
        title=form.title.data or "",
        facts=frozenset(form.facts.data or ()),
        now=here.now,
    )
    match outcome:
        case Started(procurement_id):
            return redirect(url_for("procurements.procurement", procurement_id=procurement_id))
        case ReferenceTaken():
            form.reference.errors = (f"{TAKEN}. Enter another",)
            return _notice_page(found, form, status=_CONFLICT)
        case AnswersRefused():
            error = PageError(refusal_words(outcome), "#facts")
            return _notice_page(found, form, status=_CONFLICT, refused=(error,))


def _form_of(notice: Notice, *, is_fresh: bool = False) -> NoticeForm:
    """Return the form of a notice as it was sent, or a fresh one in which all facts are chosen.

    A day of commencement that is past is left for the buyer to choose: another procurement of
    the same has a day of its own.
    """
    data = {"title": notice.title}
    if is_fresh:
        here, organisation_id = installation(), person().with_any(WRITERS)[0].organisation_id
        data["reference"] = free_reference(here.store, organisation_id, today=day_of(here.now))
    form = NoticeForm(formdata=None, data=data) if is_fresh else NoticeForm(data=data)
    form.facts.choices = [(fact.name, FACT_BY_NAME[fact.name].title) for fact in notice.facts]
    if is_fresh:
        form.facts.data = [
            fact.name for fact in notice.facts if fact.name != _DAY or not _is_past(notice)
        ]
    return form


def _notice_page(
    notice: Notice,
    form: NoticeForm,
    *,
    status: int = 200,
    refused: tuple[PageError, ...] = (),
) -> Response:
    chosen = set(form.facts.data or ())
    told = notice.answers
    return page(
        "notice_imports/notice.html",
        status=status,
        notice=notice,
        form=form,
        sealed=_seal(notice),
        errors=(*errors_of(form), *refused),
        lines=[
            FactLine(
                fact.name,
                FACT_BY_NAME[fact.name].title,
                answer_words(fact.name, fact.value),
                fact.path,
                fact.name in chosen,
                _day_note(notice) if fact.name == _DAY else "",
            )
            for fact in notice.facts
        ],
        is_past=_is_past(notice),
        open=[fact.title for name, fact in FACT_BY_NAME.items() if name in ALWAYS - told.keys()],
    )


def _is_past(notice: Notice) -> bool:
    """Return whether the day on which the notice's procurement commenced has gone by."""
    day = notice.answers.get(_DAY)
    return isinstance(day, date) and day < day_of(installation().now)


def _day_note(notice: Notice) -> str:
    """Return why this day was read, and which law was in force on it."""
    here = installation()
    organisation_id = person().with_any(WRITERS)[0].organisation_id
    then = law_then(here.store, organisation_id, notice)
    if then is None:
        return "The day on which the notice was published."
    law = found_words("regime", then.finding.status, then.finding.value, then.stack)
    return f"The day on which the notice was published. The law of that day: {law}."


def _seal(notice: Notice) -> str:
    """Return a notice sealed, to be carried by the page: only what was read here comes back."""
    return _sealer().dumps(packed(notice))


def _opened(sealed: str) -> Notice | None:
    try:
        return unpacked(_sealer().loads(sealed, max_age=_LASTS))
    except (BadData, KeyError):
        return None


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=_SALT)
