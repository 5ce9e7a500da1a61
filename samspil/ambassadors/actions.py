"""The verbs about being somebody one may ask: step forward, pause, go on, stop, and carry a question and its answer.

Nobody is appointed. The coordinator may write to somebody and suggest it; the rest is that person's own.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import placed, voice_of
from samspil.actors.models import Actor, Person
from samspil.actors.queries import viewers_of
from samspil.ambassadors import letters, queries
from samspil.ambassadors.models import LASTS, LONGEST, Ambassador, AmbassadorTheme, DirectQuestion
from samspil.foundation import clock, search, subjects
from samspil.foundation.addresses import phone_number
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, JournalEntry, OneTimeLink, OutgoingMail, Subject, Theme, bump
from samspil.foundation.text import clean_line, clean_text, guard
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.moderation.actions import screen, screen_edit

TEXTS = ("topics", "phone")
# One may be asked freely, and still have an evening off.
QUESTIONS_A_DAY = 5  # of one who asks
QUESTIONS_TO_ONE = 15  # in a day, from everybody together


def choose(
    ambassador: Ambassador, by: Viewer, *, belongs_id: UUID | str | None, themes: list[str], until: date
) -> None:
    """Set what is chosen on a list. Raises: ValidationError by field."""
    ambassador.belongs = belonging(belongs_id, by)
    if not themes or set(themes) - set(Theme.values):
        raise ValidationError({"themes": [_("Vælg mindst ét emne på listen.")]})
    today = clock.today()
    if not today <= until <= today + LONGEST:
        raise ValidationError({"until": [_("Vælg en dag fra i dag og højst to år frem.")]})
    ambassador.until = until


def belonging(belongs_id: UUID | str | None, by: Viewer) -> Actor | None:
    """The unit or association, among those the person is in. Raises: ValidationError."""
    if not belongs_id:
        return None
    found = queries.may_belong(by).filter(pk=as_uuid(belongs_id)).first()
    if found is None:
        raise ValidationError({"belongs_id": [_("Vælg et sted på listen, hvor du selv er med.")]})
    return found


def check_texts(ambassador: Ambassador) -> None:
    clean_texts(ambassador, TEXTS)
    phone_number(ambassador.phone)
    if not ambassador.topics:
        raise ValidationError({"topics": [_("Skriv, hvad man kan spørge dig om.")]})


def index(ambassador: Ambassador, themes: list[str]) -> None:
    """Let the card be found by its topics, its themes and the person's name."""
    labels = " ".join(str(Theme(theme).label) for theme in themes)
    search.index(ambassador.subject, f"{ambassador.topics} {labels} {ambassador.author.function}")


def name_themes(ambassador: Ambassador, themes: list[str]) -> None:
    ambassador.themes.all().delete()
    rows = (AmbassadorTheme(ambassador=ambassador, theme=theme) for theme in dict.fromkeys(themes))
    AmbassadorTheme.objects.bulk_create(rows)


def title_of(ambassador: Ambassador) -> str:
    """Whom one may ask about what, on one line."""
    line = _("%(name)s: spørg mig om %(topics)s") % {"name": ambassador.actor.name, "topics": ambassador.topics}
    return Truncator(line).chars(120)


