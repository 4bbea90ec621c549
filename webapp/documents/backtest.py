"""The picture of a back-test: how many releases come to which tier, under each policy."""

from rules.serialisation import JsonObject
from rules.vocabulary.conclusions import TIERS
from rules.vocabulary.labels import label
from webapp.documents.charts.plots import Axis, Bar, StackedBars
from webapp.documents.content import Chart

_TIER = "social_value.tier"
_NO_TIER = "No tier"


def tiers_chart(head: JsonObject) -> Chart | None:
    """Return the chart, None where no policy says a tier.

    `head` is `podium/backtest/1` without its rows.
    """
    counted = {
        item["value"]: (item["notices"], item["against"])
        for item in head["summary"]
        if item["conclusion"] == _TIER
    }
    if not any(tier in counted for tier in TIERS):
        return None
    names = [head["policy"], *([head["against"]] if head["against"] else [])]
    members: list[str | None] = [tier for tier in TIERS if tier in counted]
    bars = tuple(_bar(name, place, members, counted, head) for place, name in enumerate(names))
    if all(bar.parts[-1] == "0" for bar in bars):
        bars = tuple(Bar(bar.label, bar.parts[:-1], bar.total) for bar in bars)
    else:
        members.append(None)
    most = max(int(bar.total) for bar in bars)
    if not most:
        return None
    series = tuple(label("social_value_tier", one) if one else _NO_TIER for one in members)
    plot = StackedBars("Policy", Axis("Releases", "0", str(most)), series, bars)
    caption = "How many releases come to which social value tier"
    return Chart(
        "chart-tiers", caption, f"Stacked bars. {caption}; the table has the figures.", plot
    )


def _bar(
    name: str,
    place: int,
    members: list[str | None],
    counted: dict[str | None, tuple[int, int | None]],
    head: JsonObject,
) -> Bar:
    """Return the bar of a policy, whose last part is the releases without a tier."""
    total = head["decided"] if head["against"] is None else head["compared"]
    counts = [counted[one][place] or 0 for one in members]
    counts.append(total - sum(counts))
    return Bar(name, tuple(str(count) for count in counts), str(total))
