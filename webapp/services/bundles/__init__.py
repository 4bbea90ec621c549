"""Sealing an evaluation into a bundle, and recomputing one from the bundle alone.

Neither needs a database, a server or the packs that ship with Podium: what a bundle holds is all
that goes in. Sealing runs the very recomputation that a replay runs, so that both start from the
same bytes.
"""

from webapp.services.bundles.differences import Difference
from webapp.services.bundles.replaying import CannotBeHonoured, Replay, replay
from webapp.services.bundles.sealing import Sealed, seal

__all__ = ["CannotBeHonoured", "Difference", "Replay", "Sealed", "replay", "seal"]
