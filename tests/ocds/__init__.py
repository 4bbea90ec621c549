"""Notices as others read them: judged by an OCDS validator, with schemas that are kept here."""
