"""Sets of award criteria as they were published, read and put through the stress test.

`python -m tests.evaluation.stress.published_sets FILE` prints what is found of each set in a
table of comma-separated values, one row a criterion: source, ocid, buyer, category,
tender_value_gbp, level_or_lot, criterion_type, criterion_name, weight_as_published.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from evaluation.model import Criterion, Model
from evaluation.numbers import plain, rounded
from evaluation.stress import stress_test
from evaluation.stress.result import StressTest
from tests.evaluation.builders import model, price, scored, tender

_WEIGHT = re.compile(r"([0-9]+(?:\.[0-9]+)?)%?", re.ASCII)
ABOUT_WEIGHTS = ("weights-not-100", "criterion-dominates", "negligible-weight")
"""What can be found of a notice; it gives neither scales nor formulas, which the reader assumes."""


@dataclass(frozen=True)
class PublishedCriterion:
    """A criterion of a notice: `quality`, `price` or `cost`, and its weight as it stands there."""

    kind: str
    name: str
    weight: str


@dataclass(frozen=True)
class PublishedSet:
    """The criteria that one notice published."""

    ocid: str
    buyer: str
    criteria: tuple[PublishedCriterion, ...]

    @property
    def is_cut_short(self) -> bool:
        """Whether weights below 100 come from the publication, which keeps one question a set."""
        qualities = [item for item in self.criteria if item.kind == "quality"]
        weights = [weight_of(item.weight) for item in self.criteria]
        is_below = sum((weight or 0 for weight in weights), Fraction(0)) < 100
        return len(qualities) <= 1 and len(self.criteria) > 1 and None not in weights and is_below


def weight_of(text: str) -> Fraction | None:
    """Return a weight, whether it is written with a sign of per cent or without; else None."""
    found = _WEIGHT.fullmatch(text.strip())
    return None if found is None else Fraction(found[1])


def read_sets(path: Path) -> tuple[PublishedSet, ...]:
    """Return the sets of a file in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        PublishedSet(ocid, buyer, tuple(_criterion(row) for row in group))
        for (ocid, buyer), group in groupby(rows, key=lambda row: (row["ocid"], row["buyer"]))
    )


def _criterion(row: dict[str, str]) -> PublishedCriterion:
    return PublishedCriterion(
        row["criterion_type"], row["criterion_name"], row["weight_as_published"]
    )


def model_of(published: PublishedSet) -> Model | str:
    """Return a set as a model, or why it cannot be one.

    Scales and formulas are not published: each question is read as marked from 0 to 5, each
    price and cost as relative to the lowest. A price alone without a weight has all of it; a
    weight of 0 is no criterion.
    """
    criteria: list[Criterion] = []
    for number, item in enumerate(published.criteria, start=1):
        is_alone = not item.weight and len(published.criteria) == 1
        weight = Fraction(100) if is_alone else weight_of(item.weight)
        if weight is None:
            return f"the weight «{item.weight}» is no number"
        if weight:
            is_price = item.kind in {"price", "cost"}
            text = plain(weight)
            criteria.append(price(text) if is_price else scored(f"quality-{number}", text))
    return model(*criteria)


def stressed(made: Model) -> StressTest:
    """Return the stress test of a model, with fewer runs than a publication would want."""
    return stress_test(tender(made), None, runs=5000)


def lines(sets: Sequence[PublishedSet]) -> Iterator[str]:
    """Yield a line for each set, and the number of findings of each kind."""
    counts: Counter[str] = Counter()
    for published in sets:
        made = model_of(published)
        weights = "+".join(item.weight or "none" for item in published.criteria)
        head = f"{published.ocid}  {weights:<12}"
        if isinstance(made, str):
            yield f"{head} not read: {made}"
            counts["(not read)"] += 1
            continue
        test = stressed(made)
        counts.update({finding.id for finding in test.findings})
        yield f"{head} {_about(test)}{'; cut short when published' * published.is_cut_short}"
    yield f"{len(sets)} sets"
    for id_, number in sorted(counts.items()):
        yield f"{number:4} {id_}"


def _about(test: StressTest) -> str:
    """Return what was found of the weights, and how often price decides."""
    found = [
        f"{finding.id}({finding.criterion})" if finding.criterion else finding.id
        for finding in test.findings
        if finding.id in ABOUT_WEIGHTS
    ]
    decided = test.simulation.decided_by_price if test.simulation else None
    tie_rate = test.simulation.tie_rate if test.simulation else Fraction(0)
    found += [] if decided is None else [f"price decides {rounded(decided, 1)}"]
    found += [f"ties {rounded(tie_rate, 1)}"] if tie_rate else []
    found += ["reversal"] if test.reversal else ["no reversal"]
    return ", ".join(found)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines(read_sets(Path(sys.argv[1]))))
