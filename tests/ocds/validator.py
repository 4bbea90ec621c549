"""What libcoveocds finds of a release package, with the schemas that are kept beside this file.

Its extensions are asked for at their own addresses, at which the kept files answer; whatever else
is asked for is refused, so that no test reaches a network.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import unquote
from zipfile import ZipFile

from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig
from ocdsextensionregistry.util import session
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

KEPT: Final = Path(__file__).parent / "kept"
_FILES_OF_EU: Final = "https://standard.open-contracting.org/profiles/eu/latest/en/"
_ARCHIVE_OF_UK: Final = "https://github.com/cabinetoffice/ocds_uk_extension/archive/main.zip"


class NothingIsKeptOf(Exception):
    """Something was asked for at an address for which nothing is kept."""


class _Kept(BaseAdapter):
    """Answers with what is kept of an address, as a server would, and at no other address."""

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:  # noqa: ANN401 - what requests hands over
        """Return what is kept of the address that is asked for."""
        response = Response()
        response.status_code = 200
        response.url = request.url or ""
        response.request = request
        response.raw = HTTPResponse(
            BytesIO(_kept(response.url)), preload_content=False, request_url=response.url
        )
        return response

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the validator found; each is empty where all is well.

    `errors` are what the schemas refuse, `additional` the fields and `codes` the codes that neither
    the standard nor the extensions know, `conformance` what breaks a rule of OCDS beside the
    schemas, `checks` fields that are empty, and `extensions` those that could not be applied.
    """

    errors: tuple[str, ...] = ()
    additional: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    conformance: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()


def findings(package: str) -> Found:
    """Return what is wrong with a release package."""
    config = LibCoveOCDSConfig({"context": "api", "standard_zip": _archive(KEPT / "standard")})
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Kept())
    with TemporaryDirectory() as folder:
        found: Mapping[str, Any] = ocds_json_output(
            folder, json_data=json.loads(package), lib_cove_ocds_config=config, record_pkg=False
        )
    return Found(
        errors=_texts(found["validation_errors"]),
        additional=_texts(found["additional_fields"]),
        codes=(
            *_unknown(found["additional_open_codelist_values"]),
            *_unknown(found["additional_closed_codelist_values"]),
        ),
        conformance=_texts(found.get("conformance_errors", {})),
        checks=_texts(found.get("additional_checks", {})),
        extensions=_texts(found["extensions"]["invalid_extension"]),
    )


def _unknown(found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Give the codes that no codelist holds.

    The validator takes up what an extension adds to a codelist of the standard, not what it adds
    to one of another extension, as that of the United Kingdom does.
    """
    for place, one in found.items():
        path = KEPT / "uk" / "codelists" / f"+{one['codelist']}"
        rows = csv.DictReader(path.read_text().splitlines()) if path.is_file() else ()
        unknown = set(one["values"]) - {row["Code"] for row in rows}
        yield from (f"{place}: {code}" for code in sorted(unknown))


def _texts(found: Mapping[str, object] | list[object]) -> tuple[str, ...]:
    if isinstance(found, Mapping):
        return tuple(f"{key}: {value}" for key, value in found.items())
    return tuple(map(str, found))


def _kept(address: str) -> bytes:
    if address == _ARCHIVE_OF_UK:
        return _archive(KEPT / "uk")
    path = KEPT / "eu" / unquote(address.removeprefix(_FILES_OF_EU))
    if address.startswith(_FILES_OF_EU) and path.is_file():
        return path.read_bytes()
    raise NothingIsKeptOf(address)


def _archive(folder: Path) -> bytes:
    """Return a folder as the archive in which a repository is handed out."""
    archive = BytesIO()
    with ZipFile(archive, "w") as made:
        made.mkdir(folder.name)
        for path in sorted(folder.rglob("*.*")):
            made.write(path, path.relative_to(folder.parent).as_posix())
    return archive.getvalue()
