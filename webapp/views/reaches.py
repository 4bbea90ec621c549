"""Who may reach an endpoint, as it can be declared: by role, as a bidder, or by everybody."""

from dataclasses import dataclass

from webapp.roles import (
    APPROVERS,
    AUDITORS,
    AWARD_APPROVERS,
    COMMENTERS,
    DEPARTURE_ALLOWERS,
    DISCLOSERS,
    EVALUATION_CHAIRS,
    EVALUATION_READERS,
    EVALUATORS,
    INTERESTED,
    INTERESTS_JUDGES,
    MEASURE_IMPORTERS,
    MEASURE_READERS,
    MEETING_CALLERS,
    OPENERS,
    PEOPLE_KEEPERS,
    POLICY_MAKERS,
    POLICY_READERS,
    READERS,
    RESULT_READERS,
    SETTING_READERS,
    TENDER_KEEPERS,
    TENDER_READERS,
    WRITERS,
    Role,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may reach an endpoint: everybody, whoever is signed in, or holders of a role.

    Where the address names a procurement, a draft, or a file or import of measures, the role
    counts only if it is held for the organisation that this belongs to, or for that procurement;
    to all others the page does not exist. A page that names none counts a role for a single
    procurement only if it `is_for_single`, and one that names a procurement does not count it if
    it `is_for_whole`, because what it does goes beyond that procurement. The page of a meeting
    that `is_for_agenda` counts it for what is on the agenda, and shows no more than that.

    What `is_for_bidders` is reached by a bidder that came in by its link, and by nobody who is
    signed in; its address names nothing, so that each bidder finds its own there.
    """

    is_public: bool = False
    roles: frozenset[Role] | None = None
    is_for_single: bool = False
    is_for_whole: bool = False
    is_for_agenda: bool = False
    is_for_bidders: bool = False


PUBLIC = Reach(is_public=True)
SIGNED_IN = Reach()
READING = Reach(roles=READERS, is_for_single=True)
SITTING = Reach(roles=READERS, is_for_single=True, is_for_agenda=True)
WRITING = Reach(roles=WRITERS)
BEGINNING = Reach(roles=WRITERS, is_for_whole=True)
SETTINGS = Reach(roles=SETTING_READERS)
DRAFT_READING = Reach(roles=POLICY_READERS)
DRAFTING = Reach(roles=POLICY_MAKERS)
OWN_MEASURES = Reach(roles=MEASURE_READERS)
IMPORTING = Reach(roles=MEASURE_IMPORTERS)
PEOPLE = Reach(roles=PEOPLE_KEEPERS)
ALLOWING = Reach(roles=DEPARTURE_ALLOWERS)
APPROVING = Reach(roles=APPROVERS)
COMMENTING = Reach(roles=COMMENTERS)
CALLING = Reach(roles=MEETING_CALLERS)
MEETINGS = Reach(roles=READERS)
AUDITING = Reach(roles=AUDITORS)
TENDER_READING = Reach(roles=TENDER_READERS)
TENDER_KEEPING = Reach(roles=TENDER_KEEPERS)
OPENING = Reach(roles=OPENERS)
SCORING = Reach(roles=EVALUATORS)
CHAIRING = Reach(roles=EVALUATION_CHAIRS)
PANEL_READING = Reach(roles=EVALUATION_READERS)
DECLARING = Reach(roles=INTERESTED)
JUDGING = Reach(roles=INTERESTS_JUDGES)
RESULT = Reach(roles=RESULT_READERS)
AWARD_APPROVING = Reach(roles=AWARD_APPROVERS)
DISCLOSING = Reach(roles=DISCLOSERS)
BIDDING = Reach(is_for_bidders=True)
