"""Tests of the analysis of packs, a module for each idea."""
