"""A sealed bundle as it comes in: a zip that may be damaged, or made to harm."""

from forms.bundles.archive import LARGEST_BUNDLE
from forms.bundles.manifest import FORMAT, MANIFEST, Manifest, PackSeal, Seal
from forms.bundles.reading import Bundle, read_bundle

__all__ = [
    "FORMAT",
    "LARGEST_BUNDLE",
    "MANIFEST",
    "Bundle",
    "Manifest",
    "PackSeal",
    "Seal",
    "read_bundle",
]
