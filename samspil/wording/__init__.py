"""Recognises questions that hold their own answer, and offers other ways to ask. Rules and word lists, nothing else.

Knows no Django and no translation: the questions are Danish, whatever language the pages are read in.
"""

from samspil.wording.findings import Finding, Kind
from samspil.wording.helper import look_at

__all__ = ["Finding", "Kind", "look_at"]
