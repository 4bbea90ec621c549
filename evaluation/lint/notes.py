"""Notes between colleagues, as they are found in texts that were meant for the file alone."""

import re

_PLACE = r"(?:section|paragraph|page|annex|appendix|part|chapter|its|the|this)"


def _any(*alternatives: str, exactly: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds any of these; `exactly` minds capitals and small letters."""
    parts = [f"(?i:{part})" for part in alternatives]
    return re.compile("|".join((*parts, *exactly)))


NOTES = {
    "a placeholder": _any(
        r"\blorem ipsum\b",
        r"\binsert (?:text|here|rationale|reason)\b",
        r"\bplaceholder\b",
        exactly=(r"\bT\.?B\.?[CD]\b", r"\bTODO\b", r"\bFIXME\b", r"\bXX+\b", r"\?\?+"),
    ),
    "a note to colleagues": _any(
        r"\b(?:check|checking|confirm|discuss|agree|raise|query) (?:this |it )?with "
        r"(?:legal|procurement|finance|the panel|the chair|moderat\w+|colleagues)\b",
        r"\b(?:ask|run (?:this |it )?past) (?:legal|procurement|finance|the chair)\b",
        r"\blegal (?:to|must|should|need to) (?:check|confirm|advise|review)\b",
        r"\bto be (?:checked|discussed|moderated|finalised)\b",
        r"\bneeds? (?:checking|rewording|tidying)\b",
        r"\bnote to (?:self|panel|file|chair)\b",
        r"\bsee (?:my|our|his|her) notes?\b",
        rf"\bas (?:discussed|agreed)\b(?! (?:in|on|at|under|by) {_PLACE}\b)",
        r"\bas (?:discussed|agreed) (?:in|at) (?:the )?(?:meeting|moderation|panel)\b",
    ),
    "a reference to moderation": _any(
        r"\b(?:in|at|during|after|following|before|for|pre|post)[ -](?:the )?moderation\b",
        r"\bmoderation (?:meeting|session|discussion|notes?|panel|score)\b",
        r"\bmoderators?\b",
        r"\bmoderated (?:up|down|score|mark|from|to)\b",
    ),
    "one evaluator's opinion": _any(
        r"\b(?:one|two|three|some|most|several|another|a majority|the majority|either) "
        r"(?:of (?:the |our )?)?(?:evaluators?|assessors?|panel members?|markers?)\b",
        r"\b(?:evaluator|assessor|marker|panel member) (?:[0-9]+|[a-z])\b",
        r"\b(?:evaluators|assessors|markers) (?:disagreed|differed|were split|could not agree)\b",
        r"\bin my (?:view|opinion|experience)\b",
        r"\bmy (?:score|mark|view|opinion|notes?)\b",
        r"\bnot sure (?:if|whether|what|how|about|this|that)\b",
        r"\bgut feeling\b",
        exactly=(
            r"\bI (?:think|feel|felt|believe|would|am|was|don't|do not|suspect|guess)\b",
            r"\bI (?:liked?|gave|scored|marked|found|had|have|wonder|agree|disagree)\b",
            r"\bI['\u2019]m\b",
        ),
    ),
    "a mark of secrecy": _any(
        r"\b(?:do not|don't|not (?:to be|for)) "
        r"(?:disclos\w+|release|share|shared|published|publication)\b",
        r"\binternal(?:[ -]use)? only\b",
        r"\bfor internal use\b",
        r"\boff the record\b",
        r"\b(?:commercial[- ]+)?in[ -]confidence\b",
        r"\bcommercially sensitive\b",
        r"\bwithout prejudice\b",
        r"\blegally privileged\b",
    ),
    "initials in brackets": _any(
        exactly=(r"\[[A-Z]{2,3}(?:\s*[:,–-].*?)?\]", r"\([A-Z]{2,3}\s*[:–]\s*[^)]*\)"),
    ),
    "what is known from outside the tender": _any(
        r"\b(?:well )?known to (?:us|the (?:council|authority|panel))\b",
        r"\bwe (?:already )?know (?:them|that they|this (?:bidder|supplier|company))\b",
        r"\b(?:in|from) our experience (?:of|with) (?:them|this (?:bidder|supplier|company))\b",
        r"\bour (?:current|existing|present) (?:contractor|supplier|provider)\b",
        r"\bhave let us down\b",
    ),
}
"""What a letter must not hold, by what it is called, each with what finds it."""


def evaluators_named(evaluators: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds any of some evaluators' ids, None without evaluators.

    An id of letters alone may be a common word, such as `finance`: it must be written as a
    name within a sentence, or be said to have thought something.
    """
    found = [_evaluator(each) for each in evaluators]
    return re.compile("|".join(found)) if found else None


def _evaluator(identifier: str) -> str:
    name = re.escape(identifier)
    if not identifier.isalpha():
        return rf"(?<![\w.-])(?i:{name})(?![\w-]|\.\w)"
    capital = re.escape(identifier[:1].upper() + identifier[1:])
    verbs = "felt|feels|thought|thinks|said|scored|gave|considered|argued|preferred|wanted|marked"
    return rf"(?<=[a-z,] ){capital}\b(?! [A-Z])|\b(?:{name}|{capital}) (?:{verbs})\b"
