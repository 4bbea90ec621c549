"""The scores of a bid: each is a mark on the published scale, or passed or failed at a gate.

A large tender has a hundred thousand of them, so they are read without a schema: a mark that
was read once for a question is looked up from then on.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from marshmallow import ValidationError

from evaluation.model import (
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    Model,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.numbers import Mark, exact
from evaluation.tender import GateScore, IndividualScore, Score, Scored
from forms.json_fields import shown
from forms.json_text import Json, kind_of, place_in
from forms.tender.fields import ID_IN_WORDS, Prose, is_id, refusal_of_number
from forms.tender.refusals import Refusals
from forms.tender.scales import marks_in_words

LONGEST_RATIONALE = 50_000
_TEXT = Prose(longest=LONGEST_RATIONALE)
_TEXTS_OF_SCORE = ("rationale", "quotation", "dissent")
_TEXTS_OF_INDIVIDUAL = ("rationale", "quotation")
_GATE = "passed or failed"
_KINDS_WITHOUT_SCORE: Mapping[type[Criterion], str] = MappingProxyType(
    {
        GroupCriterion: "a group",
        PriceCriterion: "a price",
        CommitmentsCriterion: "a commitments criterion",
    }
)


class Question:
    """What the score of one criterion may be; remembers the marks that it has read."""

    def __init__(self, criterion: ScoredCriterion | GateCriterion, *, takes_mean: bool) -> None:
        """Take the criterion, and whether individual scores may stand without an agreed one."""
        self.criterion = criterion
        self.is_gate = isinstance(criterion, GateCriterion)
        self.takes_mean = takes_mean and not self.is_gate
        self.expects = (
            f"{marks_in_words(criterion.scale)}, in quotes"
            if isinstance(criterion, ScoredCriterion)
            else _GATE
        )
        self._marks: dict[str, Scored] = {}
        self._scores: dict[str, Score] = {}

    def remembered(self, value: Json) -> Score | None:
        """Return the score that a mark stands for, if it was read before."""
        return self._scores.get(value) if isinstance(value, str) else None

    def score(self, value: Json, place: str, refusals: Refusals) -> Score | None:
        """Return a score; None, and the fault noted, where it is wrong."""
        if isinstance(value, dict):
            return self._score_object(value, place, refusals)
        mark = self.mark(value, place, refusals)
        if mark is None or not isinstance(value, str):
            return None
        return self._scores.setdefault(value, Score(agreed=mark))

    def mark(self, value: Json, place: str, refusals: Refusals) -> Scored | None:
        """Return a mark, or a gate's verdict; None, and the fault noted, where it is wrong."""
        if isinstance(value, str) and (known := self._marks.get(value)) is not None:
            return known
        problem, remedy = self._fault_of_verdict(value) if self.is_gate else self._fault_of(value)
        if problem or not isinstance(value, str):
            refusals.add(place, problem, remedy)
            return None
        read = GateScore(value) if self.is_gate else Mark(exact(value))
        return self._marks.setdefault(value, read)

    def _fault_of_verdict(self, value: Json) -> tuple[str, str]:
        match value:
            case "passed" | "failed":
                return "", ""
            case str() if (meant := value.strip().lower()) in tuple(GateScore):
                return f"{shown(value)} is not {_GATE}", f'Write "{meant}"'
            case str():
                problem = f"{shown(value)} is not {_GATE}, and the criterion is a gate"
                return problem, f"Give {_GATE}"
        return f"it is {kind_of(value)}, and the criterion is a gate", f"Give {_GATE}"

    def _fault_of(self, value: Json) -> tuple[str, str]:
        refusal = refusal_of_number(value, self.expects)
        if refusal is not None:
            return refusal.problem, refusal.remedy
        scale = self.criterion.scale if isinstance(self.criterion, ScoredCriterion) else None
        if isinstance(value, str) and scale is not None and not scale.holds(exact(value)):
            return f"{shown(value)} is off the scale", f"Give {self.expects}"
        return "", ""

    def _score_object(self, value: dict[str, Json], place: str, refusals: Refusals) -> Score | None:
        before = refusals.found
        texts = _texts_in(value, _TEXTS_OF_SCORE, ("agreed", "individual"), place, refusals)
        agreed = None
        if "agreed" in value:
            agreed = self.mark(value["agreed"], place_in(place, "agreed"), refusals)
        individual: tuple[IndividualScore, ...] = ()
        if "individual" in value:
            inside = place_in(place, "individual")
            individual = self._individual(value["individual"], inside, refusals)
        if "agreed" not in value:
            self._refuse_without_agreed(place, refusals, has_individual="individual" in value)
        if refusals.found != before:
            return None
        return Score(agreed, individual, **texts)

    def _refuse_without_agreed(
        self, place: str, refusals: Refusals, *, has_individual: bool
    ) -> None:
        if not has_individual:
            refusals.add(place, "the score has no mark", f"Give agreed: {self.expects}")
        elif self.is_gate:
            problem = "a gate has individual verdicts and no agreed one"
            refusals.add(place, problem, f"Give agreed: {_GATE}")
        elif not self.takes_mean:
            problem = "there are individual scores and no agreed one"
            remedy = 'Give agreed, or let the model say "agreed_by": "mean"'
            refusals.add(place, problem, remedy)

    def _individual(
        self, value: Json, place: str, refusals: Refusals
    ) -> tuple[IndividualScore, ...]:
        if not isinstance(value, dict) or not value:
            problem = "it is empty" if value == {} else f"it is {kind_of(value)}"
            refusals.add(place, problem, "Give each evaluator's score by the evaluator's id")
            return ()
        read = []
        for evaluator, given in value.items():
            if not is_id(evaluator):
                problem = f"{shown(evaluator)} is not the id of an evaluator"
                refusals.add(place_in(place, evaluator), problem, f"Give {ID_IN_WORDS}")
                continue
            one = self._of_evaluator(evaluator, given, place, refusals)
            if one is not None:
                read.append(one)
        return tuple(read)

    def _of_evaluator(
        self, evaluator: str, value: Json, place: str, refusals: Refusals
    ) -> IndividualScore | None:
        if isinstance(value, str) and (known := self._marks.get(value)) is not None:
            return IndividualScore(evaluator, known)
        inside = place_in(place, evaluator)
        if not isinstance(value, dict):
            mark = self.mark(value, inside, refusals)
            return None if mark is None else IndividualScore(evaluator, mark)
        texts = _texts_in(value, _TEXTS_OF_INDIVIDUAL, ("score",), inside, refusals)
        if "score" not in value:
            refusals.add(place_in(inside, "score"), "it is missing", f"Give {self.expects}")
            return None
        mark = self.mark(value["score"], place_in(inside, "score"), refusals)
        return None if mark is None else IndividualScore(evaluator, mark, **texts)


