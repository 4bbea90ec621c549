"""The pages between a question and its answer: what it would change, what others said meanwhile."""

from flask import request
from werkzeug.wrappers import Response

from rules.procurement import Answers
from webapp.services.preparing.answering import Stale
from webapp.services.preparing.foreseeing import WouldChange
from webapp.services.preparing.journey import OpenPage
from webapp.services.preparing.procurements import Preparation
from webapp.views.pages import page
from webapp.views.preparing.answers_compared import (
    answer_changes,
    carried_fields,
    conflict_rows,
    list_changes,
)
from webapp.views.preparing.progress import change_lines, so_far
from webapp.views.wording import answer_words, title_of_page

_BAD_REQUEST = 400


def conflict_page(
    preparation: Preparation, open_page: OpenPage, answers: Answers, stale: Stale, *, status: int
) -> Response:
    """Show one's own answers beside those that somebody gave meanwhile, and let one choose.

    A status of 400 says that nothing was chosen where the page asked.
    """
    rows = conflict_rows(answers, stale.others)
    return page(
        "questions/conflict.html",
        status=status,
        preparation=preparation,
        heading=title_of_page(open_page.page, preparation.journey.pages),
        rows=rows,
        is_unchosen=status == _BAD_REQUEST,
        version=stale.version,
        carried=carried_fields(request.form, without=[row.fact for row in rows]),
        so_far=so_far(preparation),
    )


def change_page(
    preparation: Preparation, open_page: OpenPage, effect: WouldChange, *, keep: str
) -> Response:
    """Show what an answer would change; `keep` is where to go on if it is dropped."""
    before, stack = effect.before.answers, preparation.stack_today
    return page(
        "questions/change.html",
        preparation=preparation,
        heading=title_of_page(open_page.page, preparation.journey.pages),
        effect=effect,
        answers=answer_changes(before, effect.changes.answers),
        total=len(effect.changes.conclusions),
        lines=change_lines(effect.changes.told, stack),
        unsaid=[change.conclusion.title for change in effect.changes.unsaid],
        lists=list_changes(effect.changes, stack),
        gone=[
            (fact, answer_words(fact.name, before[fact.name]))
            for fact in effect.questions_gone
            if fact.name in before
        ],
        carried=carried_fields(request.form),
        keep=keep,
        so_far=so_far(preparation),
    )
