"""What the app on a phone shows."""

from time import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth as totp


def code_of(secret: str, steps_ago: int = 0) -> str:
    """The six digits of this step of thirty seconds, or of an earlier one."""
    step = int(time()) // app_settings.TOTP_PERIOD - steps_ago
    return totp.format_hotp_value(totp.hotp_value(secret, step))
