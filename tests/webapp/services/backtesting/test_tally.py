"""The counts of a back-test: what changes, for whom and by how much."""

from datetime import date

from forms.notices import NoticeReading
from rules.decision import Decision
from rules.money import Money, Pence, VatBasis
from rules.serialisation import JsonObject
from rules.vocabulary import Value
from webapp.services.backtesting.rows import Found
from webapp.services.backtesting.tally import Tally

FACTS: dict[str, Value] = {
    "authority_type": "local_authority",
    "nation": "england",
    "category": "services",
    "commenced_on": date(2026, 3, 2),
}


class Decided(Decision):
    """A decision of which nothing but its policy is read."""

    def __init__(self, policy: str | None = None, *, is_in_force: bool = True) -> None:
        """Hold the policy that was applied, and whether it had begun."""
        object.__setattr__(self, "policy", policy)
        object.__setattr__(self, "policy_in_force", is_in_force)


def notice(pounds: int, category: str = "services") -> NoticeReading:
    value = Money(Pence(pounds * 100), VatBasis.EXCLUDED)
    facts = {**FACTS, "category": category, "estimated_value": value}
    return NoticeReading("ocds-1", "1", "A council", "Grounds", (), facts)


def found(**conclusions: object) -> Found:
    return Found(Decided(), (), dict(conclusions))


def tally(*pairs: tuple[NoticeReading, Found, Found]) -> Tally:
    counted = Tally(has_other=True)
    for one, ours, theirs in pairs:
        counted.add(one, ours, theirs)
    return counted


def tier(value: str, weight: str, outcomes: list[str]) -> Found:
    social_value: JsonObject = {"tier": value, "minimum": weight, "outcomes": outcomes}
    return found(coverage="above_threshold", social_value=social_value)


def test_each_change_is_counted_from_what_to_what() -> None:
    light, standard = tier("light", "0", ["a", "b"]), tier("standard", "5", ["b", "c"])

    counted = tally((notice(50_000), light, standard), (notice(60_000), light, standard))

    assert list(counted.changes_found()) == [
        {"conclusion": "social_value.tier", "value": "light", "against": "standard", "notices": 2},
        {"conclusion": "social_value.minimum", "value": "0", "against": "5", "notices": 2},
        {"conclusion": "social_value.outcomes", "value": "a", "against": None, "notices": 2},
        {"conclusion": "social_value.outcomes", "value": None, "against": "c", "notices": 2},
    ]
    assert (counted.compared, counted.changed) == (2, 2)


def test_by_how_much_is_exact_and_rounded_once() -> None:
    pairs = [
        (notice(1), tier("light", "5", ["a"]), tier("light", "10", ["a", "b"])),
        (notice(1), tier("light", "10", ["a"]), tier("light", "5.5", ["a"])),
        (notice(1), tier("light", "10", ["a"]), tier("light", "10", ["a"])),
    ]

    amounts = {one["conclusion"]: one for one in tally(*pairs).amounts_found()}

    assert amounts["social_value.minimum"] == {
        "conclusion": "social_value.minimum",
        "raised": 1,
        "lowered": 1,
        "same": 1,
        "mean": "8.33",
        "mean_against": "8.50",
    }
    assert amounts["social_value.outcomes"]["mean_against"] == "1.33"


def test_groups_say_for_whom_it_changes() -> None:
    light, standard = tier("light", "0", []), tier("standard", "0", [])
    pairs = [
        (notice(24_999), light, light),
        (notice(25_000), light, standard),
        (notice(10_000_000, "works"), light, standard),
    ]

    groups = list(tally(*pairs).groups_found())

    assert [one for one in groups if one["by"] in {"category", "value"}] == [
        {
            "by": "category",
            "value": "services",
            "notices": 2,
            "changed": 1,
            "conclusions": {"social_value.tier": 1},
        },
        {
            "by": "category",
            "value": "works",
            "notices": 1,
            "changed": 1,
            "conclusions": {"social_value.tier": 1},
        },
        {"by": "value", "value": "under £25,000", "notices": 1, "changed": 0, "conclusions": {}},
        {
            "by": "value",
            "value": "£25,000 to under £100,000",
            "notices": 1,
            "changed": 1,
            "conclusions": {"social_value.tier": 1},
        },
        {
            "by": "value",
            "value": "£10,000,000 and more",
            "notices": 1,
            "changed": 1,
            "conclusions": {"social_value.tier": 1},
        },
    ]


def test_what_is_undecided_under_either_policy_is_not_compared() -> None:
    light = tier("light", "0", [])
    lacking = Found(Decided(), ("framework",), {})

    counted = tally((notice(1), light, lacking), (notice(1), lacking, light))

    assert (counted.notices, counted.decided, counted.compared) == (2, 1, 0)
    assert counted.lacking == {"framework": 2}
    assert list(counted.summary()) == []


def test_what_only_one_policy_answers_is_no_different_answer() -> None:
    silent = found(social_value={"tier": None, "minimum": "0", "outcomes": ["a"]})
    light, standard = tier("light", "0", ["b"]), tier("standard", "0", ["a"])

    counted = tally((notice(1), light, silent), (notice(1), light, standard))

    assert (counted.changed, counted.answered_differently) == (2, 1)


def test_releases_before_a_policy_begins_are_counted() -> None:
    early = Found(Decided("bradford", is_in_force=False), (), {})
    late = Found(Decided("bradford"), (), {})

    counted = tally((notice(1), late, early), (notice(1), late, late))

    assert (counted.before_policy, counted.before_against) == (0, 1)
