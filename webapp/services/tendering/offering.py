"""What can be published of a procurement: the sealed outline's criteria, and what binds them."""

from dataclasses import dataclass
from uuid import UUID

from evaluation.model import Model
from evaluation.outline.criteria import Criteria, canonical_of, model_of
from evaluation.outline.criteria.differences import Difference, differences
from evaluation.outline.lots import Division, Lots
from forms.errors import InvalidInput
from rules.decision import Decision
from webapp.services.approval.records import versions_of
from webapp.services.approval.sealing import may_publish
from webapp.services.approval.versions import Version
from webapp.services.parts import part_of_version
from webapp.services.parts.kinds import CRITERIA, LOTS
from webapp.services.preparing.procurements import opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.tendering.published import Published, model_of_json
from webapp.store import Session

NO_CRITERIA = Refused(
    "The approved outline has no award criteria, so that there is no model to publish",
    "Begin a new version of the outline with its criteria, and have it approved",
)


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """The approved outline as a tender: its criteria, its lots, and what the law says of time.

    `days` is the shortest tendering period, None where the answers do not determine it;
    `is_governed` says that the Act's rules on competitive tendering govern the contract.
    """

    procurement_id: UUID
    organisation_id: UUID
    organisation: str
    reference: str
    title: str
    version: Version
    criteria: Criteria
    lots: Lots
    days: int | None
    is_governed: bool
    is_light_touch: bool

    @property
    def model_json(self) -> str:
        """The model as canonical JSON."""
        return canonical_of(self.criteria)

    @property
    def model(self) -> Model:
        """The model."""
        return model_of(self.criteria)

    @property
    def has_lots(self) -> bool:
        """Whether the contract is divided into lots."""
        return self.lots.division is Division.DIVIDED


def offer_of(session: Session, procurement_id: UUID) -> Offer | Refused:
    """Return what can be published of a procurement, or what keeps it from that."""
    refused = may_publish(session, procurement_id)
    if refused is not None:
        return refused
    preparation = opened(session, procurement_id)
    if preparation is None:
        return NO_PROCUREMENT
    version = next(one for one in versions_of(session, procurement_id) if one.stands)
    criteria = part_of_version(session, procurement_id, version.id, CRITERIA)
    if criteria is None or not criteria.criteria:
        return NO_CRITERIA
    model = model_of_json(canonical_of(criteria))
    if isinstance(model, InvalidInput):
        first = model.errors[0]
        return Refused(f"The approved criteria make no model: {first.problem}", first.remedy)
    decision = preparation.decision
    return Offer(
        procurement_id=procurement_id,
        organisation_id=preparation.organisation_id,
        organisation=preparation.organisation,
        reference=preparation.reference,
        title=preparation.title,
        version=version,
        criteria=criteria,
        lots=part_of_version(session, procurement_id, version.id, LOTS) or Lots(),
        days=_days(decision),
        is_governed=_is_governed(decision),
        is_light_touch="light_touch" in str(decision and decision.value("special_rules")),
    )


def criteria_changes(
    session: Session, offer: Offer, published: Published
) -> tuple[Difference, ...]:
    """Return what of the criteria differs from what is published: `mine` is the offer's."""
    if offer.version.id == published.outline_version_id:
        return ()
    versions = versions_of(session, offer.procurement_id)
    before = next(one for one in versions if one.id == published.outline_version_id)
    criteria = part_of_version(session, offer.procurement_id, before.id, CRITERIA)
    return differences(offer.criteria, criteria or Criteria())


def _days(decision: Decision | None) -> int | None:
    found = decision.value("tendering_days_minimum") if decision else None
    return found if isinstance(found, int) else None


def _is_governed(decision: Decision | None) -> bool:
    """Return whether sections 24 and 31 bind: a covered procurement under the Act."""
    return (
        decision is not None
        and decision.value("regime") == "procurement_act_2023"
        and decision.value("coverage") == "above_threshold"
    )
