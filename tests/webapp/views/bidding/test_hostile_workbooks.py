"""Workbooks that were changed, damaged or made to do harm, through both pages that take bids.

What is a workbook is taken in and told cell by cell; what is none, or runs something, is refused
with what to do, and leaves nothing behind.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from random import Random
from uuid import UUID
from zipfile import ZipFile

import pytest
from werkzeug.test import TestResponse

from evaluation.workbook import Part, Workbook
from evaluation.workbook.places import cell_at
from forms.tender_workbook import LARGEST_BID
from tests.forms.packing import packed
from tests.webapp.bids import bid_file, bidder_ids, come_in
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.documents.workbook.filling import changed
from webapp.roles import Role
from webapp.services.bids.reading import Looked, issued, look_through
from webapp.store import bids as rows

Parts = dict[str, str]
Change = Callable[[Parts], None]
_BOOK, _TYPES, _TEXTS = "xl/workbook.xml", "[Content_Types].xml", "xl/sharedStrings.xml"
_START = "xl/worksheets/sheet1.xml"
_ENTITIES = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.fixture
def bidder(stranger: Client, links: list[str]) -> Client:
    """A client of the first bidder."""
    come_in(stranger, links[0])
    return stranger


@pytest.fixture
def workbook(store: WatchedStore, tender_id: UUID) -> Workbook:
    """The workbook as it was issued."""
    found = issued(store, tender_id)
    assert found is not None
    return found


@pytest.fixture
def whole(store: WatchedStore, tender_id: UUID) -> bytes:
    """A bid in which nothing is wrong."""
    return bid_file(store, tender_id).data


def post_file(client: Client, address: str, token: str, data: bytes, name: str) -> TestResponse:
    """Send a file in a form, as bytes: a client of the tests would put large ones on the disk."""
    body = (
        f'--here\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        f'--here\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    ).encode()
    return client.post(
        address,
        data=body + data + b"\r\n--here--\r\n",
        content_type="multipart/form-data; boundary=here",
    )


def send(client: Client, data: bytes, name: str = "bid.xlsx") -> TestResponse:
    """Send a file on the bidder's own page."""
    form = next(one for one in forms_in(client.get("/bid").text) if "upload" in one.action)
    return post_file(client, form.action, form.hidden["csrf_token"], data, name)


def upload(client: Client, tender_id: UUID, data: bytes, name: str = "bid.xlsx") -> TestResponse:
    """Upload a file that the second bidder brought, on the officer's page."""
    address = f"/procurements/{tender_id}/tender/bids/from/2"
    form = forms_in(client.get(address).text)[-1]
    return post_file(client, address, form.hidden["csrf_token"], data, name)


def part_of(workbook: Workbook, part: Part) -> tuple[str, str]:
    """Return the sheet that asks for a part of a bid, as the file names it, and its first cell."""
    for number, sheet in enumerate(workbook.sheets, start=1):
        for placed, cell in sheet.inputs():
            if cell.asked.part is part:
                return f"xl/worksheets/sheet{number}.xml", cell_at(placed.row, placed.column)
    raise LookupError(part)


def put(sheet: str, at: str, cell: str) -> Change:
    """Return a change that puts a cell's XML in place of what it held."""
    held = re.compile(rf'<c r="{at}"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)

    def change(parts: Parts) -> None:
        parts[sheet], count = held.subn(lambda _: f'<c r="{at}"{cell}', parts[sheet])
        assert count == 1, at

    return change


def replaced(part: str, before: str, after: str) -> Change:
    """Return a change of the first place at which some words stand in a part."""

    def change(parts: Parts) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after, 1)

    return change


def found_in(workbook: Workbook, data: bytes) -> Looked:
    """Return what is read of a bid when it is opened."""
    return look_through(workbook, data)


def count_of(store: WatchedStore, tender_id: UUID) -> int:
    """Return how many bids came in."""
    with store.reading() as session:
        return len(rows.receipts(session, tender_id))


LAYOUT: Mapping[str, tuple[Change, str]] = {
    "a hidden sheet": (
        replaced(_BOOK, 'name="Price"', 'name="Price" state="hidden"'),
        "a hidden sheet",
    ),
    "a very hidden sheet": (
        replaced(_BOOK, 'name="Price"', 'name="Price" state="veryHidden"'),
        "a hidden sheet",
    ),
    "a hidden sheet that was added": (
        replaced(
            _BOOK,
            "</sheets>",
            '<sheet name="Mine" sheetId="99" state="veryHidden" r:id="rId1"/></sheets>',
        ),
        "a hidden sheet that was added",
    ),
    "a locked cell that was changed": (
        replaced(_TEXTS, "without VAT", "with VAT"),
        "with VAT",
    ),
    "merged cells": (
        replaced(
            _START,
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        ),
        "merged cells",
    ),
    "a formula that was changed": (
        lambda parts: parts.update(
            {_START: re.sub("<f>.*?</f>", "<f>1+1</f>", parts[_START], count=1)}
        ),
        "the formula “=1+1”",
    ),
    "a formula that calls a program": (
        lambda parts: parts.update(
            {_START: re.sub("<f>.*?</f>", "<f>cmd|'/c calc'!A1</f>", parts[_START], count=1)}
        ),
        "the formula “=cmd|&#39;/c calc&#39;!A1”",
    ),
}


