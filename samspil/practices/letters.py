"""The letter to whoever was to look at a practice again, on that day."""

from django.urls import reverse

from samspil.foundation import clock, mail
from samspil.practices import queries


def remind_of_follow_ups() -> None:
    """Write to whoever wanted to look again by today, once."""
    for follow_up in queries.follow_ups_due(clock.today()):
        person = follow_up.person
        if person is None:
            continue
        mail.post(
            "practices/mail/look_again.txt",
            {
                "follow_up": follow_up,
                "practice": follow_up.practice,
                "person": person,
                "link": mail.address(reverse("practices:note", args=[follow_up.pk])),
            },
            to=str(person.email),
            person=person.pk,
            dedupe_key=f"follow-up:{follow_up.pk}",
            language=person.language,
        )
