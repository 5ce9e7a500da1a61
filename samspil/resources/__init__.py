"""Fellowships and offers: activities, offers, places, groups; what they offer and what they need."""
