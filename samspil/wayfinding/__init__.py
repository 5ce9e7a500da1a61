"""Whom do I talk to? From a few words to a person in the municipality, with phone."""
