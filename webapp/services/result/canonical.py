"""What is put on record of an evaluation, as canonical JSON with its digest."""

import json

from evaluation.tender import Tender
from forms.tender.writing import tender_json
from webapp.services.bundles.canonical import canonical_of


def canonical_tender(tender: Tender) -> str:
    """Return a tender as canonical `podium/tender/1`."""
    return canonical_json_of(tender_json(tender))


def canonical_json_of(value: object) -> str:
    """Return a plain value as canonical JSON: keys sorted, no white space."""
    written = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return canonical_of(written, "record").decode("utf-8", "surrogatepass")