@pytest.mark.parametrize("case", LAYOUT)
def test_a_workbook_whose_layout_was_changed_is_taken_in_read_and_told(
    case: str,
    bidder: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    tender_id: UUID,
    workbook: Workbook,
    whole: bytes,
) -> None:
    change, told = LAYOUT[case]
    data = changed(whole, change)

    answer = send(bidder, data)
    by_officer = upload(client_of(Role.PROCUREMENT_OFFICER), tender_id, data)

    assert (answer.status_code, by_officer.status_code) == (200, 302)
    assert count_of(store, tender_id) == 2
    assert "to be mended in this workbook" in answer.text
    assert told in answer.text
    read, plain = found_in(workbook, data), found_in(workbook, whole)
    assert plain.findings == ()
    assert (read.price, read.answers, read.declared) == (plain.price, plain.answers, plain.declared)


CELLS = {
    "a date": (' t="d"><v>2026-10-25T01:30:00Z</v></c>', "the date “2026-10-25T01:30:00Z”"),
    "an error": (' t="e"><v>#REF!</v></c>', "the error “#REF!”"),
    "true": (' t="b"><v>1</v></c>', "the true or false “1”"),
    "beyond any number": ("><v>1E308</v></c>", "the number “1E308”"),
    "beyond all bounds": ("><v>1E400</v></c>", "the number “1E400”"),
    "below zero": ("><v>-0.01</v></c>", "the number “-0.01”"),
    "no number": ("><v>NaN</v></c>", "the number “NaN”"),
    "a formula": ("><f>1+1</f><v>2</v></c>", "the formula “=1+1”"),
    "European words": (' t="str"><v>125.000,50</v></c>', "the text “125.000,50”"),
    "thousands parted by points": (' t="str"><v>125.000</v></c>', "the text “125.000”"),
    "pence in thousandths": ("><v>1.005</v></c>", "which has 3 decimals"),
    "nothing at all": ("/>", "nothing"),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_price_that_is_none_is_told_by_its_cell_and_never_guessed(
    case: str, bidder: Client, workbook: Workbook, whole: bytes
) -> None:
    cell, told = CELLS[case]
    sheet, at = part_of(workbook, Part.PRICE)
    data = changed(whole, put(sheet, at, cell))

    answer = send(bidder, data)

    assert answer.status_code == 200
    assert f"Price, {at}" in answer.text
    assert told in answer.text
    read = found_in(workbook, data)
    assert read.price is None
    assert read.answers


@pytest.mark.parametrize(
    ("cell", "price"),
    [
        ("><v>125000.5</v></c>", "125000.5"),
        (' t="str"><v>£125,000.50</v></c>', "125000.5"),
        ("><v>125000.50000000001</v></c>", "125000.5"),
        ("><v>0</v></c>", "0"),
    ],
)
def test_a_price_in_the_forms_of_this_country_is_read_exactly(
    cell: str, price: str, bidder: Client, workbook: Workbook, whole: bytes
) -> None:
    sheet, at = part_of(workbook, Part.PRICE)
    data = changed(whole, put(sheet, at, cell))

    answer = send(bidder, data)

    assert "Every cell was read, and nothing is missing." in answer.text
    assert found_in(workbook, data).price == price


def rows_below(parts: Parts) -> None:
    """Put 100,000 rows below those that were issued."""
    added = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(5_000, 105_000)
    )
    parts[_START] = parts[_START].replace("</sheetData>", f"{added}</sheetData>")


def entities(parts: Parts) -> None:
    """Have a text come out of entities that multiply."""
    head, _, rest = parts[_TEXTS].partition("?>")
    parts[_TEXTS] = f"{head}?>{_ENTITIES}{rest}"


def link_out(parts: Parts) -> None:
    """Have the workbook draw on another."""
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"


def swell(parts: Parts) -> None:
    """Add parts that unpack to more than a bid may, each at a modest rate."""
    drawn = Random(1)  # noqa: S311 - characters that don't pack, the same in each run
    pieces = [drawn.randbytes(2_000).hex() + "0" * 30_000 for _ in range(600)]
    for number in range(6):
        parts[f"xl/media/part{number}.txt"] = "".join(pieces[number::6])


