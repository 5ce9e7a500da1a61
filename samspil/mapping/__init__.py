"""Kortlægning: how many fellowships there are by area, theme and target group, and where they are missing."""
