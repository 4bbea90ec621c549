"""What people settle before an award: grounds on which a tender is disregarded."""
