"""Addresses people type: of mailboxes, of web pages, and of telephones. One rule, and one message for each, wherever
they are typed.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.foundation.text import clean_line

BAD_EMAIL = gettext_lazy("Mailadressen ser ikke rigtig ud. Den skal ligne navn@sted.dk.")
LONGEST = 200  # characters, of either sort where nothing else is said
# Four digits are a number within a house, fifteen the most there are (ITU-T E.164). Then an extension, and whose it is.
PHONE = re.compile(
    r"\(?\+?(?:[ ()/.\-\u2013]*\d){4,15}[ ()/.\-\u2013]*(?:,? ?lok(?:al|\.)?:? ?\d{1,6} ?)?(?:\([^\W\d_][^()\d]*\))?",
    re.IGNORECASE,
)
validate_web = URLValidator(schemes=["http", "https"])


def email_address(written: str, field: str = "email") -> str:
    """As it is kept: on one line and in small letters, for we know people by it. Nothing typed gives nothing.

    Raises: ValidationError on ``field``.
    """
    address = clean_line(written).lower()
    if address and not is_email_address(address):
        raise ValidationError({field: [str(BAD_EMAIL)]})
    return address


def is_email_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return len(word) <= LONGEST


def web_address(written: str, field: str, most: int = LONGEST) -> str:
    """With ``https`` where none said how. Nobody's name may stand before the host: it would pass for another place.

    Raises: ValidationError on ``field``.
    """
    address = clean_line(written)
    if address and "://" not in address and re.match(r"[\w-]+(\.[\w-]+)+", address):
        address = f"https://{address}"
    if address and not is_web_address(address, most):
        raise ValidationError({field: [_("Webadressen ser ikke rigtig ud. Den skal ligne https://sted.dk.")]})
    return address


def is_web_address(word: str, most: int) -> bool:
    try:
        validate_web(word)
    except ValidationError:
        return False
    return len(word) <= most and "@" not in urlsplit(word).netloc


def phone_number(written: str, field: str = "phone") -> str:
    """As it was typed, on one line. Raises: ValidationError on ``field``, when nobody can ring to it."""
    number = clean_line(written)
    if number and not PHONE.fullmatch(number):
        raise ValidationError({field: [_("Telefonnummeret ser ikke rigtig ud. Det skal ligne 12 34 56 78.")]})
    return number


def check_phone(written: str, field: str) -> None:
    """Raises: ValidationError on ``field``, as ``phone_number``."""
    phone_number(written, field)