UNREADABLE: Mapping[str, tuple[Change, str]] = {
    "entities that multiply": (entities, "the part has a DOCTYPE"),
    "a link to another workbook": (link_out, "it draws on other workbooks"),
    "parts that are too large together": (swell, "it unpacks to more than 16,000,000 bytes"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_workbook_that_can_not_be_read_is_taken_in_and_says_so_before_all_else(
    case: str,
    bidder: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    tender_id: UUID,
    workbook: Workbook,
    whole: bytes,
) -> None:
    change, told = UNREADABLE[case]
    data = changed(whole, change)
    assert len(data) < LARGEST_BID

    answer = send(bidder, data)
    by_officer = upload(client_of(Role.PROCUREMENT_OFFICER), tender_id, data)

    assert (answer.status_code, by_officer.status_code) == (200, 302)
    assert count_of(store, tender_id) == 2
    assert "Nothing that was asked for could be read from this workbook" in answer.text
    assert told in answer.text
    assert found_in(workbook, data).is_empty


def test_a_hundred_thousand_rows_that_were_added_are_not_read(
    bidder: Client, workbook: Workbook, whole: bytes
) -> None:
    data = changed(whole, rows_below)

    answer = send(bidder, data)

    assert answer.status_code == 200
    assert found_in(workbook, data).price == found_in(workbook, whole).price


def macros(parts: Parts) -> None:
    """Put a program in."""
    parts["xl/vbaProject.bin"] = "program"


def macro_type(parts: Parts) -> None:
    """Call it a workbook for macros, as a renamed .xlsm is."""
    plain = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert plain in parts[_TYPES]
    parts[_TYPES] = parts[_TYPES].replace(plain, "vnd.ms-excel.sheet.macroEnabled.main+xml")


def bomb(_: bytes) -> bytes:
    """Return less than 4 MB that claim to unpack to 400."""
    sheets = {f"xl/worksheets/sheet{at}.xml": b" " * 10_000_000 for at in range(1, 41)}
    return packed({_TYPES: "<Types/>", _BOOK: "<workbook/>", **sheets})


def nested(_: bytes) -> bytes:
    """Return a zip of zips."""
    inner = packed({"zeros": bytes(100_000_000)})
    return packed({f"{at}.zip": inner for at in range(10)})


def encrypted(whole: bytes) -> bytes:
    """Return a zip whose first part says that it is encrypted."""
    data = bytearray(whole)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def spreadsheet(_: bytes) -> bytes:
    """Return an OpenDocument spreadsheet under the name of a workbook."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": "<office/>"})


def with_change(change: Change) -> Callable[[bytes], bytes]:
    return lambda whole: changed(whole, change)


def with_relations(whole: bytes, count: int) -> bytes:
    """Return a workbook with a list of so many relations, which packs at a modest rate."""
    drawn = Random(1)  # noqa: S311 - characters that don't pack, the same in each run
    many = b"".join(
        b"<a b='c'/>" * 20 + b"<a b='%x'/>" % drawn.randrange(16**6) for _ in range(count // 20)
    )
    with ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, "xl/_rels/more.rels": b"<Relationships>" + many + b"</Relationships>"})


REFUSED: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "it is empty"),
    "cut off": (lambda whole: whole[: len(whole) // 2], "the file is damaged or cut off"),
    "cut off by a byte": (lambda whole: whole[:-30], "the file is damaged or cut off"),
    "with a password": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64,
        "protected by a password",
    ),
    "encrypted inside": (encrypted, "the part is encrypted"),
    "a spreadsheet of another kind": (spreadsheet, "it is OpenDocument spreadsheet"),
    "macros": (with_change(macros), "it holds macros"),
    "a renamed .xlsm": (with_change(macro_type), "it holds macros"),
    "4 MB that unpack to 400": (bomb, "claim to unpack to 10,000,000"),
    "a zip of zips": (nested, "it is an archive, or no document that is known"),
    "millions of relations": (
        lambda whole: with_relations(whole, 1_000_000),
        "the parts that say what the others are have more than",
    ),
    "too many relations": (
        lambda whole: with_relations(whole, 100_000),
        "one of its parts can&#39;t be read",
    ),
    "too large": (lambda _: b"PK\x03\x04" + bytes(LARGEST_BID), "a bid has at most 4,000,000"),
}


@contextmanager
def nothing_kept(store: WatchedStore, tender_id: UUID) -> Iterator[None]:
    """Fail if anything was taken in within."""
    before = count_of(store, tender_id)
    yield
    assert count_of(store, tender_id) == before


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_workbook_or_runs_something_is_refused_with_what_to_do_and_not_kept(
    case: str,
    bidder: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    tender_id: UUID,
    whole: bytes,
) -> None:
    make, told = REFUSED[case]
    data = make(whole)

    with nothing_kept(store, tender_id):
        answer = send(bidder, data)
        by_officer = upload(client_of(Role.PROCUREMENT_OFFICER), tender_id, data)

    assert (answer.status_code, by_officer.status_code) == (400, 400)
    assert told in answer.text
    assert told in by_officer.text
    assert send(bidder, whole).status_code == 200
    assert bidder_ids(store, tender_id, NOW)
