"""Tests of the evaluation panel: who scores what, interests, calibration, who sees what."""
