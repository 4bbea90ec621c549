"""Taking the file of a procurement along."""
