"""The states of stories, of what is gained, and of what the municipality offers volunteers."""

from datetime import timedelta

from django.utils import timezone

from samspil.actors.models import Actor
from samspil.foundation import clock
from samspil.stories import consents, gains, work
from samspil.stories.actions import edit_story
from tests.company_pledges.making import make_promise
from tests.factories import make_challenge, make_person, viewer
from tests.practices.building import make_practice
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state
from tests.stories.making import consent_of, letters_to, make_offer, make_story, path_in, put_picture, say

ALL = ["calm", "time", "special_knowledge", "challenged_routines", "open_community"]
WIDE = {whom: {"gains": ALL, "words": f"{LONG_WORD} gav ro."} for whom in ("user", "staff", "volunteer")}
PEOPLE = ({"name": "Kaj Holm", "email": "kaj@post.example"}, {"name": "Karla", "is_child": True})


def wide(w: World, **facts):
    challenge = make_challenge(by=w.karen, question=LONG_WORD)
    facts = {"people": PEOPLE, "subject_id": str(challenge.pk), "gains": WIDE, **facts}
    return make_story(by=w.karen, title=LONG_WORD, body=f"Kaj Holm.\n\n{LONG_TEXT}"[:1900], **facts)


def opened(w: World, *, pictured: bool = False):
    story = put_picture(wide(w)) if pictured else wide(w)
    say(story, name="Karla")
    return say(story, name="Kaj Holm")


def page_of_link(w: World, number: int = -1) -> str:
    return path_in(letters_to("kaj@post.example")[number])


@state("stories/list.html", "filled, for somebody known")
def _(w):
    opened(w)
    return w.get("stories:list", by=w.karen)


@state("stories/page.html", "filled, for its keeper")
def _(w):
    return w.get("stories:page", opened(w, pictured=True).pk, by=w.karen)


@state("stories/tell.html", "wrong, by a guest")
def _(w):
    return w.post("stories:tell", data={"title": CPR, "person1_email": "kaj", "person2_is_child": "on"})


@state("stories/keep.html", "waiting, noted and said no")
def _(w):
    story = wide(w)
    row = consent_of(story, "Karla")
    said = {"answer": "yes", "channel": "paper", "on": clock.today(), "parent_name": "Iben"}
    consents.note_consent(by=viewer(w.birthe), consent_id=row.pk, **said)
    say(story, "no", name="Kaj Holm")
    return w.get("stories:keep", story.pk, by=w.birthe)


@state("stories/edit.html", "overtaken", status=409)
def _(w):
    story = wide(w)
    edit_story(by=viewer(w.karen), story_id=story.pk, title="En anden rettede")
    typed = {"title": LONG_WORD, "body": "Min egen tekst.", "expected_version": "1"}
    return w.post("stories:edit", story.pk, by=w.karen, data=typed)


@state("stories/consent.html", "changed since the yes, as they read it")
def _(w):
    story = opened(w)
    edit_story(by=viewer(w.karen), story_id=story.pk, body="Kaj Holm kom med.\n\nNu er alt anderledes.", gains=WIDE)
    return w.client().get(page_of_link(w))


@state("stories/consent.html", "yes without a name, wrong answer")
def _(w):
    say(wide(w), "unnamed", name="Kaj Holm")
    return w.client().post(page_of_link(w), {"answer": "måske", "years": "9"})


@state("stories/spent.html", "used up", status=410)
def _(w):
    return w.get("stories:by-link", "et-link-som-ikke-findes")


@state("stories/mine.html", "keeps some, is in some")
def _(w):
    wide(w, people=({"name": "Karen", "email": w.karen.email},))
    return w.get("stories:mine", by=w.karen)


@state("stories/picture.html", "wrong")
def _(w):
    return w.post("stories:picture", wide(w).pk, by=w.karen, data={"alt": CPR})


@state("stories/sure.html", "asks once more")
def _(w):
    return w.get("stories:withdraw", wide(w).pk, by=w.karen)


@state("stories/possible.html", "empty")
def _(w):
    return w.get("stories:possible")


@state("stories/possible.html", "filled")
def _(w):
    opened(w)
    make_promise()
    return w.get("stories:possible", query="?emne=older")


@state("stories/say_gains.html", "wrong, with what is said")
def _(w):
    practice = make_practice(by=w.lene, home=w.unit)
    gains.say_gains(by=viewer(w.lene), subject_id=practice.pk, gains=WIDE)
    return w.post("stories:say-gains", practice.pk, by=w.lene, data={"user_words": CPR})


def at_work(w: World):
    """An employee's story about a project that is over, where everything is long."""
    by = make_person("Mette Skov", role="employee", scope=w.unit, member_of=w.unit.actor)
    story = say(make_story(by=by, people=PEOPLE[:1], title=LONG_WORD[:120], body=f"Kaj Holm.\n\n{LONG_TEXT}"[:1900]))
    work.show_at_work(by=viewer(by), story_id=story.pk, unit_id=w.unit.pk)
    return say(story)


@state("stories/work.html", "empty")
def _(w):
    return w.get("stories:work")


@state("stories/work.html", "filled, with a place to ring")
def _(w):
    at_work(w)
    Actor.objects.filter(pk=w.unit.pk).update(phone="99 00 00 13")
    return w.get("stories:work")


@state("stories/work_poster.html", "filled")
def _(w):
    at_work(w)
    return w.get("stories:work-poster")


@state("site/form.html", "where a story is told from, wrong")
def _(w):
    story = at_work(w)
    by = story.author
    return w.post("stories:show-at-work", story.pk, by=by, data={"unit_id": "her"})


@state("stories/offers.html", "filled and old, for the coordinator")
def _(w):
    with clock.at(timezone.now() - timedelta(days=400)):
        make_offer(w.birthe, kind="contact", title="Din kontakt", person_id=str(w.birthe.pk), phone="99 00 00 10")
        make_offer(w.birthe, title=LONG_WORD[:120], body=LONG_TEXT[:1900], who=LONG_WORD[:120], deadline=clock.today())
    make_offer(w.birthe, kind="room", title="Lån et lokale", link="https://engbaek.example/lokaler")
    return w.get("stories:offers", by=w.birthe)


@state("stories/offer.html", "old, for the coordinator")
def _(w):
    with clock.at(timezone.now() - timedelta(days=400)):
        offer = make_offer(w.birthe, title=LONG_WORD[:120], body=LONG_TEXT[:1900])
    return w.get("stories:offer", offer.pk, by=w.birthe)


@state("stories/employment.html", "empty, with a challenge")
def _(w):
    make_challenge(by=w.karen, question=LONG_WORD, theme="employment")
    return w.get("stories:employment")
