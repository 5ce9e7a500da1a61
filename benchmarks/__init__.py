"""Measures Samspil with a thousand to a hundred thousand challenges: ``make bench``."""
