"""Checking a draft: the policy's own tests under it, and the analysis of every case.

A policy's tests say what its rules conclude with the values that it proposes. Under other
values some conclude otherwise, and that is what was intended: such a test is a changed
expectation, and no failure. What a draft must not do is leave a case undecided, or make rules
contradict each other: a test that can't be decided any more is an error, and so is everything
that the analysis finds. The law's own tests are not run again, since no rule of the law reads
a value that is the authority's to set.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rules.analysis import AnalysisFinding, analyse
from rules.decide import decide_facts
from rules.errors import PodiumError
from rules.pack import PackTest
from rules.packtests import run_tests
from rules.procurement import known_facts
from rules.settings import SettingRefused
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME
from webapp.documents.findings import found_words
from webapp.services.jobs import Ask, Job, JobState, JsonObject, Work, latest_job_in, queue_job
from webapp.services.settings.adopted import stack_in
from webapp.services.settings.drafts import Draft, NoSuchDraft, digest_of, draft_in, stack_with
from webapp.store import Session, Store
from webapp.store import settings as rows

KIND = "check-draft"
_PARTS = 2


class CheckState(StrEnum):
    """What is known of a draft as it stands."""

    NEVER = "never"
    WAITING = "waiting"
    STALE = "stale"
    FAILED = "failed"
    ERRORS = "errors"
    CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class ChangedConclusion:
    """A conclusion that a test comes to otherwise under a draft, in words."""

    title: str
    today: str
    drafted: str


@dataclass(frozen=True, slots=True)
class ChangedTest:
    """A test of the policy that comes out otherwise under a draft."""

    name: str
    conclusions: tuple[ChangedConclusion, ...]


@dataclass(frozen=True, slots=True)
class UndecidedTest:
    """A test of the policy that can't be decided under a draft, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the analysis found, in how many cases, and one that shows it."""

    kind: str
    message: str
    example: str
    cases: int = 0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found. `errors` and `undecided` keep the draft from being approved.

    Of `tests`, `changed` come out otherwise than today, and `changed_before` came out otherwise
    than the policy proposes under the settings in force already.
    """

    tests: int
    changed: tuple[ChangedTest, ...]
    undecided: tuple[UndecidedTest, ...]
    changed_before: int
    cases: int
    decided_again: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that keeps the draft from being approved."""
        return not (self.errors or self.undecided)


@dataclass(frozen=True, slots=True)
class Check:
    """What is known of a draft: the job that last checked it, and what that found."""

    state: CheckState
    job: Job | None = None
    result: CheckResult | None = None

    @property
    def is_never(self) -> bool:
        """Whether the draft was never checked."""
        return self.state is CheckState.NEVER

    @property
    def is_stale(self) -> bool:
        """Whether something has changed since it was checked."""
        return self.state is CheckState.STALE

    @property
    def is_waiting(self) -> bool:
        """Whether it is being checked."""
        return self.state is CheckState.WAITING

    @property
    def is_failed(self) -> bool:
        """Whether the check could not be done."""
        return self.state is CheckState.FAILED

    @property
    def is_clean(self) -> bool:
        """Whether it was checked as it stands, without an error."""
        return self.state is CheckState.CLEAN

    @property
    def has_errors(self) -> bool:
        """Whether it was checked as it stands, and has errors."""
        return self.state is CheckState.ERRORS


def check_of(store: Store, draft_id: UUID, *, now: datetime) -> Check:
    """Return what is known of a draft as it stands."""
    with store.reading() as session:
        draft = draft_in(session, draft_id)
        return Check(CheckState.NEVER) if draft is None else check_in(session, draft, now=now)


def check_in(session: Session, draft: Draft, *, now: datetime) -> Check:
    """Return the same as a session sees it; of a closed draft, what was known when it closed."""
    job = latest_job_in(session, kind=KIND, subject=draft.subject, now=now)
    if job is None:
        return Check(CheckState.NEVER)
    result = result_of(job.result) if job.result is not None else None
    if not draft.is_closed and not _is_fresh(session, draft, job):
        return Check(CheckState.STALE, job, result)
    match job.state:
        case JobState.QUEUED | JobState.RUNNING:
            return Check(CheckState.WAITING, job)
        case JobState.FAILED:
            return Check(CheckState.FAILED, job)
        case JobState.DONE:
            is_clean = result is not None and result.is_clean
            return Check(CheckState.CLEAN if is_clean else CheckState.ERRORS, job, result)


