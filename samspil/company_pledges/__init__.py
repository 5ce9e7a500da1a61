"""Hours, rooms and know-how that companies promise, and what was used of it."""
