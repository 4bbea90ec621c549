"""The letters to the bidders: what is in their way, each as it will be sent, and sending them."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from evaluation.letters.issuing import LetterWords
from forms.attached_files import safe_name
from forms.letters import SendForm, WordsForm, words_form, words_typed
from webapp.installation import installation
from webapp.services.letters.bundling import bundle_of
from webapp.services.letters.reading import LetterShown, letter_as_sent, letter_shown
from webapp.services.letters.rounds import rounds_of
from webapp.services.letters.sending import LettersPage, letters_page_of, send_letters
from webapp.services.letters.words import WordsPage, give_words, words_page_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.files import HTML, ZIP, sent
from webapp.views.letters import letter_words
from webapp.views.letters.letter_files import letter_file
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import RESULT, TENDER_KEEPING
from webapp.views.refusals import CONFLICT, refusal_errors, status_of
from webapp.views.tendering.bidder_links import bidder_links
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
        is_mailed=installation().settings.sends_mail,
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
        content=shown.article,
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
        read=read_sent(),
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
            links=bidder_links(),
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
        errors=refusal_errors(refusal),
        is_mailed=here.settings.sends_mail,
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


@blueprint.get("/earlier")
@access(RESULT)
def earlier(procurement_id: UUID) -> Response:
    """Show every award that was taken back, with the letters that told of it."""
    here = installation()
    found = rounds_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    return page("letters/earlier.html", procurement=preparation_of(procurement_id), rounds=found)


@blueprint.get("/earlier/<int:number>/bundle.zip")
@access(RESULT)
def earlier_bundle(procurement_id: UUID, number: int) -> Response:
    """Send the sealed bundle of an award that was taken back."""
    here = installation()
    found = bundle_of(here.store, person(), procurement_id, telling=number, now=here.now)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found)
    return sent(found.sealed.data, ZIP, safe_name(f"bundle-{found.reference}-{number}.zip"))


@blueprint.get("/sent/<uuid:letter_id>")
@access(RESULT)
def letter_sent(procurement_id: UUID, letter_id: UUID) -> Response:
    """Show a letter as it was sent, though what it tells was taken back."""
    shown = _sent(procurement_id, letter_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=200)
    return page(
        "letters/letter_sent.html",
        procurement_id=procurement_id,
        letter_id=letter_id,
        shown=shown,
        content=shown.article,
    )


@blueprint.get("/sent/<uuid:letter_id>.html")
@access(RESULT)
def letter_sent_html(procurement_id: UUID, letter_id: UUID) -> Response:
    """Send a letter as the very file that was sent."""
    shown = _sent(procurement_id, letter_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    return sent(shown.html.encode(), HTML, "letter.html")


def _sent(procurement_id: UUID, letter_id: UUID) -> LetterShown | Refused:
    here = installation()
    return letter_as_sent(here.store, person(), procurement_id, letter_id, now=here.now)


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
