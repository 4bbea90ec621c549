"""Whatever is sent in place of a tender is read, or refused in words that help."""

import copy
from typing import Any, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from evaluation.tender import Tender
from forms.errors import InvalidInput
from forms.tender import read_model, read_tender
from tests.evaluation.generation import tenders
from tests.evaluation.written import written_tender
from tests.forms.samples import read_or_refused
from tests.forms.tender.documents import EVERYTHING, EXAMPLE, sent

Path: TypeAlias = tuple[str | int, ...]


def places_in(value: object, path: Path = ()) -> list[Path]:
    """Return the path of every value in a document."""
    members: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        members = list(value.items())
    if isinstance(value, list):
        members = list(enumerate(value))
    return [path, *(found for key, one in members for found in places_in(one, (*path, key)))]


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["passed", "failed", "0", "-1", "4 ", "1e5", "0-5", "price", "set_range"])
    | st.sampled_from(["group", "gate", "scored", "quality_credit", "mean", "A", "carbon"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text()
            | st.sampled_from(["id", "kind", "agreed", "individual", "_schema", "criteria"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)


@given(st.data())
def test_whatever_stands_wherever_is_read_or_refused_in_words(data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(st.sampled_from([EXAMPLE, EVERYTHING])))
    for _ in range(data.draw(st.integers(1, 4))):
        *outer, last = data.draw(st.sampled_from(places_in(document)[1:]))
        inner: Any = document
        for key in outer:
            inner = inner[key]
        match data.draw(st.sampled_from(["change", "remove", "repeat", "add"])):
            case "change":
                inner[last] = data.draw(ANYTHING)
            case "remove":
                del inner[last]
            case "repeat" if isinstance(inner, list):
                inner += copy.deepcopy(inner[-1:])
            case _ if isinstance(inner, dict):
                inner[data.draw(st.text())] = data.draw(ANYTHING)
        if not document:
            return

    both = [
        read_or_refused(lambda: read_tender(sent(document), name="x")),
        read_or_refused(lambda: read_model(sent(document), name="x")),
    ]

    assert not any(isinstance(one, InvalidInput) for one in both)
    assert both[1] is not None or both[0] is None


@given(st.binary(max_size=100))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    assert read_or_refused(lambda: read_tender(data, name="x")) is None


@given(tenders())
def test_every_tender_that_can_be_written_is_read_again(tender: Tender) -> None:
    assert read_tender(sent(written_tender(tender)), name="x") == tender
