"""Why a draft was not changed, in words with a remedy."""

from dataclasses import dataclass

from rules.errors import PodiumError


@dataclass(frozen=True, slots=True)
class Refused:
    """What keeps an act from being done, and what to do instead."""

    problem: str
    remedy: str

    @classmethod
    def of(cls, error: PodiumError) -> "Refused":
        """Return a refusal of the rules as one of ours."""
        return cls(error.problem, error.remedy)


NO_DRAFT = Refused("There is no such draft", "Go back to the list of drafts")
NOT_OPEN = Refused(
    "The draft was proposed, approved or withdrawn since you opened this page",
    "Read it as it stands now",
)
