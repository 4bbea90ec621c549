"""Back-tests that a policy owner starts: a file of notices, two policies, and what came of it.

The work is a background job. What was uploaded, and the rows as CSV and JSON, are files of the
installation beside its database, named by the job.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import time
from uuid import UUID, uuid4

from forms.notices import read_notices
from rules.errors import PackIsBroken, PodiumError
from rules.library import shipped
from rules.pack import Pack, PackKind
from rules.serialisation import JsonObject
from rules.stack import Stack
from webapp.services.backtesting import Policies, csv_parts, json_parts, run_backtest
from webapp.services.files import write_parts
from webapp.services.jobs import Ask, Job, Work, find_job, jobs_of, start_job
from webapp.services.settings import State, drafts_of, stack_of_draft, stack_of_organisation
from webapp.store import Store

KIND = "backtest"
FOLDER = "backtests"
FORGOTTEN_AFTER = 24 * 60 * 60
"""The seconds after which a file of notices that is still there is nobody's work."""
SHOWN = 20
"""How many back-tests a list shows, the newest."""

OWN = "own"
"""The value by which a form chooses the policy with the settings adopted so far."""
_LAW = "law"
_DRAFT = "draft."
_PACK = "pack."


@dataclass(frozen=True, slots=True)
class Choice:
    """A policy that a back-test can run under: the value that a form sends, and its words."""

    value: str
    words: str


class NoSuchPolicy(PodiumError):
    """A back-test names a policy or a draft that is not there."""


class UploadIsGone(PodiumError):
    """The file of notices of a back-test was removed before it was read."""


def choices(store: Store, organisation_id: UUID) -> tuple[Choice, ...]:
    """Return the policies of a back-test: today's, drafts, those of the packs, the law alone."""
    drafts = [
        Choice(value_of_draft(one.id), f"Draft: {one.name}")
        for one in drafts_of(store, organisation_id)
        if one.state not in {State.WITHDRAWN, State.APPROVED}
    ]
    packs = [Choice(f"{_PACK}{pack.id}", pack.title) for pack in _policies()]
    today = Choice(OWN, "Our policy, with the settings adopted so far")
    return (today, *drafts, *packs, Choice(_LAW, "The law alone"))


def _policies() -> Iterator[Pack]:
    """Yield the policies that ship; one that can't be read is left out."""
    for id_ in shipped().ids():
        with suppress(PackIsBroken):
            pack = shipped().pack(id_)
            if pack.kind is PackKind.POLICY:
                yield pack


def start_backtest(  # noqa: PLR0913 - a file, two policies, by whom and when
    store: Store,
    folder: Path,
    data: bytes,
    *,
    file_name: str,
    organisation_id: UUID,
    policy: str,
    against: str,
    on: date | None = None,
    made_by: UUID,
    now: datetime,
) -> UUID:
    """Keep the file, and queue the back-test; return the id of its job.

    Raises:
        InvalidInput: the file is no file of notices.
        NoSuchPolicy: one of the two policies is not there.
        TooManyJobs: the organisation has too many jobs that have not ended.
    """
    names = {one.value: one.words for one in choices(store, organisation_id)}
    policy_words = _named("policy", policy, names)
    against_words = _named("against", against, names) if against else ""
    read_notices(data, file_name)
    path = _keep(folder, data)
    arguments = {
        "file": str(path),
        "file_name": file_name,
        "policy": policy,
        "policy_words": policy_words,
        "against": against,
        "against_words": against_words,
        "on": on.isoformat() if on else None,
    }
    ask = Ask(KIND, organisation_id, f"{KIND}/{path.stem}", arguments)
    try:
        return start_job(store, ask, made_by=made_by, now=now)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _named(place: str, value: str, names: Mapping[str, str]) -> str:
    if value not in names:
        raise NoSuchPolicy(
            place, f"there is no policy or draft “{value}” any more", "Choose another"
        )
    return names[value]


def _keep(folder: Path, data: bytes) -> Path:
    held = folder / FOLDER
    held.mkdir(mode=0o700, exist_ok=True)
    _drop_forgotten(held)
    path = held / f"{uuid4()}.notices"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)
    return path


