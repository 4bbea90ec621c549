"""The gaps of a procurement's clauses: which are asked for, what fills them, what is next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import redirect, url_for
from werkzeug.wrappers import Response

from evaluation.outline.clause_problems import clause_problems, unfilled
from evaluation.outline.clauses import ClauseChoice
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice
from evaluation.outline.proposal_problems import Problem
from evaluation.outline.variables import (
    FROM_PROCUREMENT,
    SHARED,
    reading,
    value_words,
    variable,
)
from evaluation.wording import unit_words
from forms.clause_gaps import Gap, GapsForm
from forms.clauses import field_of
from webapp.services.clauses import OpenClauses, standing_of
from webapp.views.clauses.clause_words import ClauseLine, clause_lines, sentence_with
from webapp.views.fields import Control, control
from webapp.views.preparing.going_on import to_next_task
from webapp.views.revisions import Compared

_MERE_NUMBER = "count"


@dataclass(frozen=True, slots=True)
class ClauseCard:
    """The clause of a measure with the controls that fill its gaps."""

    line: ClauseLine
    controls: tuple[Control, ...]


def clause_cards(found: OpenClauses, form: GapsForm) -> tuple[ClauseCard, ...]:
    """Return the clause of each measure that is included, in the order of the proposal."""
    if found.ground is None:
        return ()
    lines = clause_lines(found, found.ground)
    return tuple(
        ClauseCard(line, tuple(_gap_controls(found, form, choice)))
        for line, choice in zip(lines, found.included, strict=True)
    )


def _gap_controls(found: OpenClauses, form: GapsForm, choice: Choice) -> Iterator[Control]:
    """Yield the controls of a clause's gaps, each under the sentence in which it stands."""
    standing = standing_of(found, choice)
    for gap in form.gaps:
        if gap.measure == choice.measure and standing is not None:
            read = reading(standing, found.clauses, choice.use, found.known)
            yield control(form[gap.field], hint=sentence_with(gap.name, read, standing.texts))


def shared_controls(found: OpenClauses, form: GapsForm) -> tuple[Control, ...]:
    """Return the controls for what all clauses share, with what stands there while one is empty."""
    hints = {
        field_of(name): f"Leave it empty to use: {words}." for name, words in found.known.items()
    }
    return tuple(control(field, hint=hints.get(field.name)) for field in form.of(""))


def titles_of(found: OpenClauses) -> dict[str, str]:
    """Return the titles of the measures that are included."""
    ground = found.ground
    return {one.measure: ground.title(one) for one in found.included} if ground else {}


def gaps_of(found: OpenClauses) -> tuple[Gap, ...]:
    """Return the variables that are asked for: what all clauses share, then measure by measure.

    What bidders offer where they compete is not asked for, unless it was filled all the same.
    """
    ground = found.ground
    if ground is None:
        return ()
    shared = {one.name for one in SHARED}
    used: set[str] = set()
    own: list[Gap] = []
    for choice in found.included:
        standing = standing_of(found, choice)
        names = standing.texts.placeholders if standing else ()
        used |= shared & set(names)
        own += [
            Gap(name, choice.measure, _unit(name, choice, ground))
            for name in names
            if name not in {*FROM_PROCUREMENT, *shared} and not _is_offered(name, choice, standing)
        ]
    return (*(Gap(one.name) for one in SHARED if one.name in used), *own)


def unit_of(choice: Choice, ground: Ground) -> str:
    """Return what the quantity of a measure is counted in, empty for a mere number."""
    indicator = ground.indicator(choice.measure)
    unit = choice.own.unit if choice.own else indicator.unit if indicator else ""
    return "" if unit == _MERE_NUMBER else unit_words(unit)


def values_of(found: OpenClauses, gaps: Iterable[Gap]) -> dict[Gap, str]:
    """Return what fills each gap now, empty where nothing does."""
    held = {one.measure: one.values for one in found.clauses.choices} | {"": found.clauses.values}
    return {gap: held.get(gap.measure, {}).get(gap.name, "") for gap in gaps}


def shared_lines(found: OpenClauses) -> list[tuple[str, str]]:
    """Return what all clauses share, in words; the area is the authority's unless it is said."""
    values = {one.name: value_words(one) for one in found.clauses.shared}
    return [(one.title, values.get(one.name) or found.known.get(one.name, "")) for one in SHARED]


def still_to_do(found: OpenClauses) -> tuple[Problem, ...]:
    """Return what keeps the clauses from being submitted."""
    preparation = found.preparation
    return clause_problems(found.clauses, found.proposal, preparation.decision, preparation.stack)


def next_step(found: OpenClauses, *, after: str = "") -> Response:
    """Lead to a clause that needs its own page, to the gaps that are left, or to the next task.

    `after` is the measure that was just settled: the search for a clause begins behind it.
    """
    id_ = found.preparation.id
    problems = still_to_do(found)
    if not problems:
        return to_next_task(id_, after="clauses.clauses", saved="The clauses are settled.")
    waiting = {one.place.partition(":")[2] for one in problems}
    order = [one.measure for one in found.included]
    at = order.index(after) + 1 if after in order else 0
    for choice in (*found.included[at:], *found.included[:at]):
        measure = choice.measure
        if measure in waiting and measure != after and _needs_page(found, choice):
            address = url_for("settling_clauses.clause", procurement_id=id_, measure_id=measure)
            return redirect(address)
    return redirect(url_for("clauses.clauses", procurement_id=id_, saved="gaps"))


def gaps_compared(
    titles: Mapping[str, str],
    theirs: Mapping[tuple[str, str], str],
    yours: Mapping[str, Mapping[str, str]],
) -> Iterator[Compared]:
    """Yield both versions of each gap; `titles` are those of the measures."""
    for (measure, name), value in theirs.items():
        title = variable(name).title
        words = f"{titles[measure]}: {title}" if measure in titles else title
        yield Compared(words, value, yours[measure][name])


def _needs_page(found: OpenClauses, choice: Choice) -> bool:
    """Return whether what a clause lacks is more than gaps, and other than to be kept as it is."""
    settled = found.clauses.choice(choice.measure)
    if settled is None:
        return standing_of(found, choice) is None
    return not unfilled(choice, settled, found.clauses)


def _unit(name: str, choice: Choice, ground: Ground) -> str:
    return unit_of(choice, ground) if name == "quantity" else ""


def _is_offered(name: str, choice: Choice, standing: ClauseChoice | None) -> bool:
    is_filled = standing is not None and name in standing.values
    return choice.use.is_award and variable(name).is_offered and not is_filled
