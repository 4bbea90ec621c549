"""Tests of building the social value proposal."""
