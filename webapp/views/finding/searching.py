"""Finding things: a search through everything, sums of the procurements, the list as a file."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from forms.characters import cleaned
from forms.procurement_filters import LONGEST_SEARCH, words_sought
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.services.finding.overview import overview_of
from webapp.services.finding.searching import search_everything
from webapp.services.finding.spreadsheets import csv_parts
from webapp.views.access import access, person
from webapp.views.finding.overview_words import outcomes_shown, tiers_shown
from webapp.views.finding.procurement_lists import asked_filter, wanted_of, words_of
from webapp.views.finding.search_words import groups_of
from webapp.views.pages import page
from webapp.views.reaches import READING, SIGNED_IN

blueprint = Blueprint("searching", __name__)


@blueprint.get("/search")
@access(SIGNED_IN)
def search() -> Response:
    """Find what holds every word, among what the person may read."""
    sought = cleaned(request.args.get("q", "")[:LONGEST_SEARCH])
    words = words_sought(sought)
    here = installation()
    found = search_everything(here.store, person(), words, on=day_of(here.now))
    groups = groups_of(found, " ".join(words))
    return page(
        "searching/search.html",
        sought=sought,
        longest=LONGEST_SEARCH,
        is_asked=bool(words),
        groups=groups,
    )


@blueprint.get("/overview")
@access(READING)
def overview() -> Response:
    """Show what the procurements come to, by tier and by the outcomes that they ask for."""
    found = overview_of(installation().store, person())
    return page(
        "searching/overview.html",
        overview=found,
        tiers=tiers_shown(found.tiers),
        outcomes=outcomes_shown(found.outcomes),
    )


@blueprint.get("/procurements.csv")
@access(READING)
def spreadsheet() -> Response:
    """Send the list of procurements, narrowed as the page that leads here was, as CSV."""
    here = installation()
    day = day_of(here.now)
    parts = csv_parts(here.store, person(), wanted_of(asked_filter()), today=day, words=words_of)
    response = Response((part.encode() for part in parts), content_type="text/csv; charset=utf-8")
    name = f"procurements {day.isoformat()}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
