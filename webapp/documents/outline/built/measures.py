"""The measures that the buyer chose: what each is used as, why, and where a rule was left."""

from evaluation.outline.burden import (
    burden_of,
    derivation,
    hours_words,
    measures_words,
    micro_business,
)
from evaluation.outline.departures import Departure, departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal, Screen, Standing
from rules.money import Percent, percent_text
from rules.wording import date_in_words, listed, sentence
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    plain,
)
from webapp.documents.outline.built.parts import written
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX
from webapp.documents.outline.words import words

_SCREENING = "Why each measure may be asked"
_SCREENS = {
    Screen.SUBJECT_MATTER: "subject matter",
    Screen.PROPORTIONATE: "proportionate",
    Screen.ADDITIONAL: "additional",
    Screen.LAWFUL: "lawful",
}


def measures(case: Case, proposal: Proposal) -> tuple[Block, ...]:
    """Return what stands of the buyer's choice: weight, measures, departures and burden."""
    ground = case.ground
    return (
        Heading(3, "What is asked of bidders", "measures"),
        *_weight(proposal),
        *_table(ground, proposal),
        *_left_out(ground, proposal),
        *_departures(ground, proposal),
        *_burden(ground, proposal),
    )


def weight_words(proposal: Proposal | None) -> str:
    """Return the weight that the buyer set, empty where none was."""
    if proposal is None or proposal.weight is None:
        return ""
    return f"{percent_text(Percent(proposal.weight))}%"


def _weight(proposal: Proposal) -> tuple[Block, ...]:
    weight = weight_words(proposal)
    if not weight:
        return (Paragraph(words("The weight of social value is not set yet.")),)
    line: Line = (Text(f"Social value weighs {weight} of the total score.", strong=True),)
    because = sentence(plain(proposal.weight_because))
    return (Paragraph((*line, Text(because)) if because else line),)


def _table(ground: Ground, proposal: Proposal) -> tuple[Block, ...]:
    if not proposal.included:
        is_settled = proposal.weight is not None
        none = "No measure is asked of bidders." if is_settled else "No measure was chosen yet."
        return (Paragraph(words(none)),)
    columns = (Column("Measure"), Column("Outcome"), Column("Used as"), Column("Four checks"))
    rows = tuple(_row(ground, choice) for choice in proposal.included)
    told = Text(
        "Each was checked: whether it relates to the subject matter, and is proportionate, "
        "additional and lawful. The reasons stand in the appendices:"
    )
    return (
        Paragraph((told, Link(_SCREENING, "screening"))),
        Table("The measures that are asked of bidders", columns, rows),
    )


def _row(ground: Ground, choice: Choice) -> tuple[Lines, ...]:
    title: list[Line] = [(Text(plain(ground.title(choice)), strong=True),)]
    if choice.own is not None:
        title += [(Text(plain(choice.own.definition)),)] if choice.own.definition else []
        title.append(words("The buyer's own: the policy's lists are not exhaustive."))
    outcome = ground.stack.title_of(ground.outcome(choice.measure, choice.own))
    used: list[Line] = [words(choice.use.words)]
    if choice.because:
        used.append((Text(f"Why: {sentence(plain(choice.because))}"),))
    return (tuple(title), (words(outcome),), tuple(used), _verdict(choice))


def _verdict(choice: Choice) -> Lines:
    """Return what the screens found in a line, those named that it does not pass."""
    answers = {screen: choice.answer(screen) for screen in _SCREENS}
    failed = [_SCREENS[one] for one, answer in answers.items() if answer and not answer.passes]
    unanswered = [_SCREENS[one] for one, answer in answers.items() if answer is None]
    lines: list[Line] = []
    if failed:
        lines.append((Text(f"Not passed: {listed(failed)}.", strong=True),))
    if unanswered:
        lines.append((Text(f"Not answered yet: {listed(unanswered)}.", strong=True),))
    return tuple(lines) or (words("Passed."),)


def screening(case: Case) -> Section | None:
    """Return the appendix on why each measure passes its screens, None where there is none."""
    proposal = case.built.proposal
    if proposal is None or not proposal.included:
        return None
    columns = (Column("Measure"), Column("Four checks"))
    rows = tuple(
        (((Text(plain(case.ground.title(choice)), strong=True),),), _screened(choice))
        for choice in proposal.included
    )
    table = Table("The four checks of each measure", columns, rows)
    return Section("screening", APPENDIX, _SCREENING, (table,))


def _screened(choice: Choice) -> Lines:
    lines: list[Line] = []
    for screen, title in _SCREENS.items():
        answer = choice.answer(screen)
        if answer is None:
            lines.append((Text(f"{title.capitalize()}: not answered yet.", strong=True),))
            continue
        verdict = "yes" if answer.passes else "no"
        because = sentence(plain(answer.because))
        lines.append(
            (Text(f"{title.capitalize()}: {verdict}."), *([Text(because)] if because else []))
        )
    return tuple(lines)


def _left_out(ground: Ground, proposal: Proposal) -> tuple[Block, ...]:
    left = tuple(choice for choice in proposal.choices if not choice.is_included)
    if not left:
        return ()
    rows = tuple(
        (
            (words(plain(ground.title(choice))),),
            written(choice.because) or (words("No reason was given."),),
        )
        for choice in left
    )
    columns = (Column("Measure"), Column("Why it is left out"))
    return (Table("Measures that the rules propose and that are left out", columns, rows),)


def _departures(ground: Ground, proposal: Proposal) -> tuple[Block, ...]:
    found = departures(proposal, ground)
    if not found:
        return ()
    rows = tuple(map(_departure, found))
    title = "Departures that somebody else must allow"
    return (Heading(3, title, "departures"), KeyFacts(title, rows))


def _departure(departure: Departure) -> Row:
    lines: list[Line] = [(Text(plain(departure.extent), strong=True),)]
    if departure.because:
        lines.append((Text(f"The rule: {sentence(plain(departure.because))}"),))
    found = departure.allowing
    if found is None:
        lines.append(words("Nobody was asked to allow it yet."))
        return Row(departure.title, tuple(lines))
    asked = f"{plain(found.asked_name)} asked on {date_in_words(found.asked_on)}:"
    lines.append((Text(asked), Text(sentence(plain(found.because)))))
    if found.standing is Standing.ASKED or found.answered_on is None:
        lines.append(words("Not answered yet."))
    else:
        verb = "allowed" if found.standing is Standing.ALLOWED else "refused"
        by = f"{plain(found.answered_name)} ({plain(found.answered_as).replace('_', ' ')})"
        told = f"{by} {verb} it on {date_in_words(found.answered_on)}:"
        lines.append((Text(told), Text(sentence(plain(found.answered_because)))))
    return Row(departure.title, tuple(lines))


def _burden(ground: Ground, proposal: Proposal) -> tuple[Block, ...]:
    burden = burden_of(proposal, ground)
    rows = (
        Row("Measures", (words(f"{measures_words(burden)}."),)),
        Row("Hours", (words(f"{hours_words(burden)}."), words(derivation(burden)))),
        Row("A micro-business", (words(micro_business(burden)),)),
    )
    title = "What it asks of a bidder's time"
    return (Heading(3, title, "burden"), KeyFacts(title, rows))
