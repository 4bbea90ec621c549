"""A worker made ready before it answers: the packs read, and nothing looked through again.

Reading the packs takes half a second, which the first to ask would wait. And what is there from
the start stays to the end: the garbage collector, which would stop every page for a tenth of a
second to look it through, is told to leave it alone. What is kept later, such as decisions, takes
as long to look through and holds hardly any garbage, so that it is looked through seldom.
"""

import gc

from flask import Flask, current_app

from rules.errors import PodiumError
from rules.evaluators import evaluators_of
from webapp.installation import installation
from webapp.services.policies.packs import stack_in_force
from webapp.store import people

SELDOM = (5_000, 20, 100)
"""After how many new objects the youngest are looked through; of how many such looks one takes in
those that stayed; and of how many of these one takes in everything."""


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
    gc.set_threshold(*SELDOM)
