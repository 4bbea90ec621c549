"""An award on which several act at once: decided once, and every bidder told once.

Two processes answer, and each race is run on both kinds of database.
"""

from collections import Counter
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from sqlalchemy import select

from tests.webapp.browsers import at_once, statuses
from tests.webapp.cli.sites import HOUR, Site
from tests.webapp.letters import approved_tender, step
from tests.webapp.results import evaluated_tender
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.awarding.doing import BECAUSE, MINUTE
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.award_tables import AwardStep, AwardTelling, LetterSent
from webapp.store.notification_tables import Mail

pytestmark = pytest.mark.slow


def evaluated(site: Site) -> Scene:
    """Put a tender on record that is evaluated."""
    now = datetime.now(UTC) - HOUR
    return evaluated_tender(site.store, site.person_of, now, reference=site.reference())


def approver(site: Site, scene: Scene, person: Person) -> Person:
    """Have somebody who approves declare that they have no interest in any bidder."""
    seat(site.store, scene, person, datetime.now(UTC), questions=())
    return person


def states(site: Site, scene: Scene) -> list[tuple[int, str]]:
    """Return the steps of an award by their numbers."""
    with site.store.reading() as session:
        found = session.scalars(select(AwardStep).filter_by(procurement_id=scene.procurement_id))
        return sorted((one.number, one.state) for one in found)


def test_two_officers_recommend_at_once_and_one_recommendation_stands(site: Site) -> None:
    scene = evaluated(site)
    page = f"/procurements/{scene.procurement_id}/award/recommendation"
    forms = [
        site.browser(person).ready(page, {"because": f"{BECAUSE} So says {person.name}."})
        for person in (
            site.person_of(Role.PROCUREMENT_OFFICER),
            site.somebody(Role.PROCUREMENT_OFFICER),
        )
    ]

    answers = at_once(*(one.send for one in forms))

    assert statuses(answers) == [302, 409]
    assert states(site, scene) == [(1, "recommended")]
    assert [act for act, _ in site.acts(scene.procurement_id)].count("recommend-award") == 1


def test_an_award_approved_and_refused_at_once_is_one_or_the_other(site: Site) -> None:
    scene = evaluated(site)
    officer = site.person_of(Role.PROCUREMENT_OFFICER)
    now = datetime.now(UTC)
    step(site.store, scene, "recommended", officer, Role.PROCUREMENT_OFFICER, now, number=1)
    page = f"/procurements/{scene.procurement_id}/award/decision"
    told = {"because": "The minutes say why", "minute": MINUTE}
    forms = [
        site.browser(person).ready(page, {"decision": decision, **told})
        for person, decision in (
            (approver(site, scene, site.person_of(Role.PANEL_CHAIR)), "approved"),
            (approver(site, scene, site.somebody(Role.PANEL_CHAIR)), "refused"),
        )
    ]

    answers = at_once(*(one.send for one in forms))

    assert statuses(answers) == [302, 409]
    won = "approved" if answers[0].status == HTTPStatus.FOUND else "refused"
    assert states(site, scene) == [(1, "recommended"), (2, won)]
    assert site.acts(scene.procurement_id)


def test_an_approval_while_the_recommendation_is_taken_back_rests_on_it_or_is_refused(
    site: Site,
) -> None:
    scene = evaluated(site)
    officer = site.person_of(Role.PROCUREMENT_OFFICER)
    now = datetime.now(UTC)
    step(site.store, scene, "recommended", officer, Role.PROCUREMENT_OFFICER, now, number=1)
    award = f"/procurements/{scene.procurement_id}/award"
    chair = approver(site, scene, site.person_of(Role.PANEL_CHAIR))
    approve = site.browser(chair).ready(
        f"{award}/decision", {"decision": "approved", "because": "", "minute": MINUTE}
    )
    withdraw = site.browser(officer).ready(f"{award}/withdrawal", {"because": "A letter came"})

    answers = at_once(approve.send, withdraw.send)

    assert statuses(answers) == [302, 409]
    won = "approved" if answers[0].status == HTTPStatus.FOUND else "withdrawn"
    assert states(site, scene) == [(1, "recommended"), (2, won)]


def test_letters_sent_by_three_windows_at_once_go_out_once(site: Site) -> None:
    scene = approved_tender(
        site.store, site.person_of, datetime.now(UTC), reference=site.reference()
    )
    page = f"/procurements/{scene.procurement_id}/letters/send"
    officer = site.person_of(Role.PROCUREMENT_OFFICER)
    other = site.somebody(Role.PROCUREMENT_OFFICER)
    forms = [site.browser(one).ready(page, {}) for one in (officer, officer, other)]

    answers = at_once(*(one.send for one in forms))

    assert statuses(answers)[0] == HTTPStatus.OK
    assert max(statuses(answers)) < HTTPStatus.INTERNAL_SERVER_ERROR
    with site.store.reading() as session:
        tellings = session.scalars(
            select(AwardTelling).filter_by(procurement_id=scene.procurement_id)
        ).all()
        letters = session.scalars(
            select(LetterSent).filter_by(procurement_id=scene.procurement_id)
        ).all()
        reference = site.reference_of(scene.procurement_id)
        mails = session.scalars(
            select(Mail).where(
                Mail.subject.startswith("The outcome of the tender"),
                Mail.subject.contains(reference),
            )
        ).all()
    assert len(tellings) == 1
    assert Counter(one.bidder_id for one in letters) == Counter(scene.bidders)
    assert len({one.recipient for one in mails}) == len(mails) == len(scene.bidders)
    assert {one.made_at for one in letters} == {tellings[0].made_at}
    assert {one.queued_at for one in mails} == {tellings[0].made_at}
    acts = [act for act, _ in site.acts(scene.procurement_id)]
    assert acts.count("send-award-letters") == 1
