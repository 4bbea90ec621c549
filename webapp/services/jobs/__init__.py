"""Work that takes longer than a request can bear: queued, done by one worker, shown as it goes."""

from webapp.services.jobs.process import start_job, start_worker
from webapp.services.jobs.records import (
    Ask,
    Job,
    JobState,
    JsonObject,
    TooManyJobs,
    find_job,
    jobs_of,
    latest_job_in,
    queue_job,
)
from webapp.services.jobs.worker import JobWasTaken, Work, work_through

__all__ = [
    "Ask",
    "Job",
    "JobState",
    "JobWasTaken",
    "JsonObject",
    "TooManyJobs",
    "Work",
    "find_job",
    "jobs_of",
    "latest_job_in",
    "queue_job",
    "start_job",
    "start_worker",
    "work_through",
]
