"""The evaluation: arithmetic and judgement on tenders."""
