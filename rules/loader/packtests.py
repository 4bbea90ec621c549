"""A pack's own tests, read from their nodes."""

from collections.abc import Iterable
from types import MappingProxyType

from rules.loader.conditions import Names
from rules.loader.nodes import Listing, Node, Table, Text, as_table, as_text, refuse
from rules.loader.scalars import (
    HOW_IT_IS_WRITTEN,
    nearest,
    read_basis,
    read_value,
    refuse_value,
    typed,
)
from rules.money import Money, parse_percent, parse_pounds
from rules.pack import PackTest
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    OF_DEVELOPMENTS_ALONE,
    SHARED_FACTS,
    Conclusion,
    Fact,
    Kind,
    Supply,
    Value,
)

Given = dict[str, Value | None]


def read_tests(items: Iterable[Node], names: Names) -> tuple[PackTest, ...]:
    """Return the tests of a pack, each with the facts of the base that it is like."""
    bases: dict[str, Given] = {}
    tests: list[PackTest] = []
    seen: set[str] = set()
    for item in items:
        table = as_table(item, "a test")
        if "base" in table.entries:
            table.allow("like", need=("base", "given"))
            base = table.text("base")
            if base in bases:
                refuse(table.place, f"two bases are called «{base}»", "Rename one")
            bases[base] = _given(table, bases, names)
            continue
        test = _test(table, bases, names)
        if test.name in seen:
            refuse(table.place, f"two tests are called «{test.name}»", "Rename one")
        seen.add(test.name)
        tests.append(test)
    return tuple(tests)


def _test(table: Table, bases: dict[str, Given], names: Names) -> PackTest:
    lists = ("needs", "fires", "silent")
    table.allow("like", "given", "expect", "includes", "excludes", *lists, need=("name",))
    if not {"expect", "includes", "excludes", *lists} & table.entries.keys():
        refuse(table.place, "the test expects nothing", "Add «expect», «fires» or «silent»")
    expect, undetermined = _expect(table, names)
    given = {k: v for k, v in _given(table, bases, names).items() if v is not None}
    _refuse_two_subjects(given, table)
    return PackTest(
        name=table.text("name"),
        given=MappingProxyType(given),
        expect=MappingProxyType(expect),
        undetermined=undetermined,
        includes=MappingProxyType(_ids_by_conclusion(table, "includes", names)),
        excludes=MappingProxyType(_ids_by_conclusion(table, "excludes", names)),
        needs=table.texts("needs"),
        fires=table.texts("fires"),
        silent=table.texts("silent"),
        place=table.place,
    )


def _refuse_two_subjects(given: Iterable[str], table: Table) -> None:
    own = [name for name in given if name not in SHARED_FACTS]
    of_development = [name for name in own if name in OF_DEVELOPMENTS_ALONE]
    others = [name for name in own if name not in OF_DEVELOPMENTS_ALONE]
    if of_development and others:
        refuse(
            table.place,
            f"«{of_development[0]}» is told of a development, «{others[0]}» of a procurement",
            "Write a test for each: no case is of both",
        )


def _given(table: Table, bases: dict[str, Given], names: Names) -> Given:
    given: Given = {}
    if "like" in table.entries:
        like = table.text("like")
        if like not in bases:
            refuse(table.place_of("like"), f"no base above is called «{like}»", "Declare it first")
        given.update(bases[like])
    if "given" in table.entries:
        for name, node in as_table(table.entries["given"], "«given»").entries.items():
            fact = FACT_BY_NAME.get(name)
            if fact is None:
                refuse(node.place, f"«{name}» is no fact", nearest(name, FACT_BY_NAME))
            if fact.supply is Supply.DERIVED:
                refuse(node.place, f"«{name}» is derived", "Give the facts it is derived from")
            given[name] = _fact(node, fact, names)
    return given


def _fact(node: Node, fact: Fact, names: Names) -> Value | None:
    if isinstance(node, Text) and node.value == "unknown":
        return None
    if fact.kind is Kind.IDS:
        return _texts(node, fact.name, names.allowed(fact))
    if fact.has_basis:
        return _money(as_table(node, fact.name))
    return read_value(node, fact.kind, fact.name, fact.values)


def _money(table: Table) -> Money:
    table.allow("vat_rate", need=("amount", "vat"))
    written = table.text("amount")
    pence = parse_pounds(written)
    rate = parse_percent(table.text("vat_rate", "20%"))
    if pence is None:
        place = table.place_of("amount")
        refuse_value(Text(written, place), Kind.MONEY, f"«{written}» is not an amount")
    if rate is None:
        place, wanted = table.place_of("vat_rate"), HOW_IT_IS_WRITTEN[Kind.PERCENT]
        refuse(place, f"«{table.text('vat_rate')}» is not a rate", f"Write {wanted}")
    return Money(pence, read_basis(table.text("vat"), table.place_of("vat")), rate)


def _expect(table: Table, names: Names) -> tuple[dict[str, Value | None], tuple[str, ...]]:
    expect: dict[str, Value | None] = {}
    undetermined: list[str] = []
    if "expect" not in table.entries:
        return expect, ()
    for name, node in as_table(table.entries["expect"], "«expect»").entries.items():
        conclusion = _conclusion(name, node)
        word = node.value if isinstance(node, Text) else ""
        if word == "undetermined":
            undetermined.append(name)
        elif word == "absent":
            expect[name] = None
        elif conclusion.kind is Kind.IDS:
            expect[name] = _texts(node, name, names.allowed(conclusion))
        else:
            expect[name] = _expected(node, conclusion, names)
    return expect, tuple(undetermined)


def _expected(node: Node, conclusion: Conclusion, names: Names) -> Value:
    if conclusion.has_basis:
        return _money(as_table(node, conclusion.name))
    text = as_text(node, conclusion.name)
    value = typed(text.value, conclusion.kind, names.allowed(conclusion))
    if value is None:
        wanted = HOW_IT_IS_WRITTEN[conclusion.kind]
        refuse(text.place, f"«{text.value}» is no value of «{conclusion.name}»", f"Write {wanted}")
    return value


def _conclusion(name: str, node: Node) -> Conclusion:
    conclusion = CONCLUSION_BY_NAME.get(name)
    if conclusion is None:
        refuse(node.place, f"«{name}» is no conclusion", nearest(name, CONCLUSION_BY_NAME))
    return conclusion


def _ids_by_conclusion(table: Table, key: str, names: Names) -> dict[str, tuple[str, ...]]:
    if key not in table.entries:
        return {}
    found = {}
    for name, node in as_table(table.entries[key], f"«{key}»").entries.items():
        found[name] = _texts(node, name, names.allowed(_conclusion(name, node)))
    return found


def _texts(node: Node, what: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(node, Listing):
        refuse(node.place, f"«{what}» takes a list", "Write [id, id]")
    texts = tuple(as_text(item, what) for item in node.items)
    for text in texts:
        if text.value not in allowed:
            refuse(text.place, f"«{text.value}» may not stand in «{what}»", "Write a declared id")
    return tuple(text.value for text in texts)
