"""One measure of a proposal: what it is used as, why, and how it passes the four screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.bases import bases_for
from evaluation.outline.burden import burden_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Screen, Use, with_choices
from evaluation.outline.screens import QUESTIONS, Question, Suggestion, suggestions
from evaluation.outline.sheet import offered
from evaluation.wording import unit_words
from forms.proposals import ChoiceForm, choice_form, reason_of
from webapp.installation import installation
from webapp.services.parts import PartStale
from webapp.services.proposals import OpenProposal, choose
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import Control, control, errors_of
from webapp.views.pages import page
from webapp.views.preparing.certainty import tag_of
from webapp.views.proposal.building_proposal import grounded, opened, refused_errors
from webapp.views.proposal.proposal_ways import next_step
from webapp.views.reaches import WRITING
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "measure_choices", __name__, url_prefix="/procurements/<uuid:procurement_id>/proposal/measures"
)


@dataclass(frozen=True, slots=True)
class BasisShown:
    """A text that a screen rests on, with the tag of how sure it is."""

    words: str
    tag: str


@dataclass(frozen=True, slots=True)
class ScreenShown:
    """A screen of a measure: the question, its two controls, what the machine says, its grounds.

    `is_open` is whether the measure is asked for and this has neither a yes nor a no.
    """

    question: Question
    suggestion: Suggestion
    bases: tuple[BasisShown, ...]
    controls: tuple[Control, ...]
    is_filled_in: bool
    is_open: bool


@blueprint.route("/<string:measure_id>", methods=["GET", "POST"])
@access(WRITING)
def measure(procurement_id: UUID, measure_id: str) -> Response:
    """Ask what a measure is used as, and screen it."""
    found, ground = grounded(procurement_id)
    choice = _choice_of(found, ground, measure_id)
    suggested = _suggested(found, ground, choice)
    form = choice_form()(
        choice=choice,
        proposed=ground.proposed_use(measure_id),
        suggested=suggested,
    )
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return _measure_page(found, ground, choice, form, status=status)
    here = installation()
    outcome = choose(
        here.store,
        person(),
        procurement_id=procurement_id,
        choice=form.choice(),
        ground=ground,
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, PartStale):
        theirs = outcome.other.value.choice(measure_id)
        lines = _compared(theirs, form.choice())
        other = other_version(outcome.other.made_by, outcome.other.made_at, lines)
        revision = outcome.other.revision
        return _measure_page(
            found, ground, choice, form, status=409, other=other, revision=revision
        )
    if isinstance(outcome, Refused):
        return _measure_page(found, ground, choice, form, status=409, refusal=outcome)
    return next_step(opened(procurement_id), but=measure_id)


def _choice_of(found: OpenProposal, ground: Ground, measure_id: str) -> Choice:
    """Return what was chosen of a measure, or the choice that the rules would make.

    Raises:
        NotFound: Neither the policy nor the proposal has such a measure.
    """
    held = found.proposal.choice(measure_id)
    if held is not None:
        return held
    if measure_id not in ground.stack.indicators:
        raise NotFound
    return Choice(measure_id, ground.proposed_use(measure_id) or Use.LEFT_OUT)


def _suggested(found: OpenProposal, ground: Ground, choice: Choice) -> tuple[Suggestion, ...]:
    """Return what the machine says of each screen, the measure being included."""
    use = choice.use if choice.is_included else ground.proposed_use(choice.measure) or Use.AWARD
    included = Choice(choice.measure, use, own=choice.own)
    burden = burden_of(with_choices(offered(found.proposal, ground), [included]), ground)
    return suggestions(choice.measure, use, choice.own, ground, burden)


def _measure_page(
    found: OpenProposal,
    ground: Ground,
    choice: Choice,
    form: ChoiceForm,
    *,
    status: int,
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
    revision: int | None = None,
) -> Response:
    indicator = ground.indicator(choice.measure)
    outcome = ground.stack.outcomes.get(ground.outcome(choice.measure, choice.own))
    return page(
        "measure_choices/measure.html",
        status=status,
        preparation=found.preparation,
        form=form,
        choice=choice,
        can_be_removed=choice.own is not None or indicator is None,
        title=ground.title(choice),
        unit=unit_words(choice.own.unit if choice.own else indicator.unit if indicator else ""),
        outcome=outcome,
        proposed=ground.proposed_use(choice.measure),
        because=ground.because(ground.rules_proposing(choice.measure)),
        screens=_screens_shown(found, ground, choice, form),
        errors=(*refused_errors(refusal, "#use"), *errors_of(form)),
        closed=found.closed,
        other=other,
        revision=found.revision if revision is None else revision,
    )


def _screens_shown(
    found: OpenProposal, ground: Ground, choice: Choice, form: ChoiceForm
) -> tuple[ScreenShown, ...]:
    shown = []
    for suggestion in _suggested(found, ground, choice):
        question = QUESTIONS[suggestion.screen]
        bases = bases_for((*question.bases, *suggestion.bases), ground)
        shown.append(
            ScreenShown(
                question,
                suggestion,
                tuple(BasisShown(one.words, tag_of([one.confidence])) for one in bases),
                (
                    control(form[suggestion.screen.value], hint=question.help),
                    control(form[reason_of(suggestion.screen)]),
                ),
                is_filled_in=form[reason_of(suggestion.screen)].data == suggestion.because,
                is_open=choice.is_included and suggestion.screen in form.unanswered,
            )
        )
    return tuple(shown)


def _compared(theirs: Choice | None, yours: Choice) -> Iterator[Compared]:
    """Yield both versions of a choice, line by line."""
    yield Compared("Used as", theirs.use.words if theirs else "", yours.use.words)
    yield Compared("Why", theirs.because if theirs else "", yours.because)
    for screen in Screen:
        yield Compared(
            QUESTIONS[screen].title, _answer_words(theirs, screen), _answer_words(yours, screen)
        )


def _answer_words(choice: Choice | None, screen: Screen) -> str:
    answer = choice.answer(screen) if choice else None
    if answer is None:
        return ""
    question = QUESTIONS[screen]
    return f"{question.passes if answer.passes else question.fails}: {answer.because}"
