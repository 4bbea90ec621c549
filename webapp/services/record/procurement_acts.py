"""The sentences of what people do with a procurement: its answers, its parts, its files."""

from collections.abc import Mapping
from uuid import UUID

from rules.wording import NOT_ANSWERED, counted, listed
from webapp.services.parts.kinds import KINDS
from webapp.services.parts.looking import looked_at_because
from webapp.services.record.telling import (
    FINGERPRINT,
    Change,
    Entry,
    Group,
    Named,
    Place,
    Tell,
    Told,
)
from webapp.services.record.values import (
    answer_in_words,
    differences,
    fact_title,
    shortened,
)

MOST_LINES = 12


def _start(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"started the procurement “{entry.text('title')}” ({entry.text('reference')})",
        tuple(
            Change(
                f"{fact_title(fact)}, from the authority’s settings",
                "",
                answer_in_words(fact, text),
            )
            for fact, text in entry.detail.get("from_settings", {}).items()
        ),
    )


def _copy(entry: Entry, named: Named) -> Told:
    del named
    answers, parts = entry.detail.get("answers", ()), entry.detail.get("parts", {})
    taken = listed([counted(len(answers), "answer"), *(_part_title(name) for name in parts)])
    return Told(
        f"began “{entry.text('title')}” ({entry.text('reference')}) as a copy of "
        f"{entry.text('copied_reference')}, with {taken}"
    )


def _import_notice(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"began “{entry.text('title')}” ({entry.text('reference')}) from the notice "
        f"{entry.text('ocid')}",
        tuple(
            Change(fact_title(fact), "", answer_in_words(fact, text))
            for fact, text in entry.detail.get("answers", {}).items()
        ),
    )


def _answer(entry: Entry, named: Named) -> Told:
    version, given = entry.detail.get("version"), entry.detail.get("answers", {})
    changes = tuple(
        Change(
            fact_title(fact),
            _earlier(named, entry.subject_id, fact, version),
            answer_in_words(fact, text),
        )
        for fact, text in given.items()
    )
    if len(changes) == 1:
        done = "answered" if changes[0].was == NOT_ANSWERED else "changed the answer to"
        what = f"{done} “{changes[0].title}”"
    else:
        changed = sum(one.was != NOT_ANSWERED for one in changes)
        told = [(len(changes) - changed, "answered"), (changed, "changed the answers to")]
        what = " and ".join(
            f"{verb.replace('answers', 'answer') if many == 1 else verb} "
            f"{counted(many, 'question')}"
            for many, verb in told
            if many
        )
    return Told(what or "saved a page of questions", changes, place=_answers_then(entry))


def _earlier(named: Named, procurement_id: UUID | None, fact: str, version: object) -> str:
    """Return what was answered before a version."""
    if procurement_id is None or not isinstance(version, int):
        return NOT_ANSWERED
    found = [text for at, text in named.answers.get((procurement_id, fact), ()) if at < version]
    return answer_in_words(fact, found[-1]) if found else NOT_ANSWERED


def _answers_then(entry: Entry) -> Place:
    return Place(
        "record.answers",
        (("procurement_id", entry.subject_id), ("version", entry.detail.get("version", 1))),
        "All answers as they were then",
    )


def _decide(entry: Entry, named: Named) -> Told:
    digest = entry.text("content_sha256")
    packs = named.packs.get((entry.subject_id, digest), "") if entry.subject_id else ""
    return Told(
        f"had the rules decide on the answers, and recorded the decision "
        f"(fingerprint {digest[:FINGERPRINT]}…)",
        under=packs,
        place=_answers_then(entry),
    )


def _save_part(entry: Entry, named: Named) -> Told:
    part, revision = entry.text("part"), int(entry.detail.get("revision", 1))
    title = _part_title(part)
    changes: tuple[Change, ...] = ()
    if entry.subject_id is not None:
        now = named.parts.get((entry.subject_id, part, revision))
        was = named.parts.get((entry.subject_id, part, revision - 1))
        if now is not None and part in KINDS:
            changes = differences(KINDS[part].value, was, now)
    done = "saved" if revision == 1 else "changed"
    left = len(changes) - MOST_LINES
    shown = tuple(
        Change(one.title, shortened(one.was), shortened(one.now)) for one in changes[:MOST_LINES]
    )
    if left > 0:
        shown = (*shown, Change(f"and {counted(left, 'more line')}", "", "see the whole"))
    return Told(
        f"{done} the {title} (revision {revision})",
        shown,
        why=entry.text("why"),
        place=Place(
            "record.part",
            (("procurement_id", entry.subject_id), ("part", part), ("revision", revision)),
            f"Revision {revision} of the {title}",
        ),
    )


def _confirm_part(entry: Entry, named: Named) -> Told:
    del named
    part, revision = entry.text("part"), int(entry.detail.get("revision", 1))
    title = _part_title(part)
    because = looked_at_because(entry.detail.get("because", []))
    return Told(
        f"looked at the {title} again and kept revision {revision}, though {because}",
        place=Place(
            "record.part",
            (("procurement_id", entry.subject_id), ("part", part), ("revision", revision)),
            f"Revision {revision} of the {title}",
        ),
    )


def _part_title(name: str) -> str:
    kind = KINDS.get(name)
    return kind.title[:1].lower() + kind.title[1:] if kind else name


def _stress(entry: Entry, named: Named) -> Told:
    del named
    found = counted(int(entry.detail.get("findings", 0)), "finding")
    errors = "with errors" if entry.detail.get("has_errors") else "without errors"
    return Told(
        f"had the award criteria of revision {entry.text('revision')} stress-tested: {found}, "
        f"{errors}",
        place=Place(
            "record.part",
            (
                ("procurement_id", entry.subject_id),
                ("part", "criteria"),
                ("revision", entry.detail.get("revision", 1)),
            ),
            "The award criteria as they were then",
        ),
    )


def _attach(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"attached the file “{entry.text('name')}” "
        f"(fingerprint {entry.text('sha256')[:FINGERPRINT]}…)",
        place=_files(entry),
    )


def _remove(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"took the file “{entry.text('name')}” off; it is kept",
        why=entry.text("why"),
        place=_files(entry),
    )


def _files(entry: Entry) -> Place:
    return Place("attachments.attachments", (("procurement_id", entry.subject_id),), "The files")


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "start-procurement": (Group.ANSWERS, _start),
    "copy-procurement": (Group.ANSWERS, _copy),
    "import-notice": (Group.ANSWERS, _import_notice),
    "answer": (Group.ANSWERS, _answer),
    "decide": (Group.ANSWERS, _decide),
    "save-part": (Group.PARTS, _save_part),
    "confirm-part": (Group.PARTS, _confirm_part),
    "stress-test": (Group.PARTS, _stress),
    "attach-file": (Group.FILES, _attach),
    "remove-file": (Group.FILES, _remove),
}
