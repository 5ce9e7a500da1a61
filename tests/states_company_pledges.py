"""The states of what companies promise."""

from datetime import timedelta
from decimal import Decimal

from samspil.company_pledges import actions, letters
from samspil.company_pledges.models import CompanyPledge
from samspil.foundation.models import OneTimeLink
from tests.company_pledges.making import make_boss, make_company, make_promise, make_use
from tests.factories import make_challenge, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state


def wide(w: World, **facts):
    company = make_company(f"Tømrerne {LONG_WORD[:40]}")
    pledge = make_promise(
        by=make_boss(company),
        company=company,
        **{"title": LONG_WORD[:120], "body": LONG_TEXT[:1400], "boundary": LONG_TEXT[:500], "theme": "older", **facts},
    )
    challenge = make_challenge(by=w.karen, question=LONG_WORD)
    use = make_use(pledge, receiver=w.kurt.memberships.get().actor.name, what=LONG_WORD, page=str(challenge.pk))
    actions.confirm_use(by=viewer(w.kurt), use_id=use.pk)
    make_use(pledge, what="Ti bænke og et hegn", hours=Decimal(60), beyond=True)
    return pledge


@state("company_pledges/list.html", "empty")
def _(w):
    return w.get("company_pledges:list")


@state("company_pledges/list.html", "filled, for staff")
def _(w):
    wide(w)
    make_promise(kind="rooms", hours=None, place=LONG_WORD)
    return w.get("company_pledges:list", by=w.birthe)


@state("company_pledges/list.html", "nothing found")
def _(w):
    make_promise()
    return w.get("company_pledges:list", query="?q=enhjørning&slags=rooms&emne=older&vis=slut&sorter=timer")


@state("company_pledges/page.html", "more used than promised, for the receiver")
def _(w):
    return w.get("company_pledges:page", wide(w).pk, by=w.kurt)


@state("company_pledges/page.html", "taken back")
def _(w):
    pledge = make_promise()
    actions.withdraw_pledge(by=viewer(pledge.author), pledge_id=pledge.pk)
    return w.get("company_pledges:page", pledge.pk)


@state("company_pledges/promise.html", "wrong, by staff")
def _(w):
    make_company()
    return w.post("company_pledges:promise", by=w.birthe, data={"title": CPR, "kind": "guld", "hours": "mange"})


@state("company_pledges/use.html", "more than is left")
def _(w):
    pledge = make_promise(hours=Decimal(2))
    data = {"receiver": LONG_WORD, "what": LONG_WORD, "on": "2020-01-01", "hours": "3"}
    return w.post("company_pledges:use", pledge.pk, by=pledge.author, data=data)


@state("company_pledges/contact.html", "wrong, and somebody has the link")
def _(w):
    pledge = make_promise(title=LONG_WORD)
    actions.name_contact(by=viewer(pledge.author), pledge_id=pledge.pk, name=LONG_WORD[:80], email="tove@post.example")
    data = {"name": CPR, "email": "ikke en mail"}
    return w.post("company_pledges:contact", pledge.pk, by=pledge.author, data=data)


def link_of(pledge) -> str:
    actions.name_contact(by=viewer(pledge.author), pledge_id=pledge.pk, name="Tove", email="tove@post.example")
    contact = CompanyPledge.objects.get(pk=pledge.pk).contact
    payload = {"pledge": str(pledge.pk)}
    _link, token = OneTimeLink.issue(letters.PURPOSE, lasts=timedelta(days=9), person=contact.pk, payload=payload)
    return token


@state("company_pledges/by_link.html", "nothing yet")
def _(w):
    return w.get("company_pledges:by-link", link_of(make_promise()))


@state("company_pledges/by_link.html", "wrong, with what was noted")
def _(w):
    pledge = wide(w)
    token = link_of(pledge)
    make_use(pledge, by=CompanyPledge.objects.get(pk=pledge.pk).contact, what=LONG_WORD, beyond=True)
    return w.post("company_pledges:by-link", token, data={"receiver": LONG_WORD, "what": CPR, "hours": "mange"})


@state("company_pledges/spent.html", "the link is dead", 410)
def _(w):
    return w.get("company_pledges:by-link", "et-link-som-ikke-findes")


@state("company_pledges/years.html", "empty")
def _(w):
    return w.get("company_pledges:years")


@state("company_pledges/years.html", "filled")
def _(w):
    wide(w)
    return w.get("company_pledges:years")


@state("company_pledges/withdraw.html", "asks once more")
def _(w):
    pledge = make_promise(title=LONG_WORD)
    return w.get("company_pledges:withdraw", pledge.pk, by=pledge.author)


@state("actors/page.html", "a company with promises")
def _(w):
    return w.get("actors:page", wide(w).actor_id)
