"""The manifest of a bundle: what is sealed in it, by which digests, and what replaying it needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from marshmallow import ValidationError, fields

from evaluation.stress.draws import FEWEST_BIDS, LARGEST_SEED, MOST_BIDS, MOST_RUNS, Draws
from forms.bundles.archive import LARGEST_BUNDLE, LONGEST_NAME, MOST_ENTRIES
from forms.errors import InvalidInput
from forms.json_fields import Choice, Day, Identifier, StrictField, Whole, Words, refusing, shown
from forms.json_objects import Part, StrictSchema, placed_errors
from forms.json_text import Json, kind_of, parse_json
from rules.errors import PodiumError

FORMAT = "podium/bundle/1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 5_000_000

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+!-]{0,40}", re.ASCII)
_MOST_VERSIONS = 50
_MOST_PACKS = 20
_SEAL_AGAIN = "Give the bundle as podium bundle wrote it"


class Seal(NamedTuple):
    """What is known of one file: its size, the digest of its bytes, and that of its content.

    Of JSON the content is its canonical form, of a pack's file the whole pack's, of a document's
    layout the document's.
    """

    size: int
    sha256: str
    content_sha256: str


class PackSeal(NamedTuple):
    """A pack of the bundle; the digest is of everything in it that decides."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    `needs` is the version of Podium that can replay it, in two numbers; `made_with` are the
    versions of everything under which its bytes come out the same.
    """

    reference: str
    issued_on: date
    stress: Draws
    needs: str
    made_with: Mapping[str, str]
    packs: tuple[PackSeal, ...]
    files: Mapping[str, Seal]


class _Sha256(StrictField[str]):
    def __init__(self) -> None:
        super().__init__(expects="a SHA-256 of 64 hexadecimal digits", required=True)

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if not _SHA256.fullmatch(text):
            raise refusing(f"{shown(text)} is no SHA-256", f"Give {self.expects}")
        return text


class _Version(StrictField[str]):
    def __init__(self) -> None:
        super().__init__(expects="a version such as 0.1.0", required=True)

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if not _VERSION.fullmatch(text):
            raise refusing(f"{shown(text)} is no version", f"Give {self.expects}")
        return text


class _SealSchema(StrictSchema):
    bytes = Whole(0, LARGEST_BUNDLE, unit="bytes", required=True)
    sha256 = _Sha256()
    content_sha256 = _Sha256()


class _PackSchema(StrictSchema):
    id = Identifier(longest=LONGEST_NAME, required=True)
    version = Words(longest=LONGEST_NAME, required=True)
    sha256 = _Sha256()


class _DrawsSchema(StrictSchema):
    bids = Whole(FEWEST_BIDS, MOST_BIDS, unit="bids", required=True)
    runs = Whole(1, MOST_RUNS, unit="runs", required=True)
    seed = Whole(0, LARGEST_SEED, unit="", required=True)


class _NeedsSchema(StrictSchema):
    podium = _Version()


class _ManifestSchema(StrictSchema):
    format = Choice((FORMAT,), required=True)
    reference = Identifier(longest=LONGEST_NAME, required=True)
    issued_on = Day(None, None, required=True)
    stress = Part(_DrawsSchema, expects="what the stress test drew", required=True)
    needs = Part(_NeedsSchema, expects="the version of Podium that it needs", required=True)
    made_with = fields.Raw(required=True)
    packs = fields.Raw(required=True)
    files = fields.Raw(required=True)


_MANIFEST, _SEAL, _PACK, _A_VERSION = _ManifestSchema(), _SealSchema(), _PackSchema(), _Version()


def read_manifest(data: bytes, *, name: str) -> Manifest:
    """Return the manifest that the bytes describe.

    Raises:
        InvalidInput: it is not a manifest of this format, with every fault.
    """
    value = parse_json(data, name=name, limit=LARGEST_MANIFEST)
    if not isinstance(value, dict):
        raise _refused(name, "", f"it is {kind_of(value)}, not a manifest")
    _refuse_other_formats(value, name)
    try:
        named: Mapping[str, Any] = _MANIFEST.load(value)
        return Manifest(
            reference=named["reference"],
            issued_on=named["issued_on"],
            stress=Draws(**named["stress"]),
            needs=named["needs"]["podium"],
            made_with=MappingProxyType(_versions(value["made_with"])),
            packs=tuple(_packs(value["packs"])),
            files=MappingProxyType(_files(value["files"])),
        )
    except ValidationError as error:
        raise InvalidInput(name, placed_errors(error.messages)) from None


def _refuse_other_formats(value: Mapping[str, Json], name: str) -> None:
    given = value.get("format")
    if isinstance(given, str) and given != FORMAT and given.startswith("podium/"):
        remedy = "Replay it with the version of Podium that sealed it"
        problem = f"{given[:60]} is a format that this version does not know"
        raise InvalidInput(name, (PodiumError("format", problem, remedy),))


def _versions(value: Json) -> dict[str, str]:
    if not isinstance(value, dict) or not 0 < len(value) <= _MOST_VERSIONS:
        raise ValidationError({"made_with": refusing("it names no versions", _SEAL_AGAIN).messages})
    return {key: _read(_A_VERSION, one, ("made_with", key)) for key, one in value.items()}


def _packs(value: Json) -> list[PackSeal]:
    if not isinstance(value, list) or len(value) > _MOST_PACKS:
        raise ValidationError({"packs": refusing("it is no list of packs", _SEAL_AGAIN).messages})
    return [PackSeal(**_loaded(_PACK, one, ("packs", index))) for index, one in enumerate(value)]


def _files(value: Json) -> dict[str, Seal]:
    if not isinstance(value, dict) or not 0 < len(value) <= MOST_ENTRIES:
        raise ValidationError({"files": refusing("it lists no files", _SEAL_AGAIN).messages})
    found = {key: _loaded(_SEAL, one, ("files", key)) for key, one in value.items()}
    return {
        key: Seal(one["bytes"], one["sha256"], one["content_sha256"]) for key, one in found.items()
    }


def _read(field: StrictField[str], value: Json, at: tuple[str, str]) -> str:
    try:
        read: str = field.deserialize(value)
    except ValidationError as error:
        raise ValidationError({at[0]: {at[1]: error.messages}}) from None
    return read


def _loaded(schema: StrictSchema, value: Json, at: tuple[str, str | int]) -> dict[str, Any]:
    if not isinstance(value, dict):
        messages = refusing(f"it is {kind_of(value)}", _SEAL_AGAIN).messages
        raise ValidationError({at[0]: {at[1]: messages}})
    try:
        loaded: dict[str, Any] = schema.load(value)
    except ValidationError as error:
        raise ValidationError({at[0]: {at[1]: error.messages}}) from None
    return loaded


def _refused(name: str, place: str, problem: str) -> InvalidInput:
    return InvalidInput(name, (PodiumError(place, problem, _SEAL_AGAIN),))
