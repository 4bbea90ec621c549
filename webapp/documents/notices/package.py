"""The file of a notice: a release package of one release, with the extensions that it uses."""

from uuid import UUID

from webapp.documents.notices.draft import Draft
from webapp.documents.notices.exact_json import Field, written
from webapp.documents.notices.facts import Authority

EXTENSIONS = (
    "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
)
"""The two of the central platform's own packages in which these releases' fields are defined."""

VERSION = "1.1"


def package_of(draft: Draft, authority: Authority, notice_id: UUID) -> str:
    """Return the text of a notice's file; `notice_id` is what the package is known by."""
    found: dict[str, Field] = {
        "uri": f"urn:uuid:{notice_id}",
        "version": VERSION,
        "extensions": EXTENSIONS,
        "publishedDate": draft.release["date"],
        "publisher": {"name": authority.name},
        "releases": (draft.release,),
    }
    return written(found)
