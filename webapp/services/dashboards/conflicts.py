"""The conflicts of interest that wait to be judged: for whom, and for whom they do not."""

from collections.abc import Iterable, Iterator
from typing import Final

from rules.wording import listed
from webapp.roles import CONFLICT_JUDGES, PANEL, Role
from webapp.services.accounts import Person
from webapp.services.approval.states import Handling
from webapp.services.dashboards.boards import Authors, Task, Work
from webapp.store.conflict_workloads import Conflicted
from webapp.store.workloads import Pending

_JUDGES: Final = listed((role.words for role in sorted(CONFLICT_JUDGES)), last="or")


def conflict_tasks(
    pending: Iterable[Pending], found: Iterable[Conflicted], person: Person, authors: Authors
) -> list[Task]:
    """Return the conflicts that one may judge now, and one's own that waits for somebody else.

    As on the page itself, whoever decides on the outline has declared first, and takes part.
    """
    declared = tuple(found)
    return [task for one in pending for task in _of_version(one, declared, person, authors)]


def _of_version(
    one: Pending, found: tuple[Conflicted, ...], person: Person, authors: Authors
) -> Iterator[Task]:
    of_it = [item for item in found if item.version_id == one.version_id]
    may_judge = _may_judge(one, of_it, person, authors)
    for item in of_it:
        is_own = item.user_id == person.id
        if item.is_accepted is not None or not (is_own or may_judge):
            continue
        yield Task(
            Work.JUDGE_CONFLICT,
            one.record.title,
            is_mine=not is_own,
            whom=_JUDGES if is_own else "",
            since=item.declared_at,
            note=f"{one.record.reference}: {item.name}",
            place=("papers.paper", {"version_id": one.version_id})
            if is_own
            else (
                "conflicts.conflict",
                {"version_id": one.version_id, "declaration_id": item.declaration_id},
            ),
        )


def _may_judge(one: Pending, of_it: Iterable[Conflicted], person: Person, authors: Authors) -> bool:
    """Return whether somebody judges the conflicts of others on a version."""
    roles = person.roles_in(one.record.organisation_id, one.record.id)
    if not roles & CONFLICT_JUDGES or person.id in authors.get(one.record.id, ()):
        return False
    deciding = frozenset({Role.PROCUREMENT_OFFICER}) if one.route.is_delegated else PANEL
    if not roles & deciding:
        return True
    if one.handling == Handling.MANAGED:
        return any(item.user_id == person.id and item.is_accepted for item in of_it)
    return one.handling == Handling.NONE
