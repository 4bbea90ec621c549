"""Generated procurements: any that the format can carry and the consistency rules allow."""

from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st

from forms.characters import is_invisible, is_refused
from forms.procurement import PLACES
from rules.consistency import inconsistencies
from rules.money import LARGEST_AMOUNT, Money, Pence, Percent, VatBasis
from rules.procurement import Authority, Procurement
from rules.vocabulary import FACT_BY_NAME, FACTS, Fact, Kind, Supply, Value

TITLES = st.text(min_size=1, max_size=300).filter(
    lambda text: not is_invisible(text) and not any(map(is_refused, text))
)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", fullmatch=True)
CODES = st.from_regex(r"[0-9]{8}(-[0-9])?", fullmatch=True).filter(str.isascii)


def values_of(fact: Fact) -> st.SearchStrategy[Value]:
    """Return every value that a fact can be given."""
    match fact.kind, fact.minimum, fact.maximum:
        case Kind.BOOLEAN, _, _:
            return st.booleans()
        case Kind.ENUMERATION, _, _:
            return st.sampled_from(fact.values)
        case Kind.IDS, _, _:
            return st.lists(st.sampled_from(fact.values), unique=True).map(tuple)
        case Kind.DATE, date() as first, date() as last:
            return st.dates(first, last)
        case Kind.INTEGER, int() as least, int() as most:
            return st.integers(least, most)
        case Kind.MONEY, _, _:
            return st.builds(
                Money,
                st.integers(0, LARGEST_AMOUNT).map(Pence),
                st.sampled_from(VatBasis),
                st.integers(0, 100_00).map(Percent),
            )
        case _:
            raise AssertionError(fact)


def asked(*, own: bool) -> list[Fact]:
    """Return the asked facts that have a place of their own, or those that have none."""
    return [fact for fact in FACTS if fact.supply is Supply.ASKED and (fact.name in PLACES) is own]


@st.composite
def procurements(draw: st.DrawFn) -> Procurement:
    """Return a procurement whose facts can stand together."""
    own = {fact.name: draw(values_of(fact)) for fact in asked(own=True)}
    months = {"duration_months", "extension_months"}
    for name in months:
        own[name] = draw(st.none() | values_of(FACT_BY_NAME[name]))  # type: ignore[assignment] # None leaves it unknown
    answers = draw(
        st.fixed_dictionaries({}, optional={f.name: values_of(f) for f in asked(own=False)})
    )
    for one in inconsistencies({**own, **answers}):
        answers.pop(one.fact, None)
        if one.fact == "special_regime":
            own["special_regime"] = "none"
        if one.fact == "also_includes":
            own["also_includes"] = ()
        if one.fact == "estimated_value":
            own["estimated_value"] = Money(Pence(1), VatBasis.INCLUDED)
    authority = Authority(
        draw(TITLES)[:200].strip() or "x", str(own.pop("authority_type")), str(own.pop("nation"))
    )
    return Procurement(
        reference=draw(IDS),
        title=draw(TITLES),
        authority=authority,
        cpv=tuple(draw(st.lists(CODES, max_size=5))),
        answers=MappingProxyType(answers),
        **own,  # type: ignore[arg-type] # each value is of its fact's kind
    )
