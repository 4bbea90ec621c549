"""Awarding several lots: each is evaluated, then the published rule says who wins which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.commitments import SettledAgainstTheRules
from evaluation.faults import ModelIsFaulty
from evaluation.lots import LotsResult, LotsTender, TiesTooMany, TooManyCases, award_lots
from evaluation.lots.serialisation import lots_json
from evaluation.result import Evaluation
from forms.errors import InvalidInput
from forms.json_text import place_in
from rules.errors import OutsidePeriod, PodiumError, UnknownPack
from rules.library import stack
from webapp.services.awards.evaluating import Evaluated, Packs, evaluate_tender, evaluated_json


@dataclass(frozen=True, slots=True)
class LotsAwarded:
    """Lots, the evaluation of each by its id, and who wins which."""

    lots: LotsTender
    evaluated: Mapping[str, Evaluated]
    result: LotsResult

    @property
    def evaluations(self) -> dict[str, Evaluation]:
        """The evaluation of each lot by its id."""
        return {lot: each.evaluation for lot, each in self.evaluated.items()}


def award_every_lot(lots: LotsTender, *, name: str, packs_of: Packs = stack) -> LotsAwarded:
    """Return the award of lots by the published rule; `name` is what the input is called.

    Raises:
        InvalidInput: A lot's model is faulty, its policy unknown or a commitment settled wrongly,
            or bids share places in too many ways.
    """
    evaluated: dict[str, Evaluated] = {}
    errors: list[PodiumError] = []
    for index, lot in enumerate(lots.lots):
        place = f"{place_in('lots', index)} ({lot.id}).tender"
        try:
            evaluated[lot.id] = evaluate_tender(lot.tender, packs_of)
        except ModelIsFaulty as faulty:
            errors += [_within(place, error) for error in faulty.errors]
        except (UnknownPack, OutsidePeriod, SettledAgainstTheRules) as refused:
            errors.append(_within(place, refused))
    if errors:
        raise InvalidInput(name, tuple(errors))
    try:
        result = award_lots(lots, {lot: each.evaluation for lot, each in evaluated.items()})
    except (TiesTooMany, TooManyCases) as refused:
        raise InvalidInput(name, (refused,)) from refused
    return LotsAwarded(lots, evaluated, result)


def awarded_json(awarded: LotsAwarded) -> dict[str, Any]:
    """Return the award as `podium/lots-result/1`, with each lot's `podium/evaluation/1`."""
    told = lots_json(awarded.lots, awarded.result, awarded.evaluations)
    evaluations = {lot: evaluated_json(each) for lot, each in awarded.evaluated.items()}
    return {**told, "evaluations": evaluations}


def _within(place: str, error: PodiumError) -> PodiumError:
    joint = "." if error.place else ""
    return PodiumError(f"{place}{joint}{error.place}", error.problem, error.remedy)
