"""Fields of a release are found by their paths, and nothing there raises."""

from hypothesis import given
from hypothesis import strategies as st

from forms.release import Located, column, texts
from tests.forms.releases import as_read

RELEASE = as_read(
    {
        "tag": ["tender", None, 7],
        "buyer": {"name": " "},
        "parties": [
            {"roles": ["supplier"], "address": {"region": "UKI"}},
            {"roles": ["buyer", "payer"], "address": {"region": "UKG"}},
            {"roles": "buyer", "address": {"region": "UKX"}},
            "buyer",
        ],
        "tender": {"items": [{"classification": {"id": "1"}}, {}, {"classification": None}]},
    }
)


def test_a_value_is_found_with_its_path() -> None:
    assert column(RELEASE, "tender.items[].classification.id") == (
        Located("tender.items[0].classification.id", "1"),
    )


def test_parties_are_chosen_by_their_role() -> None:
    assert column(RELEASE, "parties[buyer].address.region") == (
        Located("parties[1].address.region", "UKG"),
    )


def test_what_is_missing_null_or_of_another_shape_yields_nothing() -> None:
    fields = ("no", "buyer[]", "tag.name", "tender.items.id", "buyer.name.first", "parties[].x")

    assert [column(RELEASE, name) for name in fields] == [()] * len(fields)


def test_only_texts_with_something_in_them_are_texts() -> None:
    assert texts(column(RELEASE, "tag[]")) == (Located("tag[0]", "tender"),)
    assert texts(column(RELEASE, "buyer.name")) == ()


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["tender", "items", "roles", "id"]), inner)
        ),
    )
)
def test_any_value_has_columns(value: object) -> None:
    assert all(
        one.path.startswith("tender.items[")
        for one in column(as_read(value), "tender.items[id].id")
    )
