"""Which way an award goes: to the bodies that the packs name for the value, or to an officer."""

from dataclasses import dataclass

from rules.pack import Citation
from webapp.roles import PANEL, Role
from webapp.services.approval.routing import routing_of
from webapp.services.decisions.decisions import decided
from webapp.services.settling.judging import Judged

_BECAUSE = (
    "The tender holds no decided procurement, so that no rule says who approves. Podium's default "
    "stands: the organisation's own panel."
)


@dataclass(frozen=True, slots=True)
class AwardRoute:
    """Who approves an award, and why.

    `bodies` are the titles of the bodies that decide, none where it is delegated to one officer.
    `roles` are those of which whoever enters the decision holds one.
    """

    bodies: tuple[str, ...]
    roles: frozenset[Role]
    because: str
    cites: tuple[Citation, ...] = ()

    @property
    def is_delegated(self) -> bool:
        """Whether one officer decides alone."""
        return not self.bodies


def route_of(found: Judged) -> AwardRoute:
    """Return the route of the award of a tender, as the packs that decided its procurement have it.

    The rules name who approves an outline by its value and its risk; the award follows them.
    """
    procurement, packs = found.tender.procurement, found.built.packs
    if procurement is None:
        return AwardRoute(("The organisation’s panel",), PANEL, _BECAUSE)
    routing = routing_of(decided(procurement, packs), packs)
    if routing.is_delegated:
        role = routing.delegate_role or Role.PROCUREMENT_OFFICER
        return AwardRoute((), frozenset({role}), routing.because, routing.cites)
    bodies = tuple(one.title for one in routing.bodies)
    return AwardRoute(bodies, PANEL, routing.because, routing.cites)