def _is_fresh(session: Session, draft: Draft, job: Job) -> bool:
    try:
        digest = digest_of(stack_with(session, draft))
    except SettingRefused:
        return False
    return bool(job.arguments["content_sha256"] == digest)


def queue_check(session: Session, draft: Draft, *, person_id: UUID, now: datetime) -> UUID:
    """Queue a check of a draft as it stands; the caller starts the worker after the commit.

    Raises:
        SettingRefused: the packs leave no room for what it proposes.
        TooManyJobs: the organisation has too many jobs that have not ended.
    """
    digest = digest_of(stack_with(session, draft))
    ask = Ask(
        KIND,
        draft.organisation_id,
        draft.subject,
        {"draft": str(draft.id), "content_sha256": digest},
    )
    return queue_job(session, ask, made_by=person_id, now=now)


def run(work: Work) -> JsonObject:
    """Check a draft, as a job.

    Raises:
        NoSuchDraft: there is none of that id.
        PodiumError: it was changed since the check was asked for.
    """
    with work.store.reading() as session:
        draft = draft_in(session, UUID(work.job.arguments["draft"]))
        if draft is None:
            raise NoSuchDraft(work.job.arguments["draft"])
        drafted = stack_with(session, draft)
        organisation = rows.organisation(session, draft.organisation_id)
        assert organisation is not None  # noqa: S101 - a draft's key says so
        today = stack_in(session, organisation)
    if digest_of(drafted) != work.job.arguments["content_sha256"]:
        raise PodiumError(
            draft.name,
            "the draft, the policy or the settings in force were changed since",
            "Start the check again",
        )
    return checked(today, drafted, work)


def checked(today: Stack, drafted: Stack, work: Work) -> JsonObject:
    """Return what a check of these packs finds, as plain JSON."""
    policy = drafted.policy
    assert policy is not None  # noqa: S101 - a stack of settings stands on a policy
    work.progress("Running the policy's tests", done=0, total=_PARTS)
    before, after = run_tests(policy, today).outcomes, run_tests(policy, drafted).outcomes
    work.progress("Analysing every case", done=1, total=_PARTS)
    report = analyse(
        policy,
        drafted,
        progress=lambda _: work.progress("Analysing every case", done=1, total=_PARTS),
    )
    return {
        "tests": len(after),
        "changed": [
            {"name": one.test.name, "conclusions": list(_differences(one.test, today, drafted))}
            for one, other in zip(after, before, strict=True)
            if one.is_decided and one.failures != other.failures
        ],
        "undecided": [
            {"name": one.test.name, "why": " ".join(one.failures)}
            for one in after
            if not one.is_decided
        ],
        "changed_before": sum(1 for one in before if one.failures),
        "cases": report.cases,
        "decided_again": report.decided_again,
        "errors": list(_findings(report.findings)),
        "warnings": list(_findings(report.warnings)),
    }


def result_of(held: JsonObject) -> CheckResult:
    """Return what a job's JSON says that a check found."""
    return CheckResult(
        tests=held["tests"],
        changed=tuple(
            ChangedTest(
                one["name"],
                tuple(ChangedConclusion(**conclusion) for conclusion in one["conclusions"]),
            )
            for one in held["changed"]
        ),
        undecided=tuple(UndecidedTest(**one) for one in held["undecided"]),
        changed_before=held["changed_before"],
        cases=held["cases"],
        decided_again=held["decided_again"],
        errors=tuple(Problem(**one) for one in held["errors"]),
        warnings=tuple(Problem(**one) for one in held["warnings"]),
    )


def _differences(test: PackTest, today: Stack, drafted: Stack) -> Iterator[JsonObject]:
    """Yield the conclusions that a test comes to otherwise under a draft than today."""
    facts = known_facts(test.given)
    now, then = decide_facts(facts, today), decide_facts(facts, drafted)
    for name, finding in now.findings.items():
        other = then.findings[name]
        before = found_words(name, finding.status, finding.value, today)
        after = found_words(name, other.status, other.value, drafted)
        if before != after:
            title = CONCLUSION_BY_NAME[name].title
            yield {"title": title, "today": before, "drafted": after}


def _findings(found: Iterable[AnalysisFinding]) -> Iterator[JsonObject]:
    for one in found:
        yield {
            "kind": one.kind,
            "message": one.message,
            "example": one.example,
            "cases": one.cases,
        }
