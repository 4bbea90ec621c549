"""Every table, whichever module declares it: what the migrations are compared with."""

from webapp.store import (
    job_tables,
    measure_tables,
    notification_tables,
    outline_tables,
    panel_tables,
    part_tables,
    people_tables,
    setting_tables,
)
from webapp.store.models import Base

__all__ = [
    "APPEND_ONLY",
    "Base",
    "job_tables",
    "measure_tables",
    "notification_tables",
    "outline_tables",
    "panel_tables",
    "part_tables",
    "people_tables",
    "setting_tables",
]

APPEND_ONLY = (
    "answer",
    "decision",
    "pack_content",
    "audit_entry",
    "authority_setting",
    "draft",
    "draft_value",
    "draft_value_removed",
    "draft_transition",
    "measure_import",
    "imported_measure",
    "part_revision",
    "stress_run",
    "attachment",
    "attachment_removed",
    "outline_version",
    "outline_route",
    "outline_step",
    "outline_comment",
    "conflict_declaration",
    "conflict_confirmation",
    "meeting",
    "meeting_step",
    "agenda_item",
    "attendance",
    "vote",
    "panel_decision",
    "panel_condition",
    "condition_step",
    "minutes",
)
"""Tables whose rows are never changed and never deleted; triggers refuse both."""
