"""Why something was not done, in words with a remedy."""

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


NO_PROCUREMENT = Refused("There is no such procurement", "Go back to your procurements")
