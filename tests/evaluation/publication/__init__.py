"""Tests of the terms of a tender, their checks, and of what a change asks."""