@verb(Ambassador)
def volunteer(
    *,
    by: Viewer,
    topics: str,
    themes: list[str],
    belongs_id: UUID | str | None = None,
    phone: str = "",
    place: str = "",
    until: date | str | None = None,
) -> Ambassador:
    """Let others ask oneself, until a day: a year from now when none is named, two years at most.

    Raises: Refused, ValidationError.
    """
    require("ambassadors.volunteer", by)
    voice = voice_of(by)
    Person.objects.select_for_update(no_key=True).get(pk=by.known_id)  # two presses at the same moment are one card
    now_standing = queries.card_of(by)
    if now_standing and not now_standing.is_over:
        raise ValidationError(_("Du står her i forvejen. Du kan rette dit kort under Mig."))
    if now_standing:
        close(now_standing)
    ambassador = Ambassador(topics=topics, phone=phone, **voice.fields())
    check_texts(ambassador)
    last_day = date.fromisoformat(until) if isinstance(until, str) and until else until  # it waited in a link
    choose(ambassador, by, belongs_id=belongs_id, themes=themes, until=last_day or clock.today() + LASTS)
    ambassador.subject = subjects.create(
        "ambassador", title=title_of(ambassador), by=voice.author.pk, place=placed(place), is_searchable=False
    )
    index(ambassador, themes)
    screen(ambassador.subject, by=by, voice=voice, text=ambassador.topics)
    ambassador.save()
    name_themes(ambassador, themes)
    OneTimeLink.objects.filter(purpose=letters.INVITED, payload__email=voice.author.email).delete()
    journal("ambassadors.volunteered", ambassador.subject, by=by, actor=voice.actor.pk)
    if ambassador.subject.shown:
        letters.welcome(ambassador)
    return ambassador


@verb(Ambassador)
def edit_card(
    *,
    by: Viewer,
    ambassador_id: UUID | str,
    topics: str,
    themes: list[str],
    until: date,
    belongs_id: UUID | str | None = None,
    phone: str = "",
    place: str = "",
    expected_version: int | None = None,
) -> Ambassador:
    """Change what stands on one's own card. Raises: NotFound, Refused, Stale, ValidationError."""
    ambassador = find(Ambassador, ambassador_id, by, related=("author", "actor"), lock=True)
    require("ambassadors.edit", by, ambassador)
    check_version(ambassador.subject, expected_version)
    before = ambassador.topics
    ambassador.topics, ambassador.phone = topics, phone
    check_texts(ambassador)
    choose(ambassador, by, belongs_id=belongs_id, themes=themes, until=until)
    ambassador.save()
    name_themes(ambassador, themes)
    subject = ambassador.subject
    subject.title = title_of(ambassador)
    subjects.move(subject, placed(place))
    subject.save(update_fields=["title"])
    bump(subject)
    if ambassador.paused_at is None:
        index(ambassador, themes)
        screen_edit(subject, by=by, before=before, text=ambassador.topics)
    journal("ambassadors.edited", subject, by=by, payload={"version": subject.version})
    return ambassador


@verb(Ambassador)
def pause(*, by: Viewer, ambassador_id: UUID | str) -> Ambassador:
    """Be asked no more for now: the card is off every list until one goes on. Raises: NotFound, Refused."""
    ambassador = find(Ambassador, ambassador_id, by, lock=True)
    require("ambassadors.edit", by, ambassador)
    if ambassador.paused_at is None:
        ambassador.paused_at = clock.now()
        ambassador.save(update_fields=["paused_at"])
        put_away(ambassador)
        journal("ambassadors.paused", ambassador.subject, by=by)
    return ambassador


@verb(Ambassador)
def go_on(*, by: Viewer, ambassador_id: UUID | str) -> Ambassador:
    """End the pause. Raises: NotFound, Refused."""
    ambassador = find(Ambassador, ambassador_id, by, related=("author",), lock=True)
    require("ambassadors.edit", by, ambassador)
    if ambassador.paused_at is not None:
        edits = JournalEntry.objects.filter(subject=ambassador.subject, verb="ambassadors.edited")
        is_edited = edits.filter(at__gte=ambassador.paused_at).exists()
        ambassador.paused_at = None
        ambassador.save(update_fields=["paused_at"])
        subjects.set_audience(ambassador.subject, Audience.PUBLIC)
        index(ambassador, [row.theme for row in ambassador.themes.all()])
        if is_edited:
            screen_edit(ambassador.subject, by=by, before="", text=ambassador.topics)
        journal("ambassadors.went_on", ambassador.subject, by=by)
    return ambassador


