"""The Django side of ``samspil.matching``: who and what could help, twins, feedback, the words it knows."""
