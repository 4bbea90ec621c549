"""What a PDF says of itself: title, language, dates, and how it may be stored."""

from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from reportlab.pdfbase import pdfdoc

from webapp.documents.content import Document
from webapp.documents.marks import running
from webapp.documents.pdf.tagging import TaggedCanvas, describe_root

CREATOR = "Podium"


def describe(canvas: TaggedCanvas, document: Document) -> None:
    """Set title, author, subject, date of issue and the viewer's preferences."""
    canvas.setTitle(running(document))
    canvas.setAuthor(document.authority)
    canvas.setSubject(f"{document.kind}, {document.reference}")
    canvas.setCreator(CREATOR)
    canvas.setDateFormatter(lambda *_: _pdf_date(document.issued_on))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    packet = _packet(document).encode("utf-8")
    describe_root(canvas.document, Metadata=pdfdoc.XMP(creator=lambda _: packet))


def _pdf_date(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


def _packet(document: Document) -> str:
    day = f"{document.issued_on.isoformat()}T00:00:00Z"
    fields = (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(running(document))}</rdf:li>'
        "</rdf:Alt></dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(document.authority)}</rdf:li></rdf:Seq></dc:creator>"
        "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>"
        f"<dc:identifier>{escape(document.reference)}</dc:identifier>"
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>"
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>"
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:xmp="http://ns.adobe.com/xap/1.0/">{fields}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def stored(content: bytes) -> bytes:
    """Return a PDF with its streams and objects compressed, its identifier made of its content.

    The same bytes come of the same bytes under the same version of the library.
    """
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(
            out,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()
