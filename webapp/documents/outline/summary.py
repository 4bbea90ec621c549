"""The first page: what the panel reads before it decides, one sentence or two for each point."""

from evaluation.outline.proposal import Proposal
from rules.decision import Finding, Status
from rules.money import Money, pounds
from rules.summary import out_of_force_sentence
from rules.vocabulary.labels import label
from rules.wording import counted, date_in_words, listed, lower_first, sentence, upper_first
from webapp.documents.content import (
    KeyFacts,
    Line,
    Lines,
    Link,
    Notice,
    Row,
    Section,
    Text,
    plain,
)
from webapp.documents.outline.built.measures import weight_words
from webapp.documents.outline.built.story import gravest_risks
from webapp.documents.outline.case import Case, question_titles
from webapp.documents.outline.gaps import how_much_is_unsure
from webapp.documents.outline.numbering import UNNUMBERED
from webapp.documents.outline.words import both_bases, conclusion_words, fact_words, tags, words


def front(case: Case) -> KeyFacts:
    """Return what stands under the title."""
    decision = case.decision
    by = f", prepared by {case.prepared_by}" if case.prepared_by else ""
    rows = (
        ("Reference", case.procurement.reference),
        ("Date of issue", f"{date_in_words(case.issued_on)}{by}"),
        (
            "Decided as of",
            f"{date_in_words(decision.decided_as_of)}, the day the procurement commences",
        ),
    )
    return KeyFacts(
        "The document", tuple(Row(header, (words(text),)) for header, text in rows if text)
    )


def summary(case: Case) -> Section:
    """Return the first page: what is asked, then each point in a sentence or two."""
    rows: tuple[Row, ...] = (
        Row("What", (words(upper_first(_bought(case))),)),
        Row("How much", (_how_much(case),)),
        Row("How long", (_how_long(case),)),
        Row("Which law", _which_law(case)),
        Row("Social value, and why", _which_social_value(case)),
    )
    if not case.built.is_nothing:
        rows += (Row("Which risks", gravest_risks(case)),)
    rows += (Row("What is still missing", _what_is_missing(case)),)
    is_delegated = case.decision.value("approval_route") == "delegated"
    who = "What is asked" if is_delegated else "What the panel is asked"
    asked = Notice(who, _what_is_asked(case) + _in_own_words(case))
    brief = KeyFacts("The procurement in brief", rows)
    return Section("summary", UNNUMBERED, "Summary", (asked, brief))


def what(case: Case) -> Line:
    """Return what is bought and by whom, in one sentence."""
    return (Text(case.procurement.title, strong=True), Text(f": {_bought(case)}"))


def _bought(case: Case) -> str:
    procurement, authority = case.procurement, case.procurement.authority
    kind = fact_words("category", procurement.category).lower()
    if procurement.special_regime != "none":
        kind += f" ({lower_first(fact_words('special_regime', procurement.special_regime))})"
    form = {"establishing": "a framework for ", "call_off": "a call-off from a framework, for "}
    bought = form.get(procurement.framework, "a contract for ") + kind
    if procurement.also_includes:
        bought += f", with {fact_words('also_includes', procurement.also_includes).lower()}"
    buyer = lower_first(fact_words("authority_type", authority.type))
    nation = fact_words("nation", authority.nation)
    article = "an" if buyer[:1] in "aeiou" or buyer.startswith("NHS") else "a"
    return f"{bought}. {authority.name} buys it, as {article} {buyer} in {nation}."


def _how_much(case: Case) -> Line:
    if case.decision.facts.get("value_cannot_be_estimated") is True:
        return words("The value cannot be estimated, so the law treats it as above the threshold.")
    if case.value is None:
        return words("The estimated value is not known yet.")
    return (
        Text(both_bases(case.value), strong=True),
        Text(", the most that could be paid over the whole life with every extension."),
    )


def _how_long(case: Case) -> Line:
    duration, extension = case.procurement.duration_months, case.procurement.extension_months
    if duration is None:
        return words("The duration is not known yet.")
    text = counted(duration, "month")
    if extension is None:
        return words(f"{text}; whether it may be extended is not known yet.")
    if extension == 0:
        return words(f"{text}, with no extension.")
    total = counted(duration + extension, "month")
    return words(f"{text}, and up to {counted(extension, 'month')} more if extended: {total}.")


def _which_law(case: Case) -> Lines:
    decision = case.decision
    finding = decision.findings["regime"]
    if finding.status is Status.UNDETERMINED:
        asked = question_titles(finding.hangs_on)
        return (words(f"Which law governs it cannot be said yet: it hangs on {asked}."),)
    if finding.value is None:
        return (words("No rule that was applied says which law governs it."),)
    if case.is_outside:
        because = " ".join(entry.because for entry in case.entries(finding))
        return (words(f"It lies outside the law that was applied here. {because}"),)
    governing = conclusion_words("regime", finding.value, case.stack)
    told = (Text(governing, strong=True), Text(f". {_coverage_sentence(case)}"))
    return ((*told, Link("The legal position, with sources", "law")),)


def _coverage_sentence(case: Case) -> str:
    finding = case.decision.findings["coverage"]
    if finding.status is Status.UNDETERMINED:
        asked = question_titles(finding.hangs_on)
        return f"Whether it reaches the threshold cannot be said yet: it hangs on {asked}."
    if finding.value is None:
        return "No rule that was applied gives a threshold for this time and case."
    threshold = case.decision.value("threshold")
    against = f" of {threshold}" if isinstance(threshold, Money) else ""
    if finding.value == "above_threshold":
        text = f"It counts as above the threshold{against}, so {_rules_above(case)} apply"
    else:
        text = f"It is below the threshold{against}, so the lighter rules apply"
        if case.decision.value("notifiable") is True:
            text += ", and it is notifiable"
    return text + _distance(case, threshold) + "."


