"""What must never be, in any room: each check is shown to catch a violation."""
