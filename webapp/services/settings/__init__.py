"""The authority's own settings: adopted ones, and the drafts in which they are proposed."""

from webapp.services.settings.adopted import (
    Adopted,
    NoSuchOrganisation,
    history,
    stack_in,
    stack_of_digests,
    stack_of_organisation,
)
from webapp.services.settings.drafts import (
    Draft,
    Listed,
    NoSuchDraft,
    State,
    digest_of,
    drafts_of,
    open_draft,
    organisation_of_draft,
    stack_of_draft,
    stack_without_draft,
)

__all__ = [
    "Adopted",
    "Draft",
    "Listed",
    "NoSuchDraft",
    "NoSuchOrganisation",
    "State",
    "digest_of",
    "drafts_of",
    "history",
    "open_draft",
    "organisation_of_draft",
    "stack_in",
    "stack_of_digests",
    "stack_of_draft",
    "stack_of_organisation",
    "stack_without_draft",
]