def _rules_above(case: Case) -> str:
    special = case.decision.value("special_rules")
    if special in {None, "none"}:
        return "the full rules"
    return f"the rules for a {label('special_rules', str(special)).lower()}"


def _distance(case: Case, threshold: object) -> str:
    value = case.value
    if value is None or not isinstance(threshold, Money) or threshold.vat is None:
        return ""
    apart = value.on(threshold.vat, value.rate).pence - threshold.pence
    if apart == 0:
        return "; the value stands exactly on it"
    return f"; the value is {pounds(abs(apart))} {'more' if apart > 0 else 'less'}"


def _which_social_value(case: Case) -> Lines:
    decision = case.decision
    if decision.policy is None:
        return (words("No social value policy was applied: this is the law alone."),)
    tier = decision.findings["social_value_tier"]
    if tier.status is Status.UNDETERMINED:
        asked = question_titles(tier.hangs_on)
        return (words(f"The tier cannot be said yet: it hangs on {asked}."),)
    if tier.value is None:
        return (words(no_social_value(case)),)
    return _tier_and_weight(case, tier)


def _tier_and_weight(case: Case, tier: Finding) -> Lines:
    entries = case.entries(tier)
    held = tags({found for entry in entries for found in case.confidences(entry)})
    reasons = " ".join(entry.because for entry in entries)
    if tier.value == "none":
        return ((Text("None is asked for.", strong=True), Text(reasons), *held),)
    name = conclusion_words("social_value_tier", tier.value or "", case.stack)
    lines: list[Line] = [(Text(f"{name} tier.", strong=True), Text(reasons), *held)]
    weight = case.integer("social_value_recommended")
    chosen = case.built.proposal
    if chosen is not None and chosen.weight is not None:
        lines.append(_chosen(chosen))
    elif weight is not None:
        pillars = listed(case.stack.title_of(pillar).lower() for pillar in case.ids("pillars"))
        over = f", over the pillars {pillars}" if pillars else ""
        shown = conclusion_words("social_value_recommended", weight, case.stack)
        text = f"Recommended weight {shown} of the total score{over}."
        lines.append((Text(text), Link("The proposal", "social-value")))
    return tuple(lines)


def _chosen(proposal: Proposal) -> Line:
    asked = counted(len(proposal.award), "measure")
    obliged = counted(len(proposal.performance), "measure")
    owed = "is an obligation" if len(proposal.performance) == 1 else "are obligations"
    competed = (
        f"bidders compete on {asked}; {obliged} {owed} of whoever wins, beside what it promises"
    )
    what = competed if proposal.included else "no measure is asked for"
    text = f"It weighs {weight_words(proposal)} of the total score: {what}."
    return (Text(text), Link("What is asked of bidders", "measures"))


LAW_ALONE = "The law alone decides here: no policy on social value was applied."
"""Why there is no social value proposal without a policy."""


def no_social_value(case: Case) -> str:
    """Return why there is no social value proposal under a policy."""
    policy = case.stack.policy
    title = policy.title if policy else "The policy"
    if policy and (text := out_of_force_sentence(policy, case.decision.decided_as_of)):
        return text
    if case.is_outside:
        return "No tier was reached, because the procurement lies outside the law that applies."
    return f"{title} reaches no tier for this procurement."


def _what_is_missing(case: Case) -> Lines:
    needs, still_open = case.decision.needs, case.decision.open
    unsure = _what_is_unsure(case)
    if not needs and not still_open:
        return ((Text("Nothing that any conclusion hangs on."), *unsure),)
    lines: list[Line] = []
    if needs:
        text = f"{counted(len(needs), 'question')} must be answered first: "
        lines.append((Text(text + question_titles(needs) + "."),))
    if still_open:
        are, them = ("is", "it") if len(still_open) == 1 else ("are", "them")
        asked = counted(len(still_open), "question")
        text = f"{asked} {are} open; no required conclusion depends on {them}."
        lines.append((Text(text), Link("The questions", "missing")))
    return (*lines, unsure) if unsure else tuple(lines)


def _what_is_unsure(case: Case) -> Line:
    number = how_much_is_unsure(case)
    if not number:
        return ()
    are = "is" if number == 1 else "are"
    text = (
        f"{number} of the values, rules and sources that it rests on {are} unverified or for the "
        "authority to set."
    )
    return (Text(text), Link("Which", "footing"))


def _in_own_words(case: Case) -> Line:
    ask = plain(case.built.story.ask) if case.built.story else ""
    return (Text(f"In the buyer's words: {sentence(ask)}"),) if ask else ()


def _what_is_asked(case: Case) -> Line:
    bodies = _bodies(case)
    if not bodies:
        undetermined = case.decision.findings["approvals"].status is Status.UNDETERMINED
        if undetermined:
            return words("Which approvals are needed cannot be said before the missing answers.")
        if case.decision.value("approval_route") == "delegated":
            return words("No panel: an officer who did not write this outline decides on it.")
        return words("To note this outline: no rule that was applied asks for an approval.")
    approve = f"{bodies}: to approve this outline"
    if case.decision.needs:
        return words(f"{approve} once the missing answers are given, and not before.")
    if case.integer("social_value_recommended") is not None:
        approve += ", with its social value proposal"
    day = case.decision.decided_as_of
    commences = date_in_words(day)
    if day < case.issued_on:
        return words(sentence(f"{approve}; the procurement was to commence on {commences}"))
    return words(sentence(f"{approve}, so that the procurement can commence on {commences}"))


def _bodies(case: Case) -> str:
    return listed(approval.title for approval in case.decision.approvals)
