"""Strict YAML: what is refused before anything of a pack is understood, and where."""

import pytest

from rules.errors import PackIsBroken
from rules.loader.nodes import (
    DEEPEST,
    LARGEST_FILE,
    Listing,
    Table,
    Text,
    as_table,
    canonical,
    read_yaml,
)
from rules.pack import Place


def refusal(content: bytes | str) -> str:
    """Return the words in which a file is refused."""
    with pytest.raises(PackIsBroken) as refused:
        read_yaml(content.encode() if isinstance(content, str) else content, "rules/a.yaml")
    return str(refused.value)


def test_every_node_knows_its_line() -> None:
    node = read_yaml(b"# a comment\nid: a\nlist:\n  - one\n  - {two: 3}\n", "f.yaml")

    assert node == Table(
        {
            "id": Text("a", Place("f.yaml", 2)),
            "list": Listing(
                (
                    Text("one", Place("f.yaml", 4)),
                    Table({"two": Text("3", Place("f.yaml", 5))}, Place("f.yaml", 5)),
                ),
                Place("f.yaml", 4),
            ),
        },
        Place("f.yaml", 2),
    )


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "null", "~", "1:30", "0x1F", "1e3", "2025-02-24"]
)
def test_every_scalar_is_the_text_that_was_written(word: str) -> None:
    assert canonical(read_yaml(f"- {word}\n".encode(), "f.yaml")) == [word]


def test_quoted_and_plain_texts_are_the_same() -> None:
    assert canonical(read_yaml(b"[a, 'a', \"a\"]", "f.yaml")) == ["a", "a", "a"]


def test_a_byte_order_mark_is_not_part_of_the_first_key() -> None:
    assert canonical(read_yaml("\ufeffid: a\n".encode(), "f.yaml")) == {"id": "a"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "id: a\ntitle: b\nid: c\n",
            "rules/a.yaml:3: the key «id» stands twice. Remove one of them.",
        ),
        (
            "a: {b: 1, b: 2}\n",
            "rules/a.yaml:1: the key «b» stands twice. Remove one of them.",
        ),
        (
            "a:\n  b: &here 1\n",
            "rules/a.yaml:2: anchors and aliases are not read. Write the value out.",
        ),
        (
            "a: *here\n",
            "rules/a.yaml:1: anchors and aliases are not read. Write the value out.",
        ),
        (
            "- &here [1]\n",
            "rules/a.yaml:1: anchors and aliases are not read. Write the value out.",
        ),
        (
            "&here a: 1\n",
            "rules/a.yaml:1: anchors and aliases are not read. Write the value out.",
        ),
        (
            "<<: *here\n",
            "rules/a.yaml:1: anchors and aliases are not read. Write the value out.",
        ),
        (
            "a: 1\nb: !!int 5\n",
            "rules/a.yaml:2: tags are not read. Remove the tag: types come from the vocabulary.",
        ),
        (
            "a: !!python/object:os.system x\n",
            "rules/a.yaml:1: tags are not read. Remove the tag: types come from the vocabulary.",
        ),
        (
            "--- !!map\na: 1\n",
            "rules/a.yaml:1: tags are not read. Remove the tag: types come from the vocabulary.",
        ),
        (
            "? [a, b]\n: 1\n",
            "rules/a.yaml:1: a key is not a text. Write the key as one word.",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "rules/a.yaml:2: the file has a second document. Remove the «---».",
        ),
        (
            "a: 1\n...\n---\nb: 2\n",
            "rules/a.yaml:3: the file has a second document. Remove the «---».",
        ),
        ("", "rules/a.yaml:1: the file is empty. Write its content or delete the file."),
        (
            "# only a comment\n",
            "rules/a.yaml:1: the file is empty. Write its content or delete the file.",
        ),
        (
            b"a: 1\nb: \xff\n",
            "rules/a.yaml:2: the file is not UTF-8. Save it as UTF-8.",
        ),
        (
            "title: £5".encode("latin-1"),
            "rules/a.yaml:1: the file is not UTF-8. Save it as UTF-8.",
        ),
        (
            "a: 1".encode("utf-16"),
            "rules/a.yaml:1: the file is not UTF-8. Save it as UTF-8.",
        ),
    ],
)
def test_a_file_is_refused_with_its_line_and_a_remedy(content: bytes | str, words: str) -> None:
    assert refusal(content) == words


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: b: c\n", 1),
        ("a: 1\n b: 2\n", 2),
        ("a: [1, 2\n", 2),
        ("a: '1\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: @b\n", 1),
        ("- a\nb: c\n", 2),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line(content: str, line: int) -> None:
    words = refusal(content)

    assert words.startswith(f"rules/a.yaml:{line}: this is not YAML: ")
    assert words.endswith(". Mend the line.")


