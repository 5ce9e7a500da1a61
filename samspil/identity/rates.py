"""How often somebody may ask for the same thing, counted in the database."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samspil.identity.models import RateHit

FORGET_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``most`` times ``within`` a while, per key."""

    what: str
    most: int
    within: timedelta

    def is_spent(self, key: str) -> bool:
        return RateHit.objects.recent(self.what, keyed(key), self.within) >= self.most

    def hit(self, key: str, times: int = 1) -> bool:
        """Count so many more; false when that would be too many, and then nothing is counted."""
        if RateHit.objects.recent(self.what, keyed(key), self.within) + times > self.most:
            return False
        RateHit.objects.bulk_create(RateHit(what=self.what, key=keyed(key)) for _number in range(times))
        return True

    def forget(self, key: str) -> None:
        RateHit.objects.filter(what=self.what, key=keyed(key)).delete()


# A whole library or a town hall may share one address on the net; one person's mailbox is nobody else's.
LINK_TO_ADDRESS = Rate("link-to", 3, timedelta(minutes=15))
LINK_FROM_ORIGIN = Rate("link-from", 30, timedelta(minutes=15))
CONTRIBUTION_TO_ADDRESS = Rate("contribution-to", 10, timedelta(hours=1))
CONTRIBUTION_FROM_ORIGIN = Rate("contribution-from", 120, timedelta(hours=1))
# Whoever is signed in writes freely; a session in a machine's hands does not. Staff write down whole meetings.
CONTRIBUTION_OF_PERSON = Rate("contribution-of", 60, timedelta(hours=1))
CONTRIBUTION_OF_STAFF = Rate("contribution-of", 300, timedelta(hours=1))
RESET_TO_ADDRESS = Rate("reset-to", 3, timedelta(minutes=15))
PDF_FROM_ORIGIN = Rate("pdf-from", 60, timedelta(minutes=15))  # each takes a second of the machine
FILE_FROM_ORIGIN = Rate("file-from", 60, timedelta(minutes=15))  # a whole directory in one file
CODE_OF_USER = Rate("code", 6, timedelta(minutes=10))
CODE_ONCE = Rate("code-once", 1, timedelta(minutes=2))  # longer than any code is good for: three steps of 30 seconds


def keyed(key: str) -> str:
    """A hash that only this installation can make: the table tells nobody whose address it counted."""
    return salted_hmac("samspil.rates", key.strip().lower(), algorithm="sha256").hexdigest()


def origin(request: HttpRequest) -> str:
    """The address on the net that asks; behind a proxy the one the proxy saw (``ALLAUTH_TRUSTED_PROXY_COUNT``)."""
    return get_adapter(request).get_client_ip(request)


def forget_old() -> None:
    RateHit.objects.filter(at__lt=timezone.now() - FORGET_AFTER).delete()
