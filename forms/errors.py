"""What is wrong with an input, all of it at once."""

from rules.errors import PodiumError


class InvalidInput(Exception):
    """An input that cannot be taken: every fault of it, each with its place and remedy.

    `name` is what the input is called, such as a file's name, and `errors` is never empty.
    """

    def __init__(self, name: str, errors: tuple[PodiumError, ...]) -> None:
        """Take what the input is called and everything that is wrong with it."""
        super().__init__(name, errors)
        self.name = name
        self.errors = errors

    @classmethod
    def of(cls, name: str, place: str, problem: str, remedy: str) -> "InvalidInput":
        """Return the refusal of a whole input for one fault."""
        return cls(name, (PodiumError(place, problem, remedy),))

    def __str__(self) -> str:
        """Return one line for each fault."""
        return "\n".join(f"{self.name}: {error}" for error in self.errors)
