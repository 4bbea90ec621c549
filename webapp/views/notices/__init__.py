"""The pages of the notices for the central platform."""
