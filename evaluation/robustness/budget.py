"""How much work a search may do: counted in steps, never in seconds, so that results repeat."""

STEPS = 1_000_000
"""About as many steps as take five seconds."""


class BudgetIsSpent(Exception):
    """A search came to the end of its budget."""


class Budget:
    """A number of steps that are used up."""

    def __init__(self, steps: int = STEPS) -> None:
        """Start with so many steps."""
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Use steps up.

        Raises:
            BudgetIsSpent: there are none left.
        """
        self.left -= steps
        if self.left < 0:
            message = "The search was cut off by its budget; what it found so far stands."
            raise BudgetIsSpent(message)
