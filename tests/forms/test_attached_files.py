"""Files that may be attached: told by their content, under names that are safe."""

import tracemalloc
import zlib
from random import Random

import pytest

from forms.attached_files import (
    EXCEL,
    JPEG,
    LARGEST_FILE,
    LONGEST_NAME,
    PDF,
    PLAIN_TEXT,
    PNG,
    SEPARATED,
    SPREADSHEET,
    TEXT_DOCUMENT,
    WORD,
    FileType,
    read_file,
)
from forms.errors import InvalidInput
from tests.forms.packing import packed

TEST_VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
TYPES = "[Content_Types].xml"
ENABLED = b'<Types><Override ContentType="sheet.macro&#69;nabled.main+xml"/></Types>'
CALLED_OTHERWISE = b"<Types><Override PartName='/word/x.bin' ContentType='ms.vbaProject'/></Types>"
OBJECTS = b"%%PDF-1.7 1 0 obj << /Type /ObjStm >> stream\r\n%b\nendstream"


def office(main: str, *, types: bytes = b"<Types/>", **parts: bytes) -> bytes:
    return packed({TYPES: types, main: b"<x/>", **parts})


def open_document(media: str, **parts: bytes) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{media}", **parts})


def problem_of(data: bytes, name: str = "file.pdf") -> str:
    with pytest.raises(InvalidInput) as refused:
        read_file(data, name)
    (error,) = refused.value.errors
    assert error.remedy
    return error.problem


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", PDF),
        (b"\x89PNG\r\n\x1a\n\x00", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (office("word/document.xml"), WORD),
        (office("xl/workbook.xml"), EXCEL),
        (open_document("text"), TEXT_DOCUMENT),
        (open_document("spreadsheet"), SPREADSHEET),
        ("Größe, مرحبا 🌳\n".encode(), PLAIN_TEXT),
        ("Größe\r\n".encode("utf-16"), PLAIN_TEXT),
        ("Größe".encode("cp1252"), PLAIN_TEXT),
        (b"<script>alert(1)</script>", PLAIN_TEXT),
    ],
)
def test_what_a_file_is_is_told_by_its_content(data: bytes, kind: FileType) -> None:
    found = read_file(data, "named.otherwise")

    assert found.type is kind
    assert found.name == f"named.otherwise{kind.ending}"
    assert found.data == data


def test_text_that_is_called_csv_is_csv() -> None:
    assert read_file(b"a,b\n=1+1,2\n", "list.CSV").type is SEPARATED


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("REPORT.PDF", "REPORT.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("report.docx", "report.pdf"),
        ("run.exe", "run.exe.pdf"),
        ('a"b<c>.pdf', "a b c .pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("\x00\n", "file.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
    ],
)
def test_a_name_is_its_last_part_with_the_ending_of_its_content(name: str, shown: str) -> None:
    assert read_file(b"%PDF-1.7", name).name == shown


