"""What holds of a technology and of those who sell it, the same for forms and for files."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.exchange.columns import folded
from samspil.foundation.addresses import web_address
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import clean_texts
from samspil.technologies.models import (
    Maturity,
    Product,
    Purpose,
    TargetGroup,
    Technology,
    TechnologyGroup,
)

NEEDED = ("title", "what", "for_whom")
TEXTS = (*NEEDED, "life_sign", "work_sign", "workflows", "training", "together")
MOST_PRODUCTS = 30
MOST_LINKS = 15
LINK_TITLE = 120


def put_right(technology: Technology, told: dict[str, Any]) -> None:
    """Put on a technology what somebody said of it, as it is kept."""
    for name, value in told.items():
        if name == "purposes":
            technology.is_better_life = Purpose.BETTER_LIFE in value
            technology.is_smarter_work = Purpose.SMARTER_WORK in value
        elif name == "iso_class":
            technology.iso_class = iso_class(value)
        elif name == "links":
            technology.links = links(value)
        else:
            setattr(technology, name, value)


NAME_TAKEN = gettext_lazy("Der står allerede en teknologi med det navn.")


def taken(technology: Technology) -> bool:
    """Whether another technology of the catalogue has the name."""
    same = Technology.objects.filter(key=technology.key, withdrawn_at=None)
    return same.exclude(pk__in=[technology.pk] if technology.pk else []).exists()


def check(technology: Technology, targets: Iterable[str], is_taken: Callable[[Technology], bool] = taken) -> None:
    """Raises: ValidationError by field, with all that is wrong."""
    wrong: dict[str, list[str]] = {}
    for name in NEEDED:
        if not clean_line(getattr(technology, name)):
            wrong[name] = [_("Skriv noget her.")]
    for name in (name for name in TEXTS if name not in wrong):
        try:
            clean_texts(technology, (name,))
        except ValidationError as problem:
            wrong[name] = problem.messages
    choices = (("group", TechnologyGroup), ("maturity", Maturity))
    for name, codes in choices:
        if getattr(technology, name) not in codes.values:
            wrong[name] = [_("Vælg en af mulighederne på listen.")]
    if not technology.purposes:
        wrong["purposes"] = [_("Vælg mindst ét formål: bedre liv, smartere arbejde eller begge.")]
    if not set(targets) or set(targets) - set(TargetGroup.values):
        wrong["targets"] = [_("Vælg mindst én gruppe på listen.")]
    technology.key = folded(technology.title)[:240]
    if "title" not in wrong and not technology.key:
        wrong["title"] = [_("Skriv et navn med bogstaver.")]
    if "title" not in wrong and is_taken(technology):
        wrong["title"] = [str(NAME_TAKEN)]
    if wrong:
        raise ValidationError(wrong)


def iso_class(written: str) -> str:
    """A class of ISO 9999 as it is printed: two, four or six digits in pairs. Raises: ValidationError."""
    text = clean_line(written)
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{2}([0-9]{2}){0,2}", digits):
        raise ValidationError({"iso_class": [_("Skriv klassen med to, fire eller seks tal, for eksempel 12 36 03.")]})
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def hmi_number(written: str) -> str:
    """The number of a product in the Danish base of aids. Raises: ValidationError."""
    text = re.sub(r"^hmi[\s\-.]*(?:nr|nummer)?[\s.:]*", "", clean_line(written), flags=re.IGNORECASE)
    if text and not re.fullmatch(r"[0-9]{3,6}", text):
        raise ValidationError(_("Et HMI-nummer har tre til seks tal."))
    return text


def links(told: list[dict[str, str]]) -> list[dict[str, str]]:
    """Links as they are kept: each with a title, or its own address as one. Raises: ValidationError."""
    kept = []
    for link in told:
        url = web_address(link.get("url", ""), "links")
        if url:
            kept.append({"title": clean_line(link.get("title", ""))[:LINK_TITLE] or urlsplit(url).netloc, "url": url})
    if len(kept) > MOST_LINKS:
        raise ValidationError({"links": [_("Der er plads til %d links.") % MOST_LINKS]})
    guard(links=" ; ".join(f"{link['title']} {link['url']}" for link in kept))
    return kept


def check_products(told: list[dict[str, str]]) -> list[Product]:
    """The rows a list of suppliers becomes; empty ones are left out. Raises: ValidationError by ``field-number``."""
    rows: list[Product] = []
    seen: set[tuple[str, str]] = set()
    wrong: dict[str, list[str]] = {}
    for at, line in enumerate(told):
        if not any(clean_line(value) for value in line.values()):
            continue
        row = Product(supplier=line.get("supplier", ""), name=line.get("name", ""))
        try:
            clean_texts(row, ("name",))
            row.website, row.hmi_number = "", ""
            if not clean_line(row.supplier):
                raise ValidationError({"supplier": [_("Skriv, hvem der sælger den.")]})
            clean_texts(row, ("supplier",))
        except ValidationError as problem:
            wrong |= {f"{name}-{at}": messages for name, messages in problem.message_dict.items()}
            continue
        try:
            row.website = web_address(line.get("website", ""), f"website-{at}")
        except ValidationError as problem:
            wrong |= problem.message_dict
        try:
            row.hmi_number = hmi_number(line.get("hmi_number", ""))
        except ValidationError as problem:
            wrong[f"hmi_number-{at}"] = problem.messages
        if (row.supplier, row.name) in seen:
            wrong[f"supplier-{at}"] = [_("Den står der to gange.")]
        seen.add((row.supplier, row.name))
        rows.append(row)
    if len(rows) > MOST_PRODUCTS:
        wrong["supplier-0"] = [_("Der er plads til %d leverandører og produkter.") % MOST_PRODUCTS]
    if wrong:
        raise ValidationError(wrong)
    return rows


def words_of(technology: Technology, products: list[Product]) -> str:
    """What a technology is found by, besides its title."""
    texts = [getattr(technology, name) for name in TEXTS if name != "title"]
    sold = [f"{row.supplier} {row.name} {row.hmi_number}" for row in products]
    return " ".join([*texts, technology.iso_class, *sold])
