"""The rules: language, loader, evaluators and packs."""
