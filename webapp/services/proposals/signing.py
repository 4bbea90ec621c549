"""Whose work a proposal is, and what is still asked of others once it was changed."""

from dataclasses import replace

from evaluation.outline.departures import departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal, Standing, with_author
from webapp.services.accounts import Person


def signed_by(proposal: Proposal, person: Person, ground: Ground | None) -> Proposal:
    """Return a changed proposal as a person's work, without what need not be asked any more.

    Whoever may allow a departure is no longer asked about one that was given up; answers stay.
    """
    signed = with_author(proposal, str(person.id))
    if ground is None:
        return signed
    standing = {(one.key, one.extent) for one in departures(signed, ground)}
    kept = tuple(
        one
        for one in signed.allowings
        if one.standing is not Standing.ASKED or (one.departure, one.extent) in standing
    )
    return replace(signed, allowings=kept)
