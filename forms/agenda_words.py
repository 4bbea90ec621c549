"""What is said of an outline whose meeting was not opened yet, on its form and in a refusal."""


def on_its_agenda(called_for: str) -> str:
    """Return that an outline waits for the meeting that was called for a moment, in words."""
    return (
        f"The outline is on the agenda of the meeting called for {called_for}, which was not "
        "opened yet"
    )
