"""Five bids for one tender: what each bidder sends, and what evaluators give it and why.

They are made so that everything happens that gives work: one fails a requirement, one comes late,
one has a price that has to be asked about, and two have the same total, which the published order
for ties sets apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

QUESTIONS = ("staff", "method")
STAFF = (
    (
        "Two crews of four work from the depot in Coventry, and a foreman walks every site on "
        "Fridays. Each crew has a named deputy, so that a sick day moves no mowing."
    ),
    (
        "Nine gardeners share the parks between them; their supervisor lives in Earlsdon. Who "
        "stands in for whom hangs in the mess room."
    ),
    (
        "Our members choose their own rounds, six to a round, and meet every Monday at the "
        "bandstand to divide the week."
    ),
    ("Seasonal hands are hired in spring. The owner drives round the parks when there is time."),
    (
        "Fifteen people, half of them apprenticed with us, look after hedges, beds and lawns in "
        "turn."
    ),
)
METHOD = (
    (
        "We mow by height and not by date: grass is measured each Monday, and the round is set "
        "by what was measured. Rain moves a round by three days at most, and we say so on the "
        "day."
    ),
    (
        "A calendar agreed in February fixes every cut, and a phone line tells residents when a "
        "storm has put one off."
    ),
    (
        "Long grass stays until the orchids have seeded; paths and pitches are cut weekly from "
        "April."
    ),
    "The parks are cut when they need it, with the large mower first and the edges after.",
    "Robots mow at night, watched from a van, and hand tools finish what they cannot reach.",
)
"""What each bidder answers, in their order; what is quoted of it are its first words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one bidder sends, and the marks that evaluators and panel give it by question."""

    name: str
    price: str
    marks: Mapping[str, int]
    is_insured: bool = True
    is_late: bool = False

    @property
    def email(self) -> str:
        """Where its link is sent."""
        return f"bids@{self.name.split()[0].lower()}.example"


_SEEN = {
    ("Alder", "staff"): "Beyond crews and deputies, a foreman checks every single site on Fridays.",
    ("Beech", "staff"): "Gardeners and a supervisor are clear; how holidays are met is left out.",
    ("Cedar", "staff"): "Rounds of six and the Monday meeting are set out in full for each park.",
    ("Dogwood", "staff"): "Hands are hired in spring, and nothing says who stays for the autumn.",
    ("Alder", "method"): "Measured on Mondays, grass sets the round; rain moves it three days.",
    ("Beech", "method"): "A calendar fixes each cut and a telephone line tells of any put off.",
    ("Cedar", "method"): "Orchids seed before a cut, while pitches have one in every week.",
    ("Dogwood", "method"): "Cut when it is needed, and who judges the need is left unsaid.",
    ("Alder", "insurance"): "A broker's certificate for ten million came along, dated this summer.",
    ("Beech", "insurance"): "Cover by a mutual of farmers is shown, renewed each January.",
    ("Cedar", "insurance"): "It says itself that its policy has lapsed, and none is offered.",
    ("Dogwood", "insurance"): "The schedule of an underwriter names parks and machines alike.",
}
_AFTER = {
    "Asha Rao": "I read this part twice for the people it names.",
    "Ben Cole": "My notes of the site visit bear it out.",
    "Cerys Moss": "Each step has somebody who takes it.",
    "Dan Webb": "I looked for dates, and for who keeps them.",
    "the panel": "The panel rests its mark on the words quoted.",
}


def reasons(question: str, entry: "Entry", who: str) -> str:
    """Return the reasons that somebody gives for the mark of an answer."""
    seen = _SEEN[entry.name.split()[0], question]
    return f"{seen} {_AFTER[who]}"


ENTRIES = (
    Entry("Alder Grounds Ltd", "96000", {"staff": 5, "method": 4}),
    Entry("Beech and Sons Ltd", "60000", {"staff": 3, "method": 4}),
    Entry("Cedar Care CIC", "70000", {"staff": 4, "method": 4}, is_insured=False),
    Entry("Dogwood Gardens Ltd", "48000", {"staff": 1, "method": 2}),
    Entry("Elm Landscapes Ltd", "65000", {"staff": 4, "method": 4}, is_late=True),
)
"""With promises alike, Alder has 20 + 30 + 16 and Beech 32 + 18 + 16 points, 66 each: the order for
ties compares quality, and Alder goes first. Dogwood's price is 29 per cent below the mean of the
three that are ranked."""


def answer_of(entry: Entry, question: str) -> str:
    """Return what a bidder answers to a question."""
    return {"staff": STAFF, "method": METHOD}[question][ENTRIES.index(entry)]


def quoted(entry: Entry, question: str) -> str:
    """Return the words of an answer that its score rests on: the first seven."""
    return " ".join(answer_of(entry, question).split()[:7])
