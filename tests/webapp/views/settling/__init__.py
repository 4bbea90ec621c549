"""Tests of the pages on which is settled what an award hangs on."""
