"""Having the rules decide: the same answers under the same packs are decided once a process."""

from functools import lru_cache

from rules.canonical import canonical_text, sha256_of
from rules.decide import decide
from rules.decision import Decision
from rules.procurement import Procurement
from rules.stack import Stack
from rules.vocabulary import Value
from webapp.services.policies.packs import stack_in_force
from webapp.services.preparing.answers import stored

KEPT = 256
"""Decisions kept in a worker's memory; one with its trace takes some 100 kB."""


def stack_of(policy: str | None) -> Stack:
    """Return the packs that decide for an organisation."""
    return stack_in_force(policy)


def decided(procurement: Procurement, stack: Stack) -> Decision:
    """Return the decision on a procurement, with the reasons of the rules that stayed silent."""
    return _kept(CaseByContent(procurement, stack))


def input_sha256(procurement: Procurement) -> str:
    """Return the digest of everything that the rules are told."""
    return sha256_of(_content(procurement))


class CaseByContent:
    """A procurement under a stack of packs, told apart by content."""

    def __init__(self, procurement: Procurement, stack: Stack) -> None:
        self.procurement, self.stack = procurement, stack
        self.key = (stack.digests, input_sha256(procurement))

    def __eq__(self, other: object) -> bool:
        """Return whether the other would be decided alike, and recorded alike."""
        return isinstance(other, CaseByContent) and self.key == other.key

    def __hash__(self) -> int:
        """Return a hash of the content."""
        return hash(self.key)


@lru_cache(maxsize=KEPT)
def _kept(case: CaseByContent) -> Decision:
    return decide(case.procurement, case.stack, why_not=True)


def _content(procurement: Procurement) -> str:
    facts: dict[str, Value] = procurement.facts()
    return canonical_text(
        {
            "reference": procurement.reference,
            "title": procurement.title,
            "authority": procurement.authority.name,
            "facts": {name: stored(value) for name, value in facts.items()},
        }
    )
