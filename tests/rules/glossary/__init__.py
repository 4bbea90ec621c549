"""Tests of rules/glossary."""
