"""Answers: what is stored is read back, and makes the procurement that the rules judge."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.money import LARGEST_AMOUNT, Money, Pence, Percent, VatBasis
from rules.procurement import REQUIRED
from rules.vocabulary import FACTS, Kind, Supply, Value
from tests.webapp.samples import BASIC
from webapp.services.preparing.answers import procurement_of, read, stored

MONEY = st.builds(
    Money,
    st.integers(0, LARGEST_AMOUNT).map(Pence),
    st.sampled_from([None, *VatBasis]),
    st.integers(0, 100_00).map(Percent),
)
VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.MONEY: MONEY,
    Kind.DATE: st.dates(),
    Kind.INTEGER: st.integers(0, 10**9),
    Kind.PERCENT: st.integers(0, 100_00),
    Kind.BOOLEAN: st.booleans(),
    Kind.ENUMERATION: st.text(min_size=1),
    Kind.IDS: st.lists(st.text(min_size=1)).map(tuple),
}
ASKED = [fact for fact in FACTS if fact.supply is Supply.ASKED]


@given(data=st.data(), fact=st.sampled_from(ASKED))
def test_every_value_is_read_as_it_was_stored(data: st.DataObject, fact: object) -> None:
    assert isinstance(fact, type(ASKED[0]))
    value = data.draw(VALUES[fact.kind])

    assert read(fact.name, stored(value)) == value


def test_not_known_yet_is_stored_as_nothing() -> None:
    assert stored(None) is None
    assert read("estimated_value", None) is None


def test_money_is_stored_in_text_and_never_as_a_number() -> None:
    value = Money(Pence(360_000_00), VatBasis.INCLUDED)

    assert stored(value) == '{"amount":"360000.00","vat":"included","vat_rate":"20"}'


def test_the_answers_make_the_procurement() -> None:
    made = procurement_of(
        {**BASIC, "work_in_area": True, "uses_energy": None},
        reference="R-1",
        title="Grounds",
        authority="Coventry City Council",
    )

    assert made is not None
    assert (made.authority.type, made.commenced_on) == ("local_authority", date(2026, 3, 2))
    assert dict(made.answers) == {"work_in_area": True, "value_cannot_be_estimated": False}


@pytest.mark.parametrize("missing", REQUIRED)
def test_without_a_required_answer_there_is_no_procurement(missing: str) -> None:
    answers = {name: value for name, value in BASIC.items() if name != missing}

    assert procurement_of(answers, reference="R-1", title="T", authority="A") is None
    assert (
        procurement_of({**answers, missing: None}, reference="R-1", title="T", authority="A")
        is None
    )
