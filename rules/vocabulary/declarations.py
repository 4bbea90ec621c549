"""How facts are declared: by their kind, each word by its keyword."""

from rules.vocabulary.kinds import Fact, Kind, Supply, Value


def choice(
    name: str,
    values: tuple[str, ...],
    *,
    topic: str,
    title: str,
    question: str,
    why: str,
    example: str = "",
    default: Value | None = None,
) -> Fact:
    """Declare a fact that is one of a closed list."""
    return Fact(
        name,
        Kind.ENUMERATION,
        question,
        why,
        topic,
        title,
        values=values,
        default=default,
        example=example,
    )


def yes_no(
    name: str,
    *,
    topic: str,
    title: str,
    question: str,
    why: str,
    example: str = "",
    default: Value | None = None,
) -> Fact:
    """Declare a fact that is true or false."""
    return Fact(name, Kind.BOOLEAN, question, why, topic, title, default=default, example=example)


def months(name: str, *, title: str, question: str, why: str, example: str = "") -> Fact:
    """Declare a number of months."""
    return Fact(
        name,
        Kind.INTEGER,
        question,
        why,
        "time",
        title,
        unit="months",
        minimum=0,
        maximum=1200,
        example=example,
    )


def derived(name: str, kind: Kind, *inputs: str, title: str, unit: str = "") -> Fact:
    """Declare a fact that is computed from others."""
    return Fact(name, kind, "", "", "", title, Supply.DERIVED, unit=unit, inputs=inputs)