def test_a_name_has_a_length_that_is_kept() -> None:
    assert len(read_file(b"%PDF-1.7", "x" * 1000).name) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b"%PDF-" + b"0" * LARGEST_FILE, "at most 10,000,000 are taken"),
        (TEST_VIRUS, "what virus scanners look for"),
        (office("word/document.xml", **{"word/x.xml": TEST_VIRUS}), "what virus scanners look"),
        (b"%PDF-1.7 /OpenAction << /S /JavaScript >>", "runs something when it is opened"),
        (b"%PDF-1.7 << /S /Launch /F (x.exe) >>", "runs something when it is opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        (b"MZ\x90\x00\x03", "of no kind that can be attached"),
        (bytes(range(256)), "of no kind that can be attached"),
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (packed({"a.txt": b"a"}), "an archive"),
        (packed({TYPES: b"", "ppt/presentation.xml": b""}), "an archive"),
        (open_document("presentation"), "an archive"),
        (office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "macros"),
        (office("xl/workbook.xml", types=ENABLED), "macros"),
        (office("word/document.xml", types=CALLED_OTHERWISE), "macros"),
        (office("word/document.xml", types=b"<Types"), "can't be read"),
        (office("word/document.xml", types=b"<!DOCTYPE a><Types/>"), "can't be read"),
        (office("word/document.xml", **{"../../evil": b"x"}), "outside of itself"),
        (office("word/document.xml", **{"C:\\evil": b"x"}), "outside of itself"),
        (b"%PDF-1.7 << /S /J#61vaScript >>", "runs something when it is opened"),
        (OBJECTS % zlib.compress(b"<< /S /JavaScript >>"), "runs something when it is opened"),
        (OBJECTS % zlib.compress(bytes(30_000_000)), "runs something when it is opened"),
        (open_document("text", **{"Basic/Standard/Module1.xml": b"x"}), "macros"),
        (office("word/document.xml", **{"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
    ],
    ids=range(25),
)
def test_what_does_harm_or_is_not_known_is_refused(data: bytes, told: str) -> None:
    assert told in problem_of(data)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_document_that_fetches_a_template_is_refused(*, is_first: bool) -> None:
    kind = b'Type="http://x/attachedTemplate" Target="http://e.example/t.dotm"'
    mode = b'TargetMode="External"'
    inner = b" ".join((mode, kind) if is_first else (kind, mode))
    relations = b"<Relationships><Relationship " + inner + b"/></Relationships>"

    data = office("word/document.xml", **{"word/_rels/settings.xml.rels": relations})

    assert "fetches a template" in problem_of(data)


@pytest.mark.parametrize(
    "relations",
    [
        b"<R><Relationship Type='http://x/attachedTemplate' TargetMode='External'/></R>",
        b'<R><Relationship Id=">" Type="x/attachedTemplate" TargetMode="External"/></R>',
        b'<R><Relationship Type="x/attached&#84;emplate" TargetMode="Ext&#101;rnal"/></R>',
        '<R><Relationship Type="x/frame" TargetMode="External"/></R>'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("part", ["word/_rels/settings.xml.rels", "word/_rels/settings.xml.RELS"])
def test_a_document_that_fetches_is_refused_however_it_is_written(
    relations: bytes, part: str
) -> None:
    assert "fetches a template" in problem_of(office("word/document.xml", **{part: relations}))


@pytest.mark.parametrize(
    "objects", [zlib.compress(b"<< /Type /Font >>"), zlib.compress(b"x" * 99)[:20], b"not packed"]
)
def test_packed_objects_that_do_nothing_are_let_pass(objects: bytes) -> None:
    assert read_file(OBJECTS % objects, "file.pdf").type is PDF


def test_a_link_in_a_document_is_no_template() -> None:
    relations = b'<Relationship Type="http://x/hyperlink" TargetMode="External" Target="x"/>'

    data = office("word/document.xml", **{"word/_rels/document.xml.rels": relations})

    assert read_file(data, "a.docx").type is WORD


def test_an_archive_that_unpacks_to_far_more_is_refused() -> None:
    bomb = office("word/document.xml", **{"word/media/a.bin": b"\x00" * 5_000_000})

    assert "claim to unpack" in problem_of(bomb)


@pytest.mark.parametrize("at", range(4))
def test_what_scanners_look_for_is_found_across_the_pieces_in_which_a_part_is_read(
    at: int,
) -> None:
    piece = 65_536
    part = bytes(piece - 20 * at) + TEST_VIRUS + bytes(100)

    data = packed({TYPES: b"<Types/>", "xl/workbook.xml": b"<x/>", "xl/media/a.png": part})

    assert problem_of(data, "a.xlsx") == "it holds what virus scanners look for"


def test_a_large_part_is_looked_through_and_never_held_whole() -> None:
    drawn = Random(1)  # noqa: S311 - bytes that don't pack, the same in each run
    large = b"".join(drawn.randbytes(300) + bytes(29_700) for _ in range(1_000))
    data = packed({TYPES: b"<Types/>", "xl/workbook.xml": b"<x/>", "xl/media/a.png": large})
    del large

    tracemalloc.start()
    read_file(data, "a.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 5_000_000


@pytest.mark.parametrize("part", [TYPES, "xl/_rels/more.rels"])
def test_a_list_of_parts_without_end_is_refused_before_it_fills_the_memory(part: str) -> None:
    drawn = Random(1)  # noqa: S311 - the same numbers in each run
    many = b"".join(
        b"<a b='c'/>" * 20 + b"<a b='%x'/>" % drawn.randrange(16**6) for _ in range(9_000)
    )
    data = packed({TYPES: b"<Types/>", "xl/workbook.xml": b"<x/>", part: b"<T>" + many + b"</T>"})
    del many

    tracemalloc.start()
    found = problem_of(data[:], "a.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found in {
        "the parts that say what the others are have more than 2,000,000 bytes",
        "one of its parts can't be read",
    }
    assert peak < 60_000_000
