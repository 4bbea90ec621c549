"""Citations: their sources are declared, and their pinpoints lie where these are mapped.

A place of a source is written as lawyers write it: `s.52(1)`, `ss.34 to 40`, `s.53(4) and (6)`,
`sch.1 rows 7 to 12`, `3.1.4`; what follows it in brackets of its own is a remark.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from rules.loader.nodes import Listing, Node, Table, Text, refuse
from rules.loader.scalars import read_citation
from rules.pack import Citation, Place, Source

_REMARK = re.compile(r"(?<!\bto)(?<!\band) \(.*\)$")
_COUNTED = re.compile(r"\b(?!to\b|and\b)([a-z]+?)s?\.? ?(?=[0-9])")
_NUMBER = "[0-9]{1,4}[A-Z]*"
_NUMBERS = re.compile(
    rf"(?P<stem>.*?)(?P<first>{_NUMBER}) (?P<joint>to|and) (?:(?P=stem))?(?P<last>{_NUMBER})"
)
_BRACKETED = "[0-9A-Za-z]{1,4}"
_BRACKETS = re.compile(
    rf"(?P<stem>.*)\((?P<first>{_BRACKETED})\) (?P<joint>to|and) \((?P<last>{_BRACKETED})\)"
)


def cited_in(nodes: Iterable[Node]) -> Iterator[Text]:
    """Yield every citation that stands under a `cites`, however deep."""
    for node in nodes:
        if isinstance(node, Listing):
            yield from cited_in(node.items)
        elif isinstance(node, Table):
            for key, value in node.entries.items():
                if key == "cites" and isinstance(value, Listing):
                    yield from (item for item in value.items if isinstance(item, Text))
                else:
                    yield from cited_in((value,))


def check_citations(cited: Iterable[Text], sources: Mapping[str, Source]) -> None:
    """Refuse a citation of an undeclared source, or of a place that its source is not mapped at.

    A source that maps nothing may be cited anywhere. Otherwise a pinpoint lies in a place that
    is mapped (`s.52(1)` in `s.52`), or is the whole of which parts are (`sch.3`).

    Raises:
        PackIsBroken: with the file and line of the first such citation.
    """
    mapped = {
        id_: [place for line in source.covers for place in places_in(line.at)]
        for id_, source in sources.items()
    }
    for text in cited:
        citation = read_citation(text)
        if citation.source not in mapped:
            refuse(
                text.place,
                f"the source «{citation.source}» is not declared",
                "Declare it in sources.yaml, or mend the citation",
            )
        if mapped[citation.source]:
            _check_places(citation, mapped[citation.source], text.place)


def _check_places(citation: Citation, mapped: Sequence[str], at: Place) -> None:
    for place in places_in(citation.pinpoint):
        if not any(_lies_in(place, one) or _lies_in(one, place) for one in mapped):
            near = get_close_matches(place, mapped, n=1)
            hint = f"Write «{near[0]}», if that is meant, or add" if near else "Add"
            refuse(
                at,
                f"«{place}» lies in none of the places that «{citation.source}» is mapped at",
                f"{hint} the place to «covers» of «{citation.source}» in sources.yaml",
            )


def _lies_in(part: str, whole: str) -> bool:
    """Return whether a place is another or stands in it; a bare word such as `sch` is no whole."""
    if part == whole:
        return True
    is_numbered = any(char.isdigit() for char in whole)
    return is_numbered and part.startswith(whole) and not part[len(whole)].isalnum()


def places_in(written: str) -> tuple[str, ...]:
    """Return the places that a pinpoint or a line of `covers` names, each spelt one way.

    >>> places_in("ss.34 to 36"), places_in("s.53(4) and (6)"), places_in("s.69 (notice UK17)")
    (('s.34', 's.35', 's.36'), ('s.53(4)', 's.53(6)'), ('s.69',))
    """
    text = _COUNTED.sub(r"\1.", _REMARK.sub("", " ".join(written.split())))
    if found := _BRACKETS.fullmatch(text):
        return tuple(f"{found['stem']}({one})" for one in _opened(found))
    if found := _NUMBERS.fullmatch(text):
        return tuple(f"{found['stem']}{one}" for one in _opened(found))
    return (text,)


def _opened(found: re.Match[str]) -> Sequence[str]:
    """Return what `first to last` or `first and last` means, the two alone if it is unclear."""
    first, last = found["first"], found["last"]
    between: Sequence[str] = ()
    if found["joint"] == "to" and first.isdecimal() and last.isdecimal():
        between = [str(one) for one in range(int(first), int(last) + 1)]
    elif found["joint"] == "to" and len(first) == len(last) == 1:
        between = [chr(one) for one in range(ord(first), ord(last) + 1)]
    return between or (first, last)
