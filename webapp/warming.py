"""A worker made ready before it answers: the packs read, and nothing looked through again.

Reading the packs takes half a second, which the first to ask would wait. And what is there from
the start stays to the end: the garbage collector, which would stop every page for a tenth of a
second to look it through, is told to leave it alone.
"""

import gc

from flask import Flask, current_app

from rules.errors import PodiumError
from rules.evaluators import evaluators_of
from webapp.installation import installation
from webapp.services.packs import stack_in_force
from webapp.store import people


def warm_up(app: Flask) -> None:
    """Read what the organisations of an installation are decided by."""
    with app.app_context():
        try:
            with installation().store.reading() as session:
                policies = people.policies(session)
            for policy in policies:
                evaluators_of(stack_in_force(policy))
        except PodiumError as error:
            current_app.logger.warning("Not everything could be read ahead: %s", error)
    gc.collect()
    gc.freeze()
