"""The record: what was done, by whom, when and why, in sentences; and the chain that holds it."""

from webapp.services.record.exporting import (
    ChainState,
    ExportForm,
    checked_chain,
    export,
    export_some,
    is_in_chain,
    organisation_named,
    state_of_chain,
    verified,
)
from webapp.services.record.reading import (
    NOBODY,
    Asked,
    Line,
    RecordPage,
    record_of_organisation,
    record_of_procurement,
)
from webapp.services.record.telling import Group
from webapp.services.record.then import Then, answers_then, part_then

__all__ = [
    "NOBODY",
    "Asked",
    "ChainState",
    "ExportForm",
    "Group",
    "Line",
    "RecordPage",
    "Then",
    "answers_then",
    "checked_chain",
    "export",
    "export_some",
    "is_in_chain",
    "organisation_named",
    "part_then",
    "record_of_organisation",
    "record_of_procurement",
    "state_of_chain",
    "verified",
]
