"""What goes wrong, named for the fact: each says where, what happened and what to do next."""


class PodiumError(Exception):
    """A refusal that a person can act on.

    `place` is a path such as `estimated_value.amount` or `rules/kpis.yaml:12`, `problem`
    what is wrong there, `remedy` what to do next. All are plain sentences for people.
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        """Name the place, the problem and the remedy."""
        super().__init__(place, problem, remedy)
        self.place = place
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the refusal in one line."""
        start = f"{self.place}: " if self.place else ""
        return f"{start}{_sentence(self.problem)} {_sentence(self.remedy)}"


def _sentence(words: str) -> str:
    return words if words.endswith(("?", ".")) else f"{words}."


class PackIsBroken(PodiumError):
    """A pack's files are not in the form that packs have; the place is file and line."""


class UnknownPack(PodiumError):
    """No pack of that id is shipped or configured."""


class OutsidePeriod(PodiumError):
    """The day lies before or after the period whose law the packs know."""


class EvaluatorsDisagree(PodiumError):
    """The two evaluators came to different results, so nothing is decided."""


class EngineFailed(PodiumError):
    """The rules engine broke a promise that every run is checked for."""


class Contradiction(PodiumError):
    """Two rules that stand conclude different values of what can have only one."""
