"""Tests of notices: what each holds and lacks, and those that are made."""
