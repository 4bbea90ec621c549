"""What two packs decide, side by side: which conclusions each reaches, and with which values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.condition import Literal, Operand, ParameterName
from rules.money import Money
from rules.pack import Confidence, Pack, Rule
from rules.reading.phrases import weakest
from rules.reading.rulings import confidence_of
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Conclusion, Kind, Stage, Value
from rules.wording import in_words, lower_first, subject_of, tag_word, unit_of


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that a pack can come to, in words, and how sure it is."""

    words: str
    confidence: Confidence = Confidence.SEEN

    @property
    def tag(self) -> str:
        """The word of its tag, empty where it was seen in its source."""
        return "" if self.confidence is Confidence.SEEN else tag_word(self.confidence)


@dataclass(frozen=True, slots=True)
class Side:
    """What one pack decides of a conclusion: the values it can come to, and by how many rules."""

    values: tuple[Figure, ...]
    rules: int

    @property
    def tag(self) -> str:
        """The tag that all values share, if there are several; then each need not carry it."""
        tags = {value.tag for value in self.values}
        return next(iter(tags)) if len(tags) == 1 < len(self.values) else ""

    @property
    def between(self) -> str:
        """What stands between its values in a sentence."""
        return " or " if {value.words for value in self.values} <= {"yes", "no"} else "; "


@dataclass(frozen=True, slots=True)
class Decided:
    """A conclusion that at least one of two packs decides."""

    name: str
    title: str
    first: Side | None
    second: Side | None


def decided(first: tuple[Pack, Stack], second: tuple[Pack, Stack]) -> tuple[Decided, ...]:
    """Return every conclusion that either pack decides, as both stand on their last day."""
    sides = [_sides(*first), _sides(*second)]
    return tuple(
        Decided(name, _title(conclusion), sides[0].get(name), sides[1].get(name))
        for name, conclusion in CONCLUSION_BY_NAME.items()
        if name in sides[0] or name in sides[1]
    )


def _title(conclusion: Conclusion) -> str:
    """Return a conclusion's title; those of developments say so, and duties have one name."""
    title = conclusion.title
    if conclusion.refers_to == "duty":
        title = CONCLUSION_BY_NAME["duties"].title
    is_of_development = conclusion.stage >= Stage.PLANNING_LAW
    return f"Planning applications: {lower_first(title)}" if is_of_development else title


def _sides(pack: Pack, stack: Stack) -> dict[str, Side]:
    last = pack.until_on or date.max
    rules = [rule for rule in pack.rules if rule.in_force(last)]
    found: dict[str, Side] = {}
    for name in dict.fromkeys(name for rule in rules for name, _ in rule.then):
        concluding = [rule for rule in rules if name in dict(rule.then)]
        found[name] = Side(_values(CONCLUSION_BY_NAME[name], concluding, stack), len(concluding))
    return found


def _values(conclusion: Conclusion, rules: Iterable[Rule], stack: Stack) -> tuple[Figure, ...]:
    held: list[tuple[tuple[int, int], Figure]] = []
    for rule in rules:
        held += _each(rule, conclusion, stack)
    sure: dict[str, list[Confidence]] = {}
    for _, figure in sorted(held, key=lambda pair: pair[0]):
        sure.setdefault(figure.words, []).append(figure.confidence)
    return tuple(Figure(words, weakest(each)) for words, each in sure.items())


def _each(
    rule: Rule, conclusion: Conclusion, stack: Stack
) -> Iterator[tuple[tuple[int, int], Figure]]:
    """Yield each value that a rule concludes with its place in the order of such values."""
    operand: Operand = dict(rule.then)[conclusion.name]
    grounds = (stack.sources[cite.source].confidence for cite in rule.cites)
    own = weakest([rule.confidence, *grounds])
    match operand:
        case Literal(values):
            for value in values:
                yield _order(value, conclusion), Figure(_words(value, conclusion, stack), own)
        case ParameterName(id_):
            latest = stack.parameters[id_].values[-1]
            if latest.value is not None:
                told = _words(latest.value, conclusion, stack)
                yield _order(latest.value, conclusion), Figure(told, confidence_of(latest, stack))
        case _:
            yield (1, 0), Figure(f"the {subject_of(operand.name).title.lower()}", own)


def _order(value: Value, conclusion: Conclusion) -> tuple[int, int]:
    match value:
        case Money():
            return (0, value.pence)
        case date():
            return (0, value.toordinal())
        case int():
            return (0, -value if conclusion.kind is Kind.BOOLEAN else value)
        case str() if value in conclusion.values:
            return (0, conclusion.values.index(value))
        case _:
            return (0, 0)


def _words(value: Value, conclusion: Conclusion, stack: Stack) -> str:
    if conclusion.kind is Kind.IDS:
        return stack.title_of(str(value))
    return in_words(value, conclusion.kind, conclusion.name, unit_of(conclusion))
