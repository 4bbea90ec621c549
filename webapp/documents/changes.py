"""Conclusions that change, in words: what each is, and what it becomes."""

from dataclasses import dataclass

from rules.decision import Decision, Finding, Status
from rules.stack import Stack
from rules.tipping_points import Change, changes_between
from rules.vocabulary import CONCLUSION_BY_NAME
from rules.wording import listed, lower_first
from webapp.documents.findings import found_words

MOST_LISTED = 3
"""Lists of more are told by how many they hold, and by what is new in them and what is gone."""


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A conclusion that changes, in words: its title, what it is, and what it becomes.

    Of long lists `new` and `gone` name what comes and what goes.
    """

    title: str
    before: str
    after: str
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the change as a clause, such as `Social value tier: light, becomes standard`."""
        return f"{self.title}: {lower_first(self.before)}, becomes {lower_first(self.after)}"


def changes_of(before: Decision, after: Decision) -> tuple[Change, ...]:
    """Return the conclusions that differ between two decisions, in the vocabulary's order."""
    return changes_between(before.findings, after.findings)


def change_words(change: Change, stack: Stack) -> ChangeWords:
    """Return a changed conclusion in words; long lists are told by what is new and what is gone."""
    title = CONCLUSION_BY_NAME[change.conclusion].title
    before, after = (_titles(one, stack) for one in (change.before, change.after))
    before_words = _words(change.before, before, stack)
    after_words = _words(change.after, after, stack)
    if max(len(before), len(after)) <= MOST_LISTED:
        return ChangeWords(title, before_words, after_words)
    new = tuple(one for one in after if one not in before)
    gone = tuple(one for one in before if one not in after)
    moved = [f"{len(some)} {word}" for some, word in ((new, "new"), (gone, "gone")) if some]
    if after and moved:
        after_words = f"{after_words}: {', '.join(moved)}"
    return ChangeWords(title, before_words, after_words, new, gone)


def _quoted(titles: tuple[str, ...]) -> str:
    """Return titles as a sentence lists them; a title may hold an “and” of its own."""
    return listed(f"“{title}”" for title in titles)


def _words(finding: Finding, titles: tuple[str, ...], stack: Stack) -> str:
    many = f"{len(titles)} in all" if len(titles) > MOST_LISTED else _quoted(titles)
    if finding.status is Status.UNDETERMINED and many:
        return f"{many}, and more may follow"
    if finding.status is Status.CONCLUDED and many:
        return many
    return found_words(finding.name, finding.status, finding.value, stack)


def _titles(finding: Finding, stack: Stack) -> tuple[str, ...]:
    return tuple(stack.title_of(id_) for id_ in finding.ids())