@pytest.mark.parametrize("content", [b"a: \x00\n", b"a: \x07\n", "a: \ufffe\n".encode()])
def test_control_characters_are_refused(content: bytes) -> None:
    words = refusal(content)

    assert words.startswith("rules/a.yaml:1: this is not YAML: ")
    assert words.endswith((". Mend the file.", ". Mend the line."))


def test_the_deepest_nesting_that_is_read() -> None:
    deepest = "[" * DEEPEST + "]" * DEEPEST

    assert isinstance(read_yaml(deepest.encode(), "f.yaml"), Listing)
    assert refusal(f"[{deepest}]") == (
        "rules/a.yaml:1: more than 20 levels of nesting. Make it flatter."
    )


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_two_megabytes_of_nesting_are_refused_like_any_other(opening: str) -> None:
    content = opening * ((LARGEST_FILE - 10) // len(opening))

    assert refusal(content).startswith("rules/a.yaml:1: ")


def test_a_larger_file_is_refused_before_it_is_parsed() -> None:
    assert refusal(b" " * (LARGEST_FILE + 1)) == (
        "rules/a.yaml:1: the file is larger than 2,000,000 bytes. Split it by topic."
    )


def table(text: str) -> Table:
    """Return the keys and values of a text."""
    return as_table(read_yaml(text.encode(), "rules/a.yaml"), "it")


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(PackIsBroken) as refused:
        table("id: a\nbecuase: b\n").allow("because", need=("id",))

    assert str(refused.value) == (
        "rules/a.yaml:2: «becuase» is not a key that may stand here. Did you mean «because»?"
    )


def test_an_unknown_key_unlike_any_other_is_to_be_removed() -> None:
    with pytest.raises(PackIsBroken) as refused:
        table("id: a\nzzz: b\n").allow("because", need=("id",))

    assert str(refused.value) == (
        "rules/a.yaml:2: «zzz» is not a key that may stand here. Remove it."
    )


def test_a_missing_key_is_named_with_the_line_of_its_table() -> None:
    with pytest.raises(PackIsBroken) as refused:
        table("\n\nid: a\n").allow("because", need=("id", "cites"))

    assert str(refused.value) == (
        "rules/a.yaml:3: the key «cites» is missing. "
        "Add «cites: [a source's id and the place in it]», as [pa-2023 s.52(1)]."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n", "rules/a.yaml:1: «a» is empty. Give it a value or remove the key."),
        ("a: '  '\n", "rules/a.yaml:1: «a» is empty. Give it a value or remove the key."),
        ("a: [1]\n", "rules/a.yaml:1: «a» is not a single text. Write one text here."),
        ("b: 1\n", "rules/a.yaml:1: the key «a» is missing. Add «a»."),
    ],
)
def test_a_text_is_refused_where_it_is_none(text: str, words: str) -> None:
    with pytest.raises(PackIsBroken) as refused:
        table(text).text("a")

    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\n", "rules/a.yaml:1: «a» is not a list. Write a list, as in [a, b]."),
        ("a: [x, {y: z}]\n", "rules/a.yaml:1: «a» is not a single text. Write one text here."),
        ("a:\n  - x\n  - x\n", "rules/a.yaml:3: «x» stands twice in «a». Remove one."),
    ],
)
def test_a_list_of_texts_is_refused_where_it_is_none(text: str, words: str) -> None:
    with pytest.raises(PackIsBroken) as refused:
        table(text).texts("a")

    assert str(refused.value) == words
