"""The letters to the bidders: what is in their way, each as it will be sent, and sending them."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from evaluation.telling.issuing import LetterWords
from forms.attached_files import safe_name
from forms.letters import SendForm, WordsForm, words_form, words_typed
from webapp.addresses import bidder_entrance
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.telling_bidders.bundling import bundle_of
from webapp.services.telling_bidders.reading import LetterShown, letter_shown
from webapp.services.telling_bidders.sending import LettersPage, letters_page_of, send_letters
from webapp.services.telling_bidders.words import WordsPage, give_words, words_page_of
from webapp.services.tendering.inviting import Links
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.files import HTML, ZIP, sent
from webapp.views.letters import letter_words
from webapp.views.letters.letter_files import letter_file
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import page
from webapp.views.preparing.part_pages import CONFLICT, refusal_errors, status_of
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import RESULT, TENDER_KEEPING
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint("letters", __name__, url_prefix="/procurements/<uuid:procurement_id>/letters")


@blueprint.get("")
@access(RESULT)
def letters(procurement_id: UUID) -> Response:
    """Show every bidder with its letter, and what is in the way of sending them."""
    found = _letters(procurement_id)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    return page(
        "letters/letters.html",
        procurement=preparation_of(procurement_id),
        found=found,
        words=letter_words,
        is_officer=found.is_officer,
    )


@blueprint.get("/<int:bidder>")
@access(RESULT)
def letter(procurement_id: UUID, bidder: int) -> Response:
    """Show a letter as it is or will be sent."""
    shown = _letter(procurement_id, bidder)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=200)
    return page(
        "letters/letter.html",
        procurement_id=procurement_id,
        bidder=bidder,
        shown=shown,
        content=Markup(shown.article),  # noqa: S704 - rendered by our own templates
    )


@blueprint.get("/<int:bidder>.pdf")
@access(RESULT)
def letter_pdf(procurement_id: UUID, bidder: int) -> Response:
    """Send a letter as a PDF."""
    shown = _letter(procurement_id, bidder)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    return letter_file(shown, f"letter-{bidder}")


@blueprint.get("/<int:bidder>.html")
@access(RESULT)
def letter_html(procurement_id: UUID, bidder: int) -> Response:
    """Send a letter as the very file that was or will be sent."""
    shown = _letter(procurement_id, bidder)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    return sent(shown.html.encode(), HTML, f"letter-{bidder}.html")


@blueprint.route("/<int:bidder>/words", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def words(procurement_id: UUID, bidder: int) -> Response:
    """Ask for what a letter lacks."""
    here = installation()
    found = words_page_of(here.store, person(), procurement_id, bidder, now=here.now)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    form = words_form(found.draft.measures)(data=words_typed(_typed(found)))
    if not form.validate_on_submit():
        return _words_page(procurement_id, found, form)
    outcome = give_words(
        here.store,
        person(),
        procurement_id=procurement_id,
        number=bidder,
        given=_given(found, form),
        read=whole_number(request.form.get("read", "")),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _words_page(procurement_id, found, form, refusal=outcome)
    flash(f"The letter to {found.draft.name} is completed with what you gave.")
    return redirect(url_for(".letters", procurement_id=procurement_id))


@blueprint.route("/send", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def send(procurement_id: UUID) -> Response:
    """Ask once more, and send every letter."""
    here, form = installation(), SendForm()
    refusal = None
    if form.validate_on_submit():
        outcome = send_letters(
            here.store,
            person(),
            procurement_id=procurement_id,
            read=request.form.get("read", ""),
            links=Links(
                lambda token: here.settings.address + bidder_entrance(token),
                is_mailed=here.settings.sends_mail,
            ),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash("Every letter is sent. Publish the contract award notice now.")
            if outcome.links and not outcome.is_mailed:
                return page(
                    "letters/links.html",
                    procurement=preparation_of(procurement_id),
                    links=outcome.links,
                )
            return redirect(url_for(".letters", procurement_id=procurement_id))
        refusal = outcome
    found = _letters(procurement_id)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    if found.drafted is None or (found.not_now is not None and refusal is None):
        return redirect(url_for(".letters", procurement_id=procurement_id))
    return page(
        "letters/send.html",
        status=CONFLICT if refusal else 200,
        procurement=preparation_of(procurement_id),
        found=found,
        words=letter_words,
        errors=refusal_errors(refusal),
    )


@blueprint.get("/bundle.zip")
@access(RESULT)
def bundle(procurement_id: UUID) -> Response:
    """Send the sealed bundle, which `podium replay` recomputes."""
    here = installation()
    found = bundle_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found)
    return sent(found.sealed.data, ZIP, safe_name(f"bundle-{found.reference}.zip"))


def _letters(procurement_id: UUID) -> LettersPage | Refused:
    here = installation()
    return letters_page_of(here.store, person(), procurement_id, now=here.now)


def _letter(procurement_id: UUID, bidder: int) -> LetterShown | Refused:
    here = installation()
    return letter_shown(here.store, person(), procurement_id, bidder, now=here.now)


def _typed(found: WordsPage) -> LetterWords:
    """Return what the form shows at first: what was given, or what the record has."""
    return LetterWords(
        found.words.address or found.address,
        found.words.identifier or found.identifier,
        found.words.shown,
    )


def _given(found: WordsPage, form: WordsForm) -> LetterWords:
    """Return what was given beside what the record has already."""
    words = form.words
    return LetterWords(
        "" if words.address == found.address else words.address,
        "" if words.identifier == found.identifier else words.identifier,
        words.shown,
    )


def _words_page(
    procurement_id: UUID, found: WordsPage, form: WordsForm, *, refusal: Refused | None = None
) -> Response:
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        "letters/words.html",
        status=status_of(refusal, errors),
        procurement=preparation_of(procurement_id),
        found=found,
        form=form,
        errors=errors,
    )
