"""Pages of the evaluation panel: who scores what, interests in the bidders, calibration."""