@verb(Ambassador)
def renew(*, by: Viewer, ambassador_id: UUID | str) -> Ambassador:
    """One more year from today. Raises: NotFound, Refused."""
    ambassador = find(Ambassador, ambassador_id, by, lock=True)
    require("ambassadors.edit", by, ambassador)
    ambassador.until = max(ambassador.until, clock.today() + LASTS)
    ambassador.save(update_fields=["until"])
    bump(ambassador.subject)
    journal("ambassadors.renewed", ambassador.subject, by=by)
    return ambassador


@verb(Ambassador)
def stop(*, by: Viewer, ambassador_id: UUID | str) -> Ambassador:
    """Take one's card down for good; one may step forward again another day. Raises: NotFound, Refused."""
    ambassador = find(Ambassador, ambassador_id, by, lock=True)
    require("ambassadors.edit", by, ambassador)
    close(ambassador)
    journal("ambassadors.stopped", ambassador.subject, by=by)
    return ambassador


def put_away(ambassador: Ambassador) -> None:
    """Nobody but the person reads the card, and it is found no more."""
    subjects.set_audience(ambassador.subject, Audience.NAMED, [ambassador.author_id])
    search.forget(ambassador.subject)


def published(subject: Subject) -> None:
    """Somebody looked at the card first, and now it shows."""
    letters.welcome(Ambassador.objects.select_related("subject", "author__actor").get(pk=subject.pk))


def close(ambassador: Ambassador) -> None:
    """The card is over: its words and number are nowhere, and what was on its way to the person is dropped."""
    ambassador.withdrawn_at, ambassador.topics, ambassador.phone = clock.now(), "", ""
    ambassador.save(update_fields=["withdrawn_at", "topics", "phone"])
    ambassador.questions.all().delete()
    put_away(ambassador)
    subjects.fall_silent(ambassador.subject)


@transaction.atomic
def close_over() -> None:
    """Take down the cards whose last day has passed, and tell their people how to come back. The others name a unit or
    an association as long as the person is in it.
    """
    for ambassador in queries.ending(date.min, clock.today() - timedelta(days=1)):
        letters.over(ambassador)
        close(ambassador)
        journal("ambassadors.ended", ambassador.subject, by=SYSTEM)
    rows = list(Ambassador.objects.filter(withdrawn_at=None).exclude(belongs=None).select_related("author__actor"))
    now = viewers_of(row.author for row in rows)
    left = [row.pk for row in rows if row.belongs_id not in now[row.author_id].readers]
    Ambassador.objects.filter(pk__in=left).update(belongs=None)


# --- suggesting it to somebody ----------------------------------------------------------------------------------------


@verb(OutgoingMail)
def invite(*, by: Viewer, name: str, email: str, why: str) -> OutgoingMail:
    """Write to somebody that they would be good to ask. It puts them nowhere: they do that, or they do not.

    Raises: Refused, ValidationError.
    """
    require("ambassadors.invite", by)
    name, why = clean_line(name), clean_text(why)
    guard(name=name, why=why)
    missing = {
        field: [_("Skriv noget her.")] for field, text in (("name", name), ("email", email), ("why", why)) if not text
    }
    if missing:
        raise ValidationError(missing)
    me = Person.objects.select_related("actor__subject").get(pk=by.known_id)
    letter = letters.invitation(me, name=name, email=email.strip().lower(), why=why)
    if letter is None:
        raise ValidationError({"email": [_("Den adresse har fået en invitation i dag. Vent til i morgen.")]})
    journal("ambassadors.invited", me.actor.subject, by=by, payload={"letter": str(letter.pk)})
    return letter


# --- a question and its answer ----------------------------------------------------------------------------------------


