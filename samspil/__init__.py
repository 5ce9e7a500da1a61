"""Samspil: where a municipality and its society solve welfare challenges together."""

__version__ = "0.1.0"
