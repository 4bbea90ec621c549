"""The four screens of a measure: what is asked, on what ground, and what the machine proposes.

The machine reads the decision and the words of the measure; it does not read the specification.
It proposes an answer where it has a reason, and leaves the others to the buyer.
"""

from dataclasses import dataclass
from types import MappingProxyType

from evaluation.outline.bases import AWARD, COVERED, DUTY, EARLIER, THE_ACT, Basis
from evaluation.outline.burden import Burden
from evaluation.outline.cautions import cautions_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import OwnMeasure, Screen, Use
from rules.wording import counted


@dataclass(frozen=True, slots=True)
class Question:
    """A screen as it is put to the buyer: the question, what it means, and its grounds.

    `passes` and `fails` are the two answers in words.
    """

    screen: Screen
    title: str
    question: str
    help: str
    passes: str
    fails: str
    bases: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine proposes to a screen; `passes` is None where it can't tell.

    `because` is a reason to record where it proposes one, and otherwise what to look at; `draft`
    is then a reason for the buyer to check, where one is usual.
    """

    screen: Screen
    because: str
    passes: bool | None = None
    draft: str = ""
    bases: tuple[Basis, ...] = ()

    @property
    def reason(self) -> str:
        """The reason that a form begins with."""
        return self.draft if self.passes is None else self.because

    @property
    def fails(self) -> bool:
        """Whether the machine proposes that the measure does not pass."""
        return self.passes is False


_LINKED = Basis("Public Contracts Regulations 2015, reg.67(2) and (5)", law=EARLIER)
_PRINCIPLES = Basis("Public Contracts Regulations 2015, reg.18(1)", law=EARLIER)
_ACT = Basis("Public Services (Social Value) Act 2012, s.1(6)", law=DUTY)

QUESTIONS = MappingProxyType(
    {
        Screen.SUBJECT_MATTER: Question(
            Screen.SUBJECT_MATTER,
            "Relates to the subject matter",
            "Does it relate to what is bought?",
            "What is bought includes how it is produced and traded, at any stage of its life, and "
            "how and when it is supplied. What a firm does elsewhere does not count.",
            "Yes, it relates to this contract",
            "No, it is about something else",
            (Basis(f"{AWARD}(2)(a) and (5)", law=COVERED), _LINKED, _ACT),
        ),
        Screen.PROPORTIONATE: Question(
            Screen.PROPORTIONATE,
            "Proportionate",
            "Is it proportionate to this contract?",
            "Look at the nature, the complexity and the cost of the contract, and at what it asks "
            "of a small firm.",
            "Yes, it is proportionate",
            "No, it asks too much",
            (Basis(f"{AWARD}(2)(d)", law=COVERED), _PRINCIPLES, _ACT),
        ),
        Screen.ADDITIONAL: Question(
            Screen.ADDITIONAL,
            "Additional",
            "Does it add something that is not required already?",
            "What a law, a permit or your own specification requires comes anyway: asking for it "
            "again decides between bids for nothing.",
            "Yes, nothing requires it already",
            "No, it is required already",
            (Basis("Counting rules of Podium's catalogue: only what results from this contract"),),
        ),
        Screen.LAWFUL: Question(
            Screen.LAWFUL,
            "Lawful",
            "May it be asked for?",
            "It may not prefer suppliers for where they are, disadvantage those of treaty states, "
            "or treat people unequally. Say who was asked where you are not sure.",
            "Yes, it may be asked for",
            "No, it may not",
            (
                Basis("Procurement Act 2023, s.12(2)", law=COVERED),
                Basis(
                    "Procurement Act 2023, s.90, as far as a treaty covers the contract (s.89(2))",
                    law=THE_ACT,
                ),
                _PRINCIPLES,
                Basis("Local Government Act 1988, s.17(5), which binds councils at any value"),
            ),
        ),
    }
)
"""The screens in their order."""

_OVER_LIMIT = "That all measures together are over the limit is put before whoever may allow it."
_UNSETTLED = "It is not settled yet which outcomes are relevant: answers are still missing."


def suggestions(
    measure: str, use: Use, own: OwnMeasure | None, ground: Ground, burden: Burden
) -> tuple[Suggestion, ...]:
    """Return what the machine proposes to each screen of a measure, in the order of the screens."""
    return (
        _subject_matter(measure, own, ground),
        _proportionate(measure, ground, burden),
        _additional(measure, own, ground),
        _lawful(measure, use, own, ground),
    )


def _subject_matter(measure: str, own: OwnMeasure | None, ground: Ground) -> Suggestion:
    screen = Screen.SUBJECT_MATTER
    outcome = ground.outcome(measure, own)
    title = ground.stack.title_of(outcome)
    if not ground.is_relevant(measure, own):
        if not ground.is_settled("outcomes"):
            return Suggestion(screen, _UNSETTLED)
        text = f"No rule finds the outcome “{title}” relevant to this contract."
        return Suggestion(screen, text, passes=False)
    rules = ground.rules_proposing(measure) if own is None else ()
    if rules:
        reasons = ground.because((*ground.rules_for(outcome, "outcomes"), *rules))
        return Suggestion(screen, reasons, passes=True)
    text = (
        f"The outcome “{title}” was found relevant. Say what in this contract the measure itself "
        "has to do with."
    )
    return Suggestion(screen, text)


def _proportionate(measure: str, ground: Ground, burden: Burden) -> Suggestion:
    screen = Screen.PROPORTIONATE
    counts, proposed = _counts(burden), ""
    if ground.proposed_use(measure) is not None:
        tier = str(ground.decision.value("social_value_tier"))
        proposed = f"The rules propose it in the {tier} tier for this value."
    if burden.is_over_cap or burden.is_over_most:
        text = f"{counts} That is over the limit: say why, or leave one out."
        draft = f"{proposed} {_OVER_LIMIT}" if proposed else ""
        return Suggestion(screen, text, draft=draft)
    if proposed:
        return Suggestion(screen, f"{proposed} {counts}", passes=True)
    return Suggestion(screen, f"{counts} Say why this fits the size of the contract.")


def _counts(burden: Burden) -> str:
    """Return how much the proposal asks, in a sentence."""
    competed = counted(burden.award, "award criterion", "award criteria")
    most = f" of at most {burden.most:,}" if burden.most is not None else ""
    text = f"With it, bidders compete on {competed}{most}"
    if burden.hours is None:
        return f"{text}."
    cap = f" of at most {burden.cap:,}" if burden.cap is not None else ""
    return f"{text}, and all measures take {counted(burden.hours, 'hour')}{cap}."


def _additional(measure: str, own: OwnMeasure | None, ground: Ground) -> Suggestion:
    what = ground.title_of(measure, own)
    text = (
        f"The rules don't read the specification. Look whether it, or a law, asks for “{what}” "
        "already."
    )
    draft = "Neither the specification nor a law asks for it."
    return Suggestion(Screen.ADDITIONAL, text, draft=draft)


def _lawful(measure: str, use: Use, own: OwnMeasure | None, ground: Ground) -> Suggestion:
    screen = Screen.LAWFUL
    words = f"{own.title} {own.definition}" if own else ground.title_of(measure, own)
    cautions = cautions_of(words)
    if cautions:
        drafts = [one.draft for one in cautions]
        return Suggestion(
            screen,
            " ".join(one.text for one in cautions),
            draft=" ".join(drafts) if all(drafts) else "",
            bases=tuple(dict.fromkeys(basis for one in cautions for basis in one.bases)),
        )
    if own is None and ground.proposed_use(measure) in (use, Use.BOTH):
        text = (
            "The rules of the policy propose it in this use, and its words speak of no place, no "
            "pay, no small firms and no group of people."
        )
        return Suggestion(screen, text, passes=True)
    text = (
        "Its words speak of no place, no pay, no small firms and no group of people; that alone "
        "does not make it lawful. Say why it may be asked for."
    )
    return Suggestion(screen, text)
