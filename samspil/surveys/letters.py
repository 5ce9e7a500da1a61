"""The codes that open a survey, and the letters they go out in."""

import base64
import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from samspil.foundation import clock, mail
from samspil.foundation.models import OutgoingMail, hashed
from samspil.surveys.models import AnswerLink, Survey

CODE_LENGTH = 12
ASKED, REMINDED = "survey", "survey-reminder"
# No letter or figure that can be taken for another one on paper.
SHEET_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def code_of(link: AnswerLink) -> str:
    """What stands in the link. Worked out anew each time, so that a slip can be printed again, and kept nowhere."""
    digest = salted_hmac("samspil.surveys.link", f"{link.survey_id}:{link.pk}", algorithm="sha256").digest()
    return base64.b32encode(digest)[:CODE_LENGTH].decode().lower()


def is_ours(link: AnswerLink) -> bool:
    """Whether the code still opens the link: not after the installation was given another secret."""
    return hashed(code_of(link)) == link.code_hash


def sheet_code() -> str:
    """Six signs for the paper sheets, so that whoever types them in finds the survey."""
    return "".join(secrets.choice(SHEET_SIGNS) for _place in range(6))


def address_of(link: AnswerLink) -> str:
    return mail.address(reverse("surveys:answer", args=[code_of(link)]))


def shown_code(link: AnswerLink) -> str:
    """The code in groups of four, as people read it from paper."""
    code = code_of(link)
    return " ".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4))


@transaction.atomic
def new_links(survey: Survey, kind: str, emails: list[str] | None = None, count: int = 1, **facts) -> list[AnswerLink]:
    """Links for the round that is open. Their keys come first, because the codes are made of them."""
    rows = [
        AnswerLink(survey=survey, kind=kind, phase=survey.phase, email=email, code_hash=secrets.token_hex(32), **facts)
        for email in (emails if emails is not None else [""] * count)
    ]
    AnswerLink.objects.bulk_create(rows)
    for row in rows:
        row.code_hash = hashed(code_of(row))
    AnswerLink.objects.bulk_update(rows, ["code_hash"])
    return rows


def letter(link: AnswerLink, template: str, event: str) -> OutgoingMail:
    return mail.compose(
        template,
        {"survey": link.survey, "link": address_of(link)},
        to=link.email,
        dedupe_key=f"{event}:{link.pk}",
        holds_secret=True,
        language=link.survey.subject.language,
    )


def ask(links: list[AnswerLink]) -> None:
    mail.post_many([letter(link, "surveys/mail/asked.txt", ASKED) for link in links if link.email])


def remind(links: list[AnswerLink]) -> None:
    """Once, to those whose link nobody used. What they would have answered we do not know, nor what others did."""
    rows = [link for link in links if link.email]
    mail.post_many([letter(link, "surveys/mail/reminded.txt", REMINDED) for link in rows])
    AnswerLink.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_on=clock.today())


def forget(links: QuerySet[AnswerLink]) -> None:
    """Take the addresses off some links, and the letters to them out of the outbox."""
    keys = list(links.exclude(email="").values_list("pk", flat=True))
    sent = [f"{event}:{pk}" for pk in keys for event in (ASKED, REMINDED)]
    OutgoingMail.objects.filter(dedupe_key__in=sent).delete()
    AnswerLink.objects.filter(pk__in=keys).update(email="")


def link_of(code: str, *, lock: bool = False) -> AnswerLink | None:
    """The link behind a code as it was typed or scanned.

    ``lock`` holds the survey, so that no answer comes in behind the figures while the round is being closed.
    """
    plain = "".join(code.lower().split())
    if len(plain) != CODE_LENGTH:
        return None
    rows = AnswerLink.objects.select_related("survey__subject", "survey__about")
    link = rows.filter(code_hash=hashed(plain), survey__subject__shown=True).first()
    if link and lock:
        held = Survey.objects.select_related("subject").select_for_update(of=("self",), no_key=True)
        link.survey = held.get(pk=link.survey_id)
        link.refresh_from_db(fields=["is_used", "until"])
    return link
