"""The kinds of thing that the record of a procurement holds, and the sorts of data in them."""

from dataclasses import dataclass
from enum import StrEnum

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight


class Sort(StrEnum):
    """The sort of what stands in one field.

    A `FACT` is of the procedure itself or was published; `WORDS` are free text of the authority's
    people, a `REASON` is what they wrote about a bid. `PERSON` and `PEOPLE` are the authority's
    people by id, `BIDDER` a bidder by id or name, `CONTACT` how somebody is reached. `BID` and
    `PRICE` came from a bidder. A `SECRET` opens something, and is in no file, a court's neither.
    """

    FACT = "fact"
    WORDS = "words"
    REASON = "reason"
    SCORE = "score"
    PERSON = "person"
    PEOPLE = "people"
    BIDDER = "bidder"
    CONTACT = "contact"
    BID = "bid"
    PRICE = "price"
    SECRET = "secret"  # noqa: S105 - the name of a sort


class Thing(StrEnum):
    """Every kind of thing, in the order in which a file holds them."""

    PROCUREMENT = "procurement"
    PEOPLE = "people"
    ANSWERS = "answers"
    DECISIONS = "decisions"
    WORKING = "working-papers"
    ATTACHMENTS = "attachments"
    OUTLINE = "outline"
    COMMENTS = "comments"
    INTERESTS = "interests"
    APPROVAL = "approval"
    MEETINGS = "meetings"
    PUBLISHED = "published"
    CLARIFIED = "clarified"
    ASKED = "questions-asked"
    BIDDERS = "bidders"
    RECEIPTS = "receipts"
    OPENING = "opening"
    BIDS = "bids"
    PANEL = "evaluation-panel"
    PANEL_INTERESTS = "panel-interests"
    CALIBRATION = "calibration"
    MARKS = "marks"
    DRAFTS = "drafts-of-marks"
    MODERATION = "moderation"
    AGREED = "agreed-scores"
    SETTLED = "settled"
    LOW_PRICES = "low-prices"
    EVALUATIONS = "evaluations"
    OUTCOME = "outcome"
    AWARD = "award"
    LETTERS = "letters"
    NOTICES = "notices"
    RECORD = "record"
    LOTS = "lots"

    @property
    def words(self) -> str:
        """What it is called."""
        return _TOLD[self].words

    @property
    def since(self) -> Phase:
        """From which phase it is in any file at all: bids are sealed before, marks blind."""
        return _TOLD[self].since

    @property
    def sight(self) -> Sight | None:
        """What whoever takes a file along with it must be allowed to see, None for nothing."""
        return _TOLD[self].sight


@dataclass(frozen=True, slots=True)
class _Told:
    words: str
    since: Phase = Phase.PREPARING
    sight: Sight | None = None


def _bids(words: str, sight: Sight = Sight.NAMES) -> _Told:
    return _Told(words, Phase.SCORING, sight)


def _marks(words: str) -> _Told:
    return _Told(words, Phase.MODERATED, Sight.MARKS)


_TOLD = {
    Thing.PROCUREMENT: _Told("The procurement"),
    Thing.PEOPLE: _Told("Who holds or held a role in it"),
    Thing.ANSWERS: _Told("Answers to the questions"),
    Thing.DECISIONS: _Told("What the rules decided"),
    Thing.WORKING: _Told("Working papers: the parts of the outline as they were saved"),
    Thing.ATTACHMENTS: _Told("Files that were attached"),
    Thing.OUTLINE: _Told("The outline as it was submitted, and what became of it"),
    Thing.COMMENTS: _Told("Comments on the outline"),
    Thing.INTERESTS: _Told("Interests that members of the bodies declared"),
    Thing.APPROVAL: _Told("How the outline was approved: votes, decisions, conditions"),
    Thing.MEETINGS: _Told("The meetings that it was put before, and their minutes"),
    Thing.PUBLISHED: _Told("The tender as it was published"),
    Thing.CLARIFIED: _Told("Questions and answers as every bidder read them"),
    Thing.ASKED: _Told("Questions as a bidder asked them", Phase.OUT, Sight.BIDDERS),
    Thing.BIDDERS: _Told("The bidders", Phase.OUT, Sight.BIDDERS),
    Thing.RECEIPTS: _bids("Which bids came in and when, and which were withdrawn or late"),
    Thing.OPENING: _Told("Who opened the bids", Phase.SCORING),
    Thing.BIDS: _bids("The bids that were opened", Sight.PRICES),
    Thing.PANEL: _Told("Who was on the evaluation panel", Phase.OUT, Sight.BIDDERS),
    Thing.PANEL_INTERESTS: _Told(
        "Interests that the panel declared, and names shown early", Phase.OUT, Sight.BIDDERS
    ),
    Thing.CALIBRATION: _marks("The calibration on sample answers"),
    Thing.MARKS: _marks("Scores that evaluators handed in"),
    Thing.DRAFTS: _marks("Drafts of scores, never handed in as they stand here"),
    Thing.MODERATION: _marks("The moderation, step by step"),
    Thing.AGREED: _marks("The scores that the panel agreed"),
    Thing.SETTLED: _bids("What was settled of promises, and exclusions", Sight.PRICES),
    Thing.LOW_PRICES: _bids("Prices that seemed abnormally low", Sight.PRICES),
    Thing.EVALUATIONS: _Told("The evaluations on record", Phase.EVALUATED, Sight.RESULT),
    Thing.OUTCOME: _Told("What came of it", Phase.EVALUATED, Sight.RESULT),
    Thing.AWARD: _Told("How the award was recommended and approved", Phase.EVALUATED, Sight.RESULT),
    Thing.LETTERS: _Told("Letters to bidders as they were sent", Phase.SCORING, Sight.PRICES),
    Thing.NOTICES: _Told("Notices as they were made for the central platform"),
    Thing.RECORD: _Told("The record of acts"),
    Thing.LOTS: _Told("Lots that are awarded together: their tenders, and who won which"),
}
