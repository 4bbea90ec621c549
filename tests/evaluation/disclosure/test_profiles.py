"""The table of redaction, tried for every kind of thing, audience and phase."""

import pytest

from evaluation.disclosure import (
    GROUNDS,
    PROFILES,
    Audience,
    Ground,
    How,
    Rows,
    Sort,
    Thing,
    treatment_of,
)
from evaluation.disclosure.grounds import COMMERCIAL, CONFIDENCE, LIVE, PERSONAL, SENSITIVE
from evaluation.panel.phases import Phase

OTHERS = (Audience.BIDDER, Audience.PUBLIC)
ABOUT_ONE_BIDDER = {
    Thing.ASKED,
    Thing.BIDDERS,
    Thing.RECEIPTS,
    Thing.BIDS,
    Thing.AGREED,
    Thing.SETTLED,
    Thing.LOW_PRICES,
    Thing.LETTERS,
}
FROM_BIDS = {
    *(ABOUT_ONE_BIDDER - {Thing.ASKED, Thing.BIDDERS}),
    *(Thing.MARKS, Thing.DRAFTS, Thing.MODERATION, Thing.EVALUATIONS, Thing.OUTCOME),
}


@pytest.mark.parametrize("audience", Audience)
def test_every_kind_of_thing_has_a_rule_for_every_audience(audience: Audience) -> None:
    assert list(PROFILES[audience]) == list(Thing)


@pytest.mark.parametrize("thing", Thing)
def test_a_court_gets_everything_whole_and_without_a_ground(thing: Thing) -> None:
    treatment = treatment_of(thing, Audience.COURT, Phase.AWARDED)

    assert (treatment.how, treatment.grounds, dict(treatment.withheld)) == (How.WHOLE, (), {})


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("thing", Thing)
def test_to_others_nothing_is_whole_and_whatever_is_not_has_its_ground(
    thing: Thing, audience: Audience
) -> None:
    rule = PROFILES[audience][thing]

    assert rule.how is not How.WHOLE
    assert rule.grounds
    assert set(rule.grounds) | set(rule.withheld.values()) <= set(GROUNDS)
    assert set(rule.withheld.values()) <= set(rule.grounds)


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("thing", Thing)
def test_to_others_people_are_called_by_their_roles_everywhere(
    thing: Thing, audience: Audience
) -> None:
    rule = PROFILES[audience][thing]
    if rule.how is How.REDACTED:
        for sort in (Sort.PERSON, Sort.PEOPLE, Sort.CONTACT, Sort.WORDS):
            assert rule.withheld[sort] is PERSONAL


@pytest.mark.parametrize("thing", sorted(ABOUT_ONE_BIDDER))
def test_a_bidder_gets_of_what_is_about_one_bidder_its_own_rows_alone(thing: Thing) -> None:
    treatment = treatment_of(thing, Audience.BIDDER, Phase.TOLD)

    assert (treatment.how, treatment.rows) == (How.REDACTED, Rows.OWN)


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("thing", sorted(FROM_BIDS))
@pytest.mark.parametrize("phase", [one for one in Phase if not one.is_at_least(Phase.TOLD)])
def test_nothing_of_bids_is_told_to_others_before_bidders_are_told(
    thing: Thing, audience: Audience, phase: Phase
) -> None:
    assert not treatment_of(thing, audience, phase).is_given


@pytest.mark.parametrize("thing", sorted(FROM_BIDS))
@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.OUT, Phase.SEALED])
@pytest.mark.parametrize("audience", Audience)
def test_while_bids_are_sealed_nothing_of_them_is_in_any_file(
    thing: Thing, audience: Audience, phase: Phase
) -> None:
    assert not treatment_of(thing, audience, phase).is_given


@pytest.mark.parametrize("thing", [Thing.MARKS, Thing.DRAFTS, Thing.MODERATION, Thing.AGREED])
@pytest.mark.parametrize("audience", Audience)
def test_marks_are_in_no_file_while_others_are_given_blind(
    thing: Thing, audience: Audience
) -> None:
    for phase in Phase:
        if not phase.is_at_least(Phase.MODERATED):
            assert not treatment_of(thing, audience, phase).is_given


@pytest.mark.parametrize("audience", OTHERS)
def test_drafts_and_marks_of_single_evaluators_are_given_to_no_other(audience: Audience) -> None:
    for thing in (Thing.MARKS, Thing.DRAFTS, Thing.MODERATION, Thing.CALIBRATION):
        assert not treatment_of(thing, audience, Phase.AWARDED).is_given


def test_the_public_gets_no_words_of_a_bid_and_no_price() -> None:
    given = [
        treatment_of(thing, Audience.PUBLIC, Phase.AWARDED)
        for thing in FROM_BIDS
        if treatment_of(thing, Audience.PUBLIC, Phase.AWARDED).is_given
    ]

    assert all(Sort.BIDDER in one.withheld for one in given)
    agreed = treatment_of(Thing.AGREED, Audience.PUBLIC, Phase.AWARDED)
    assert {Sort.REASON, Sort.BID, Sort.BIDDER} <= set(agreed.withheld)
    assert treatment_of(Thing.OUTCOME, Audience.PUBLIC, Phase.TOLD).withheld[Sort.SCORE] is (
        COMMERCIAL
    )


def test_what_waits_for_the_letters_says_that_the_competition_goes_on() -> None:
    treatment = treatment_of(Thing.OUTLINE, Audience.PUBLIC, Phase.SCORING)

    assert (treatment.is_given, treatment.grounds) == (False, (LIVE,))


def test_what_the_panel_wrote_itself_is_nobodys_confidence() -> None:
    withheld = treatment_of(Thing.AGREED, Audience.PUBLIC, Phase.TOLD).withheld

    assert withheld[Sort.REASON] is COMMERCIAL
    assert withheld[Sort.BID] is CONFIDENCE


def test_what_the_act_gives_of_rivals_is_cited_to_bidders_alone() -> None:
    for thing in Thing:
        rule = PROFILES[Audience.PUBLIC][thing]
        assert SENSITIVE not in (*rule.grounds, *rule.withheld.values())


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda one: one.id)
def test_every_ground_names_its_provision_and_what_is_to_be_weighed(ground: Ground) -> None:

    assert " s." in ground.cite
    assert ground.because
    assert ground.weigh
    assert len({one.id for one in GROUNDS}) == len(GROUNDS)
