"""Everything that is wrong with a tender, told at once, as far as a person reads on."""

from forms.errors import InvalidInput
from forms.json_objects import placed_errors
from rules.errors import PodiumError

MOST_LISTED = 50
"""How many faults are listed; of the others only the number is told."""


class Refusals:
    """The faults found so far, in the order in which they were found."""

    def __init__(self, name: str) -> None:
        """Take what the input is called."""
        self.name = name
        self.found = 0
        self._listed: list[PodiumError] = []

    @property
    def is_full(self) -> bool:
        """Whether further faults are only counted, so that no remedy need be looked for."""
        return self.found >= MOST_LISTED

    def add(self, place: str, problem: str, remedy: str) -> None:
        """Note a fault."""
        self.found += 1
        if self.found <= MOST_LISTED:
            self._listed.append(PodiumError(place, problem, remedy))

    def add_messages(self, messages: object, place: str) -> None:
        """Note every message of a schema that read what stands at a place."""
        self.add_all(placed_errors(messages, place))

    def add_all(self, errors: tuple[PodiumError, ...]) -> None:
        """Note faults that were found elsewhere."""
        for error in errors:
            self.add(error.place, error.problem, error.remedy)

    @property
    def refusal(self) -> InvalidInput:
        """The refusal of the input, with the faults and how many more there are."""
        more = self.found - len(self._listed)
        if not more:
            return InvalidInput(self.name, tuple(self._listed))
        are = "fault is" if more == 1 else "faults are"
        rest = PodiumError("", f"{more:,} more {are} not listed", "Correct those above first")
        return InvalidInput(self.name, (*self._listed, rest))
