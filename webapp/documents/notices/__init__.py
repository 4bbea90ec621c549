"""Notices for the central platform, as OCDS releases with the United Kingdom's extension.

Only what is on record goes into a release; what a notice asks for beside it is listed.
"""

from webapp.documents.notices.award_notice import award_notice
from webapp.documents.notices.contract_notice import contract_notice
from webapp.documents.notices.draft import Draft, Held, Issue, Missing, NoticeKind
from webapp.documents.notices.exact_json import written
from webapp.documents.notices.facts import (
    Authority,
    Award,
    Contract,
    Ending,
    Kpi,
    Offered,
    Purchase,
    Winner,
)
from webapp.documents.notices.package import EXTENSIONS, package_of
from webapp.documents.notices.tender_notice import tender_notice
from webapp.documents.notices.termination_notice import termination_notice

__all__ = [
    "EXTENSIONS",
    "Authority",
    "Award",
    "Contract",
    "Draft",
    "Ending",
    "Held",
    "Issue",
    "Kpi",
    "Missing",
    "NoticeKind",
    "Offered",
    "Purchase",
    "Winner",
    "award_notice",
    "contract_notice",
    "package_of",
    "tender_notice",
    "termination_notice",
    "written",
]
