"""The conflicts assessment, as the buyer tells of it on submitting the outline."""

from evaluation.outline.conflicts import assessment_cites
from webapp.documents.content import KeyFacts, Line, Lines, Paragraph, Row, Section, Text
from webapp.documents.outline.built.parts import written
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import BODY
from webapp.documents.outline.words import words

TITLE = "Conflicts assessment"
_NOT_SAID: Lines = (words("Not said."),)
_PREPARED = "It is prepared, and revised as far as it had to be, the buyer says."
_NOT_PREPARED = "The buyer does not say that it is prepared."


def conflicts(case: Case) -> Section | None:
    """Return the section on conflicts of interest, None where nothing was said of them."""
    told = case.built.assessed
    if told.is_unsaid:
        return None
    rows = (
        Row("Who was asked", written(told.asked) or _NOT_SAID),
        Row("What was found, and done", written(told.found) or _NOT_SAID),
        Row("The assessment", (words(_PREPARED if told.is_prepared else _NOT_PREPARED),)),
    )
    blocks = (Paragraph(_footing(case)), KeyFacts(TITLE, rows))
    return Section("conflicts-assessment", BODY, TITLE, blocks)


def _footing(case: Case) -> Line:
    """Return who says so, and where the law asks for it if it does."""
    cites = assessment_cites(case.decision)
    if not cites:
        return words(
            "The buyer said this on submitting the outline. No rule that was applied asks for a "
            "conflicts assessment for this contract."
        )
    told = (
        "The buyer said this on submitting the outline. The law wants the assessment itself "
        "kept under review, revised as necessary, and confirmed in the notices."
    )
    return (Text(told), *case.cites(cites), *case.held(cites))