def _texts_in(
    value: Mapping[str, Json],
    texts: tuple[str, ...],
    others: tuple[str, ...],
    place: str,
    refusals: Refusals,
) -> dict[str, str]:
    read: dict[str, str] = {}
    for key, one in value.items():
        if key in texts:
            try:
                read[key] = str(_TEXT.deserialize(one))
            except ValidationError as error:
                refusals.add_messages(error.messages, place_in(place, key))
        elif key not in others:
            near = get_close_matches(key, (*others, *texts), n=1)
            remedy = f"Write {near[0]}, or leave the key out" if near else "Leave the key out"
            refusals.add(place_in(place, key), f"the key {shown(key)} is not known", remedy)
    return read


class Questionnaire:
    """Every question of a model that bids are scored on."""

    def __init__(self, model: Model) -> None:
        """Take the model; where an id stands twice, its last question is meant."""
        self.questions = {
            leaf.id: Question(leaf, takes_mean=model.agreed_by_mean) for leaf in model.questions
        }
        self._kinds = {item.id: _KINDS_WITHOUT_SCORE.get(type(item)) for item in model.walk}

    def scores(
        self, value: Mapping[str, Json], place: str, refusals: Refusals, *, is_whole: bool = True
    ) -> Mapping[str, Score]:
        """Return the scores of one bid by criterion, in the order of the model.

        A bid that failed a gate may lack its other scores, and one that is excluded, which
        `is_whole` denies, any; a score that is missing from any other bid is a fault, and so is
        one of what is no question of the model.
        """
        read: dict[str, Score] = {}
        has_failed = False
        for key, question in self.questions.items():
            if key not in value:
                continue
            score = question.remembered(value[key])
            if score is None:
                score = question.score(value[key], place_in(place, key), refusals)
            if score is not None:
                read[key] = score
                has_failed = has_failed or score.agreed is GateScore.FAILED
        if len(value) > len(read):
            self._refuse_unknown(value, place, refusals)
        if is_whole and not has_failed:
            missing = (key for key in self.questions if key not in value)
            self._refuse_missing(missing, place, refusals)
        return MappingProxyType(read)

    def _refuse_unknown(self, keys: Iterable[str], place: str, refusals: Refusals) -> None:
        for key in keys:
            if key in self.questions:
                continue
            kind = self._kinds.get(key)
            if kind is not None:
                problem, remedy = f"{key} is {kind}, which has no score", "Leave the score out"
            else:
                near = () if refusals.is_full else get_close_matches(key, self.questions, n=1)
                problem = f"the model has no criterion {shown(key)}"
                remedy = f"Write {near[0]}" if near else "Name a scored criterion by its id"
            refusals.add(place_in(place, key), problem, remedy)

    def _refuse_missing(self, keys: Iterable[str], place: str, refusals: Refusals) -> None:
        for key in keys:
            expects = self.questions[key].expects
            refusals.add(place_in(place, key), "the score is missing", f"Give {expects}")
