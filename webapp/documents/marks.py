"""What stands at the head and the foot of each page of a document, whatever its layout."""

from webapp.documents.content import Document

_DIGITS = 12
_PACK_DIGITS = 8


def running(document: Document) -> str:
    """Return what names a document at the head of a page."""
    return f"{document.kind}: {document.title}"


def marks(document: Document) -> tuple[str, ...]:
    """Return what stands at the foot of every page, of what may be cut off the last.

    The digest of the content and the head of the audit log come first, each by its first
    digits; the document's seal gives them whole. One without an audit log has no head.
    """
    head = document.audit_head[:_DIGITS]
    packs = (f"{pack.id} {pack.version} ({pack.sha256[:_PACK_DIGITS]})" for pack in document.packs)
    return (
        f"content {document.sha256()[:_DIGITS]}",
        *([f"audit {head}"] if head else []),
        *([document.reference] if document.reference else []),
        *packs,
    )
