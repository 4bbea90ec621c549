"""The case that a letter to a bidder is written of, and how its figures and words read.

What a letter may tell is decided here and nowhere else, with the bidder's lawyer and the
authority's in mind:

- The reader's own tender: everything that regulation 31(2)(e) lists, as far as it was assessed.
- The most advantageous tender: its supplier's name, which the contract award notice publishes
  anyway (regulation 27(2)(e)(i)), its scores and their explanations (regulation 31(3)(d)). Its
  price and the quantities that it promises are told as well, because no explanation of those
  scores "by reference to relevant information in the tender" could leave them out, and the
  contract's value is published (regulation 27(2)(m)). Its supplier's address, e-mail and
  identifier are not: regulation 31(3)(d) does not name them. Nor are the words of its tender
  quoted to its rivals: the explanation refers to what they say, which is all that the regulation
  asks for. What is sensitive commercial information may be withheld under s.94 of the Act by the
  authority, which must then say so (s.94(3)), never by a machine.
- Any other tender: nothing, not even that it has the reader's own total. A formula compares with
  the lowest or the highest price, or with the highest offer; the amount is printed only where it
  is the reader's own or the winner's. A mean is never printed: between three bidders it gives the
  third one's price away. That a reader can work some of it out from an own score follows from the
  formula that was published; no letter says, therefore, that an amount is kept from its reader.
- Rules on which promises count: the packs hold what a policy says, and cannot know what the tender
  documents said. Section 1 says where they were published, by the tender's `commitment_rules_at`,
  or has a blank for them, and each promise that
  was not counted one for the place in the tender that shows why; a source that nobody has adopted
  is never cited to a bidder.
- What the authority withholds under s.94 it says with its ground (s.94(3)), from `Issue.withheld`
  and from what the letters are issued with. Only explanations of scores are taken out of a letter,
  in `webapp.documents.summaries.withholding`.
- Of a tender that is passed over by the rule of the lots, others are told only that one is ranked
  above the winning one, and why in general: the winning rank could not be understood without it.
  Of one that is equal they are told nothing, nor does any choice of words hang on there being one:
  every letter of a lot that is awarded together with others says the same of its methodology.
- While a question about an abnormally low price is open, each summary is marked as a draft: the
  points may change, and whose price it is no other bidder is told.
- Evaluators: nothing. Individual scores, their reasons, dissent and moderation stay in the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evaluation.letters.issuing import NO_WORDS, LetterWords
from evaluation.letters.withholding import Ground, WithheldExplanation
from evaluation.low_price_questions import open_questions
from evaluation.model import Criterion, GroupCriterion, Method
from evaluation.numbers import rounded
from evaluation.result import BidResult, Evaluation
from evaluation.tender import Bid, Tender
from evaluation.wording import exactly, pounds
from rules.decision import Decision
from webapp.documents.content import Blank, Line, Lines, Row, Text, plain

ACT = "Procurement Act 2023"
REGULATIONS = "Procurement Regulations 2024"
THE_WINNING = "The most advantageous tender"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Information that the authority withholds from a letter, in words, and on which ground."""

    what: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Case:
    """A letter's reader, what was evaluated, and what the law's packs decided of it if asked.

    `explanations` are those of the most advantageous tender that are withheld from this reader.
    """

    tender: Tender
    evaluation: Evaluation
    decision: Decision | None
    bid: Bid
    issued_on: date
    authority: str
    criteria_at: str
    withheld: tuple[Withheld, ...] = ()
    words: LetterWords = NO_WORDS
    explanations: tuple[WithheldExplanation, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether a question about a price is open, so that the points may yet change."""
        return bool(open_questions(self.tender, self.evaluation))

    @property
    def result(self) -> BidResult:
        """What the reader's own bid comes to."""
        return self.evaluation.by_id[self.bid.id]

    @property
    def winner(self) -> Bid:
        """The bid that the contract is to be awarded to.

        Raises:
            KeyError: there is none; an assessment summary is refused before it comes to that.
        """
        return self.tender.by_id[self.evaluation.winner or ""]

    @property
    def is_winner(self) -> bool:
        """Whether the contract is to be awarded to the reader's bid."""
        return self.evaluation.winner == self.bid.id

    @property
    def is_passed_over(self) -> bool:
        """Whether only the rule of the lots keeps the lot from the reader's bid."""
        return self.bid.id in self.evaluation.passed_above

    @property
    def contract(self) -> str:
        """What is awarded: a lot has a contract of its own."""
        return "the contract for this lot" if self.is_lot else "the contract"

    @property
    def is_lot(self) -> bool:
        """Whether this is the award of a lot that is awarded together with others."""
        return self.tender.lots is not None or bool(self.evaluation.passed_above)

    @property
    def title(self) -> str:
        """What is bought, or its reference where no procurement is given."""
        procurement = self.tender.procurement
        return plain(procurement.title if procurement else self.tender.reference)

    def may_tell(self, amount: Fraction, amounts: Mapping[str, Fraction]) -> bool:
        """Return whether an amount is the reader's own or the winner's, and so no secret."""
        open_to_reader = {self.bid.id, self.evaluation.winner}
        return any(amounts.get(bid) == amount for bid in open_to_reader if bid is not None)

    def figure(self, value: Fraction) -> str:
        """Return a figure as the model publishes it: rounded once, half up."""
        return grouped(rounded(value, self.evaluation.places))

    def measure(self, value: Fraction) -> str:
        """Return what bids are ranked by: points, or pounds where the method makes pounds."""
        figure = self.figure(value)
        if self.evaluation.method is Method.WEIGHTED_SUM:
            return figure
        return f"-£{figure[1:]}" if figure.startswith("-") else f"£{figure}"

    def measure_name(self) -> str:
        """Return what bids are ranked by, as a heading."""
        match self.evaluation.method:
            case Method.WEIGHTED_SUM:
                return "Total score"
            case Method.PRICE_PER_QUALITY_POINT:
                return "Price for each point"
            case Method.QUALITY_CREDIT:
                return "Price less the credit for quality"


def grouped(number: str) -> str:
    """Return a number's text with its thousands apart.

    >>> grouped("-1234567.50")
    '-1,234,567.50'
    """
    whole, point, rest = number.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{rest}"


def line(text: str) -> Line:
    """Return one span of plain text."""
    return (Text(plain(text)),)


def row(header: str, *texts: str) -> Row:
    """Return a row with a line for each text."""
    return Row(plain(header), tuple(line(text) for text in texts))


def blank_row(header: str, name: str) -> Row:
    """Return a row that a person has still to fill in."""
    return Row(header, ((Blank(name),),))


def lot_rows(tender: Tender) -> tuple[Row, ...]:
    """Return which lot a letter is about, where its tender is of one awarded with others."""
    lot = tender.lots.lot if tender.lots else ""
    return (row("Lot", lot),) if lot.strip() else ()


def paragraphs(text: str) -> Lines:
    """Return what a person wrote as lines, a paragraph each."""
    return tuple(line(part) for part in text.splitlines() if part.strip()) or (line(text),)


_PLACE = re.compile(
    r"\s*(?P<place>\((?:pages?|pp?\.|annex|appendix|section|paragraph|part|schedule)\b[^()]*\))\s*$",
    re.IGNORECASE,
)


def quoted(text: str) -> str:
    """Return words of a tender in quotation marks, the place where they stand outside them.

    >>> quoted("We mow every week. (page 9)")
    '“We mow every week.” (page 9)'
    """
    marks = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    words = plain(text).strip(marks)
    found = _PLACE.search(words)
    if found is None:
        return f"“{words}”"
    return f"“{words[: found.start()].strip(marks)}” {found['place']}"


def out_of(value: Fraction, available: Fraction, case: Case) -> str:
    """Return points earned of those that could be: ‘24.00 of 30 points’."""
    return f"{case.figure(value)} of {exactly(available)} points"


def nested(criteria: tuple[Criterion, ...], depth: int = 0) -> list[tuple[int, Criterion]]:
    """Return every criterion with its depth in the tree, in the tree's order."""
    found: list[tuple[int, Criterion]] = []
    pending = [(depth, item) for item in reversed(criteria)]
    while pending:
        level, item = pending.pop()
        found.append((level, item))
        if isinstance(item, GroupCriterion):
            pending += [(level + 1, child) for child in reversed(item.criteria)]
    return found


def indented(title: str, depth: int) -> str:
    """Return the title of a criterion in a table: a dash for each step down the tree."""
    return "– " * depth + plain(title)


def money(amount: Fraction | None) -> str:
    """Return a price as a letter prints it."""
    return "no price" if amount is None else pounds(amount)
