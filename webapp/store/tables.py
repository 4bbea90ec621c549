"""Every table, whichever module declares it: what the migrations are compared with."""

from webapp.store import job_tables, measure_tables, setting_tables
from webapp.store.models import Base

__all__ = ["Base", "job_tables", "measure_tables", "setting_tables"]
