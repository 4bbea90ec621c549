"""The documents of a tender pack, made from what was published: instructions, and the guide."""

from webapp.documents.tender_pack.guide import guide
from webapp.documents.tender_pack.instructions import instructions
from webapp.documents.tender_pack.pack import Pack

__all__ = ["Pack", "guide", "instructions"]