def _drop_forgotten(held: Path) -> None:
    """Drop uploads that a worker left behind when its process was ended."""
    before = time() - FORGOTTEN_AFTER
    for path in held.glob("*.notices"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def run(work: Work) -> JsonObject:
    """Do a back-test, write its rows to files, and return its counts.

    Raises:
        UploadIsGone: the file of notices is not there.
        EvaluatorsDisagree: the two evaluators differ on a release.
    """
    path = Path(work.job.arguments["file"])
    try:
        return _run(work, path)
    finally:
        path.unlink(missing_ok=True)


def _run(work: Work, path: Path) -> JsonObject:
    asked = work.job.arguments
    work.progress("Reading the notices")
    try:
        notices = read_notices(path.read_bytes(), asked["file_name"])
    except FileNotFoundError as error:
        raise UploadIsGone(
            asked["file_name"], "the file that was uploaded is gone", "Start the back-test again"
        ) from error
    policies = policies_of(work.store, work.job)
    total = len(notices)

    def tell(count: int) -> None:
        work.progress(f"{count:,} of {total:,} releases decided", done=count, total=total)

    on = asked.get("on")
    day = date.fromisoformat(on) if on else None
    with run_backtest(notices, policies, on=day, progress=tell) as found:
        write_parts(file_of(path, "csv"), _encoded("\ufeff", csv_parts(found)))
        write_parts(file_of(path, "json"), _encoded("", json_parts(found)))
        return found.head


def policies_of(store: Store, job: Job) -> Policies:
    """Return the packs that a back-test runs under, as they stand now.

    Where a draft is one of them, its settings and those adopted so far count as if they had
    always stood: notices of the past lie before the days of a draft.
    """
    asked = job.arguments
    against, always = asked["against"], is_of_draft(job)
    return Policies(
        _stack(store, job.organisation_id, asked["policy"], always=always),
        _stack(store, job.organisation_id, against, always=always) if against else None,
        name=asked["policy_words"],
        name_against=asked["against_words"],
    )


def stacks_of(store: Store, job: Job) -> tuple[Stack, ...]:
    """Return the packs by which the results of a back-test are told, the first policy's first.

    None where a policy or a draft of it is there no more, or can't stand as it is.
    """
    try:
        found = policies_of(store, job)
    except (PodiumError, LookupError):
        return ()
    return (found.stack,) if found.against is None else (found.stack, found.against)


def value_of_draft(draft_id: UUID) -> str:
    """Return the value by which a form chooses a draft as a policy."""
    return f"{_DRAFT}{draft_id}"


def is_of_draft(job: Job) -> bool:
    """Return whether a draft is one of the policies of a back-test."""
    asked = job.arguments
    return any(value.startswith(_DRAFT) for value in (asked["policy"], asked["against"]))


def _stack(store: Store, organisation_id: UUID, value: str, *, always: bool) -> Stack:
    if value == OWN:
        return stack_of_organisation(store, organisation_id, as_if_always=always)
    if value.startswith(_DRAFT):
        return stack_of_draft(store, UUID(value.removeprefix(_DRAFT)), as_if_always=True)
    return shipped().stack(None if value == _LAW else value.removeprefix(_PACK))


def _encoded(mark: str, parts: Iterable[str]) -> Iterable[bytes]:
    yield mark.encode()
    for part in parts:
        yield part.encode()


def file_of(path: Path, kind: str) -> Path:
    """Return the file of a back-test's rows, as csv or json, by that of its notices."""
    return path.with_suffix(f".{kind}")


def rows_file(job: Job, kind: str) -> Path | None:
    """Return the file of a back-test's rows, None where it is not there."""
    path = file_of(Path(job.arguments["file"]), kind)
    return path if path.is_file() else None


def backtest_job(store: Store, job_id: UUID, *, now: datetime) -> Job | None:
    """Return a back-test by its job's id, None if that is no back-test."""
    job = find_job(store, job_id, now=now)
    return job if job is not None and job.kind == KIND else None


def backtests_of(store: Store, organisation_id: UUID, *, now: datetime) -> tuple[Job, ...]:
    """Return the latest back-tests of an organisation, the newest first."""
    return jobs_of(store, organisation_id, kind=KIND, limit=SHOWN, now=now)