@verb(DirectQuestion)
def ask(*, by: Viewer, ambassador_id: UUID | str, body: str) -> DirectQuestion:
    """Send a question to somebody by mail. Neither learns the other's address from us.

    The journal says that somebody asked, not who: whom one asks for advice is nobody else's business.
    Raises: NotFound, Refused, ValidationError.
    """
    ambassador = find(Ambassador, ambassador_id, by, related=("author__actor", "actor"))
    require("ambassadors.ask", by, ambassador)
    voice = voice_of(by)
    check_rate(ambassador, by.known_id)
    question = DirectQuestion(ambassador=ambassador, asker=voice.author, body=body)
    clean_texts(question, ("body",))
    if not question.body:
        raise ValidationError({"body": [_("Skriv, hvad du vil spørge om.")]})
    if not ambassador.author.email:
        raise ValidationError(_("Vi kan ikke sende mails dertil lige nu. Ring til os i stedet."))
    question.save()
    letters.carry_question(question)
    journal("ambassadors.asked", ambassador.subject, by=SYSTEM)
    return question


def check_rate(ambassador: Ambassador, person_id: UUID) -> None:
    """Raises: ValidationError when somebody asks, or is asked, more than people do in a day."""
    lately = DirectQuestion.objects.filter(at__gt=clock.now() - timedelta(days=1))
    if lately.filter(asker=person_id).count() >= QUESTIONS_A_DAY:
        raise ValidationError(_("Du har sendt mange spørgsmål i dag. Vent til i morgen, eller ring til os."))
    if lately.filter(ambassador=ambassador).count() >= QUESTIONS_TO_ONE:
        raise ValidationError(_("Mange spørger i dag. Prøv igen i morgen, eller spørg en anden."))


@verb(DirectQuestion)
def answer(*, by: Viewer, question_id: int, body: str, shares_mail: bool = False) -> DirectQuestion:
    """Send the answer to whoever asked. ``shares_mail``: with one's own address, so that they may go on without us.

    Raises: NotFound, Refused, ValidationError.
    """
    question = queries.open_question(question_id)
    if question is None:
        raise NotFound(f"DirectQuestion {question_id}")
    require("ambassadors.edit", by, question.ambassador)
    voice_of(by)
    words = clean_text(body)
    guard(body=words)
    if not words:
        raise ValidationError({"body": [_("Skriv et svar.")]})
    letters.carry_answer(question, words, shares_mail=shares_mail)
    question.body, question.answered_at = "", clock.now()
    question.save(update_fields=["body", "answered_at"])
    journal("ambassadors.answered", question.ambassador.subject, by=SYSTEM)
    return question


# --- forgetting -------------------------------------------------------------------------------------------------------


def erase(person_id: UUID) -> None:
    """Nobody builds on a card or on a question: all of it goes."""
    own = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    links = OneTimeLink.objects.filter(purpose__in=letters.PURPOSES)
    links.filter(Q(person=person_id) | (Q(payload__email=own) if own else Q())).delete()
    DirectQuestion.objects.filter(asker=person_id).delete()
    for ambassador in Ambassador.objects.filter(author=person_id).select_related("subject"):
        if ambassador.withdrawn_at is None:
            close(ambassador)
        subjects.move(ambassador.subject, "")
        ambassador.themes.all().delete()
        Ambassador.objects.filter(pk=ambassador.pk).update(belongs=None)


def export(person_id: UUID) -> list[dict[str, Any]]:
    """The cards one has had, and the questions one has on their way."""
    cards = Ambassador.objects.filter(author=person_id).select_related("subject", "belongs").prefetch_related("themes")
    asked = DirectQuestion.objects.filter(asker=person_id).exclude(body="")
    return [
        *(
            {
                "ask_me_about": row.topics,
                "themes": [each.get_theme_display() for each in row.themes.all()],
                "belongs": row.belongs.name if row.belongs else "",
                "phone": row.phone,
                "place": row.subject.place,
                "until": row.until.isoformat(),
                "since": row.subject.created_at.isoformat(),
            }
            for row in cards
        ),
        *({"question": row.body, "at": row.at.isoformat()} for row in asked),
    ]
