"""The letters about MED: that it was discussed and what was written of it, and that words of it were taken away."""

from samspil.actors.models import Person
from samspil.actors.queries import viewers_of
from samspil.codetermination.models import MedItem
from samspil.codetermination.queries import is_discussed
from samspil.foundation import mail
from samspil.foundation.hooks import address
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.viewer import Viewer


def who_waits(item: MedItem, by: Viewer) -> list[Person]:
    """Whoever made it, and whoever wrote it down for them, as far as they can be written to and may read it."""
    first = JournalEntry.objects.filter(subject=item.subject_id).order_by("pk").first()
    keys = {item.subject.created_by, *((first.person, first.on_behalf_of) if first else ())}
    rows = Person.objects.filter(pk__in=keys - {None, by.person_id}, erased_at=None, blocked_at=None)
    people = list(rows.exclude(email=None).select_related("actor").order_by("pk"))
    viewers = viewers_of(people)
    return [person for person in people if item.subject.readable_by(viewers[person.pk])]


def tell_discussed(item: MedItem, by: Viewer) -> None:
    """One letter to each, and one more when what was written was mended."""
    nothing_waits = is_discussed([item.subject_id])
    for person in who_waits(item, by):
        mail.post(
            "codetermination/mail/discussed.txt",
            {
                "person": person,
                "item": item,
                "by_name": by.name,
                "nothing_waits": nothing_waits,
                "link": mail.address(address(item.subject)),
            },
            to=str(person.email),
            person=person.pk,
            dedupe_key=f"med-discussed:{item.pk}:{item.version}:{person.pk}",
            language=person.language,
        )


def drop(item: MedItem, number: int) -> None:
    """The letters that hold what was written then go, sent or not: nobody reads there what stands nowhere else."""
    OutgoingMail.objects.filter(dedupe_key__startswith=f"med-discussed:{item.pk}:{number}:").delete()


def tell_taken_away(item: MedItem, number: int, by: Viewer) -> None:
    """Whoever wrote down the discussion gets the reason, as everybody does whose words are hidden."""
    person = item.noted_by
    if person and person.email and not person.erased_at and person.pk != by.person_id:
        mail.post(
            "codetermination/mail/taken_away.txt",
            {
                "person": person,
                "item": item,
                "why": item.earlier[number - 1]["why"],
                "link": mail.address(address(item.subject)),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=f"med-taken-away:{item.pk}:{number}:{person.pk}",
            language=person.language,
        )
