"""The roles that a person can hold for an organisation, and what they open today."""

from enum import StrEnum


class Role(StrEnum):
    """The closed list of roles."""

    BUYER = "buyer"
    PROCUREMENT_OFFICER = "procurement_officer"
    PANEL_MEMBER = "panel_member"
    PANEL_CHAIR = "panel_chair"
    EVALUATOR = "evaluator"
    EVALUATION_CHAIR = "evaluation_chair"
    SUPPLIER = "supplier"
    CONTRACT_MANAGER = "contract_manager"
    POLICY_OWNER = "policy_owner"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """The role in words."""
        return self.value.replace("_", " ").capitalize()


WRITERS = frozenset({Role.BUYER, Role.PROCUREMENT_OFFICER})
"""Those who may start a procurement, answer its questions and have it decided."""

READERS = WRITERS | {
    Role.PANEL_MEMBER,
    Role.PANEL_CHAIR,
    Role.CONTRACT_MANAGER,
    Role.POLICY_OWNER,
    Role.AUDITOR,
}
"""Those who may read procurements that are being prepared.

Evaluators and their chair see a tender once there is one, suppliers an invitation; an
administrator looks after people, not procurements.
"""

POLICY_MAKERS = frozenset({Role.POLICY_OWNER, Role.ADMINISTRATOR})
"""Those who may propose the authority's own settings, and approve what another proposed."""

POLICY_READERS = POLICY_MAKERS | {Role.AUDITOR}
"""Those who may read drafts of settings; the settings in force are open to whoever reads."""

SETTING_READERS = READERS | POLICY_MAKERS
"""Those who may read the settings in force."""

MEASURE_READERS = frozenset(Role) - {Role.SUPPLIER}
"""Those who may read the authority's own licensed measures: its people, and not its bidders."""

MEASURE_IMPORTERS = frozenset({Role.POLICY_OWNER})
"""Those who may import the authority's own licensed measures."""

PANEL = frozenset({Role.PANEL_MEMBER, Role.PANEL_CHAIR})
"""Those who sit on the bodies that approve outlines."""

APPROVERS = PANEL | {Role.PROCUREMENT_OFFICER}
"""Those who may decide on an outline: on a panel, or alone where it is delegated to an officer."""

COMMENTERS = PANEL | WRITERS
"""Those who may comment on a submitted outline, and answer a comment."""

MEETING_CALLERS = frozenset({Role.PANEL_CHAIR, Role.PROCUREMENT_OFFICER})
"""Those who call a meeting, keep its agenda and its attendance, and draft its minutes."""

CONFLICT_JUDGES = MEETING_CALLERS
"""Those who confirm that a declared conflict of interest can be managed, if it is not their own."""

PEOPLE_KEEPERS = frozenset({Role.ADMINISTRATOR})
"""Those who invite people, and give and end their roles."""

DEPARTURE_ALLOWERS = frozenset({Role.PROCUREMENT_OFFICER, Role.POLICY_OWNER, Role.PANEL_CHAIR})
"""Those who may allow a proposal to depart from a rule, each as far as the rule names them."""

AUDITORS = frozenset({Role.AUDITOR})
"""Those who read the record of everything that the organisation did, and may take it along."""

TENDER_KEEPERS = frozenset({Role.PROCUREMENT_OFFICER})
"""Those who publish a tender, invite bidders, answer them, and take in a bid for one of them."""

EVALUATORS = frozenset({Role.EVALUATOR, Role.EVALUATION_CHAIR})
"""Those who score bids, each the questions that are assigned."""

EVALUATION_CHAIRS = frozenset({Role.EVALUATION_CHAIR})
"""Those who moderate what evaluators gave."""

OPENERS = WRITERS | EVALUATION_CHAIRS
"""Those by whose hands bids are opened: two people, each with another role."""

TENDER_READERS = READERS | EVALUATORS
"""Those who may see how far a tender has come; what is in a bid is another matter."""

EVALUATION_READERS = EVALUATORS | WRITERS | AUDITORS
"""Those who may see who is on the evaluation panel, and how much of its work is done."""

INTERESTED = EVALUATORS | TENDER_KEEPERS | PANEL
"""Those who declare their interests in the bidders: whoever evaluates, keeps or approves."""

INTERESTS_JUDGES = EVALUATION_CHAIRS | TENDER_KEEPERS
"""Those who decide on a conflict that somebody on the evaluation panel declared, never their own.

They also set the sample answers on which evaluators try their judgement.
"""

AWARD_APPROVERS = PANEL | {Role.PROCUREMENT_OFFICER}
"""Those who may approve a recommended award, unless they evaluated its bids or recommended it."""

RESULT_READERS = EVALUATION_READERS | PANEL | {Role.CONTRACT_MANAGER, Role.POLICY_OWNER}
"""Those who may see the result of a tender once it is theirs to see."""

DISCLOSERS = TENDER_KEEPERS | AUDITORS
"""Those who may take the file of a procurement along, for a bidder, a request or a court."""
