"""The states of following: what one follows, how soon one hears, and the answers that wait."""

from django.urls import reverse

from samspil.following.actions import tell_followers
from samspil.following.digests import send_digests
from tests.factories import make_challenge, make_perspective, make_proposal
from tests.identity.letters import newest
from tests.states import LONG_LINE, LONG_WORD, World, demo, state

PACES = {"stage": "weekly", "answers": "daily", "words": "at_once", "proposals": "never", "pledges": "weekly"}


@state("following/mine.html", "filled, with search and long words")
def _(w):
    for number in range(21):
        make_challenge(by=w.karen, question=f"Hvem vil gå en tur nummer {number}?")
    make_proposal(make_challenge(by=w.karen, question=LONG_LINE), by=w.karen, title=LONG_WORD)
    return w.get("following:mine", by=w.karen)


@state("following/mine.html", "nothing found")
def _(w):
    make_challenge(by=w.karen)
    return w.get("following:mine", by=w.karen, query="?q=fodbold&slags=proposal")


@state("following/mine.html", "just stopped many")
def _(w):
    pages = [make_challenge(by=w.karen) for _number in range(3)]
    return w.post("following:unfollow-many", by=w.karen, data={"subject": [str(page.pk) for page in pages[:2]]})


@state("following/settings.html", "as it is")
def _(w):
    return w.get("following:settings", by=w.karen)


@state("following/settings.html", "one left out")
def _(w):
    return w.post("following:settings", by=w.karen, data={**PACES, "words": ""})


@state("following/mine.html", "just chosen, empty")
def _(w):
    return w.post("following:settings", by=w.karen, data=PACES)


def owing(w: World):
    with w.days_ago(30):
        make_proposal(by=w.karen, unit=w.unit, title="En bænk ved åen")
        make_proposal(by=w.karen, unit=w.unit, title=LONG_WORD)
    make_proposal(by=w.karen, unit=w.unit, title="Fællesspisning om mandagen")


@state("following/waiting.html", "empty")
def _(w):
    return w.get("following:waiting", by=w.lene)


@state("following/waiting.html", "some overdue, long words")
def _(w):
    assert w.lene
    owing(w)
    return w.get("following:waiting", by=w.lene)


@state("site/home.html", "answers wait")
def _(w):
    assert w.lene
    owing(w)
    return w.get("site:home", by=w.lene)


@state("following/unsubscribe.html", "of a digest")
def _(w):
    with w.days_ago(3):
        challenge = make_challenge(by=w.karen)
    with w.days_ago(2):
        make_perspective(challenge)
    with demo():
        with w.days_ago(1):
            send_digests()
        return w.client().get(digest_path(w))


@state("following/unsubscribe.html", "of a digest, pressed")
def _(w):
    with w.days_ago(3):
        challenge = make_challenge(by=w.karen)
    with w.days_ago(2):
        make_perspective(challenge)
    with demo():
        with w.days_ago(1):
            send_digests()
        return w.client().post(digest_path(w), {"x": ""})


@state("following/unsubscribe.html", "of a page")
def _(w):
    challenge = make_challenge(by=w.karen, question=LONG_LINE)
    with demo():
        tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", {"challenge": challenge}, key="x")
        return w.client().get(digest_path(w))


@state("following/unsubscribe.html", "of a page, pressed")
def _(w):
    challenge = make_challenge(by=w.karen)
    with demo():
        tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", {"challenge": challenge}, key="x")
        return w.client().post(digest_path(w), {"x": ""})


@state("following/unsubscribe.html", "spent", status=410)
def _(w):
    return w.client().get(reverse("following:unsubscribe", args=["brugt"]))


def digest_path(w: World) -> str:
    return "/" + newest(w.karen.email).unsubscribe_url.split("/", 3)[3].removesuffix("straks/")
