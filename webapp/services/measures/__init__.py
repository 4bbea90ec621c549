"""An authority's own licensed measures: uploading a file, importing it, and what is in force."""

from webapp.services.measures.files import (
    Head,
    WaitingFile,
    head_of,
    keep_file,
    open_file,
    organisation_of_file,
)
from webapp.services.measures.importing import (
    Imported,
    ImportRefused,
    ImportRequest,
    import_file,
)
from webapp.services.measures.records import (
    ImportRecord,
    ImportState,
    Licence,
    OwnMeasure,
    find_import,
    find_measure,
    imports_of,
    in_force,
    measures_in_force,
    measures_of,
    organisation_of_import,
    state_of,
)

__all__ = [
    "Head",
    "ImportRecord",
    "ImportRefused",
    "ImportRequest",
    "ImportState",
    "Imported",
    "Licence",
    "OwnMeasure",
    "WaitingFile",
    "find_import",
    "find_measure",
    "head_of",
    "import_file",
    "imports_of",
    "in_force",
    "keep_file",
    "measures_in_force",
    "measures_of",
    "open_file",
    "organisation_of_file",
    "organisation_of_import",
    "state_of",
]
