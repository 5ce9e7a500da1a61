"""What differs between two texts, word by word, as HTML made here: nothing typed by anybody is trusted as markup."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]+")


def changed_words(before: str, after: str) -> SafeString:
    """``after`` with what is new in ``ins`` and what is gone in ``del``; the same words are left as they are.

    A word for the ear stands in each, because most screen readers say nothing at ``ins`` and ``del``.
    """
    pieces: list[SafeString] = []
    for is_same, gone, come in passages(TOKEN.findall(before), TOKEN.findall(after)):
        if is_same:
            pieces.append(lines(come))
            continue
        if gone.strip():
            pieces.append(format_html('<del><span class="sr-only">{} </span>{}</del>', _("Væk:"), lines(gone)))
        if come.strip():
            pieces.append(format_html('<ins><span class="sr-only">{} </span>{}</ins>', _("Nyt:"), lines(come)))
        elif come:
            pieces.append(lines(come))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def passages(old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """What is the same and what is not, in turns. A lone space between two changes belongs to them: else a sentence
    that was written anew would come out as word by word, gone and new by turns.
    """
    found: list[tuple[bool, str, str]] = []
    # Without autojunk: in a long text it would call the small words noise and show whole paragraphs as new.
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (what, first, last, begin, end) in enumerate(codes):
        gone, come = "".join(old[first:last]), "".join(new[begin:end])
        is_same = what == "equal" and (bool(gone.strip()) or "\n" in gone or at in (0, len(codes) - 1))
        if found and not is_same and not found[-1][0]:
            found[-1] = (False, found[-1][1] + gone, found[-1][2] + come)
        else:
            found.append((is_same, gone, come))
    return found


def lines(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))


def changed_sections(
    before: dict[str, str], after: dict[str, str], labels: dict[str, str]
) -> list[tuple[str, SafeString]]:
    """The sections whose words differ, each with its label, in the order of ``labels``."""
    return [
        (label, changed_words(before.get(code, ""), after.get(code, "")))
        for code, label in labels.items()
        if before.get(code, "") != after.get(code, "")
    ]
