"""Pages of the tender that is out: publishing it, inviting bidders, telling them of changes."""
