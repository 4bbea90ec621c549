"""The form in which a bidder drafts its answers: a heading a question, and room to write."""

from collections.abc import Iterator

from evaluation.model import Model, ScoredCriterion
from evaluation.wording import exactly
from evaluation.workbook import Issue
from rules.wording import counted
from webapp.documents.content import (
    Blank,
    Block,
    Column,
    Document,
    KeyFacts,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    plain,
)


def method_statement(
    model: Model,
    issue: Issue,
    *,
    are_names_masked: bool = False,
    audit_head: str = "",
) -> Document:
    """Return the form for drafting answers as content, for the layouts to set.

    It is not read back: the answers go into the workbook, and the form says so.

    Args:
        model: The model as it was published.
        issue: What is said of its tender.
        are_names_masked: Whether evaluators see no names of bidders.
        audit_head: The head of the audit log's chain.
    """
    questions = [leaf for leaf in model.leaves if isinstance(leaf, ScoredCriterion)]
    sections = tuple(
        Section(
            anchor=f"question-{number}",
            number=str(number),
            title=plain(question.title),
            blocks=tuple(_blocks(model, question)),
        )
        for number, question in enumerate(questions, start=1)
    )
    return Document(
        kind="Method statement form",
        title=plain(issue.title),
        reference=plain(issue.reference),
        authority=plain(issue.authority),
        issued_on=issue.issued_on,
        audit_head=audit_head,
        packs=(),
        front=_front(model, issue),
        sections=(_summary(are_names_masked=are_names_masked), *sections),
    )


def _front(model: Model, issue: Issue) -> KeyFacts:
    told = (
        ("Reference", issue.reference),
        ("Deadline", issue.deadline),
        ("Publication", f"{issue.publication}, model {model.sha256[:12]}"),
    )
    rows = tuple(Row(name, ((Text(plain(words)),),)) for name, words in told)
    return KeyFacts("The tender", rows)


def _summary(*, are_names_masked: bool) -> Section:
    told = ["Each question of the tender has a heading below, with room to write."]
    if are_names_masked:
        told.append(_NAMELESS)
    return Section(
        "about",
        "",
        "About this form",
        (
            *(Paragraph((Text(line),)) for line in told),
            Notice("Note", (Text("This form is for drafting, and is not sent."), Text(_COPY))),
        ),
    )


_COPY = (
    "Copy each answer into its row on the sheet “Answers” of the workbook: what stands there is "
    "what is read and marked."
)


_NAMELESS = (
    "Evaluators do not see your name while they score: please do not write it in answers, nor what "
    "shows it."
)


def _blocks(model: Model, question: ScoredCriterion) -> Iterator[Block]:
    for line in question.asked.splitlines():
        if line.strip():
            yield Paragraph((Text(plain(line)),))
    weight = model.effective_weights.get(question.id)
    if weight is not None:
        yield Paragraph((Text(f"This answer counts {exactly(weight)} of 100 points."),))
    if question.most_words is not None:
        yield Paragraph((Text(f"At most {counted(question.most_words, 'word')}."),))
    if question.descriptors:
        yield Table(
            "What each mark means",
            (Column("Mark", numeric=True), Column("Meaning")),
            tuple(
                (((Text(mark),),), ((Text(plain(meaning)),),))
                for mark, meaning in question.descriptors.items()
            ),
        )
    yield Paragraph((Blank(f"Your answer to “{plain(question.title)}”"),))
