"""The states of help, and of the cards for leaders."""

from datetime import timedelta

from django.utils import timezone

from samspil.foundation import clock
from samspil.support import actions
from tests.factories import make_challenge, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state
from tests.support.making import make_help, make_help_answer


def wide(w: World, **facts):
    return make_help(by=w.karen, title=LONG_WORD, body=LONG_TEXT[:2900], unit_id=w.unit.pk, **facts)


def answered(w: World):
    wanted = wide(w)
    actions.take(by=viewer(w.lene), help_id=wanted.pk)
    make_help_answer(wanted, by=w.lene, body=LONG_TEXT[:2900], links=f"https://fonde.example/{LONG_WORD}")
    return wanted


@state("support/list.html", "empty")
def _(w):
    return w.get("support:list")


@state("support/list.html", "filled, for the coordinator")
def _(w):
    answered(w)
    make_help(by=w.kurt)
    for days in range(15, 20):
        with clock.at(timezone.now() - timedelta(days=days)):
            wanted = make_help(by=w.karen)
        if days < 19:
            make_help_answer(wanted, by=w.birthe)
    return w.get("support:list", by=w.birthe)


@state("support/list.html", "nothing found")
def _(w):
    make_help(by=w.karen)
    return w.get("support:list", by=w.lene, query="?q=enhjørning&status=overdue&slags=other&hvis=mine&sorter=frist")


@state("support/page.html", "unanswered, for the coordinator")
def _(w):
    challenge = make_challenge(by=w.karen)
    with clock.at(timezone.now() - timedelta(days=15)):
        wanted = wide(w)
    actions.pass_on_help(by=viewer(w.birthe), help_id=wanted.pk, deputy_id=w.lene.pk)
    type(wanted).objects.filter(pk=wanted.pk).update(about=challenge.pk)
    return w.get("support:page", wanted.pk, by=w.birthe)


@state("support/page.html", "answered, asked again and answered")
def _(w):
    wanted = answered(w)
    actions.reopen(by=viewer(w.karen), help_id=wanted.pk, why=LONG_WORD)
    make_help_answer(wanted, by=w.lene)
    return w.get("support:page", wanted.pk, by=w.karen)


@state("support/page.html", "taken back")
def _(w):
    wanted = make_help(by=w.karen, only_staff=True)
    actions.withdraw_help(by=viewer(w.karen), help_id=wanted.pk)
    return w.get("support:page", wanted.pk, by=w.karen)


@state("support/ask.html", "wrong, about a page")
def _(w):
    about = make_challenge(by=w.karen, question=LONG_WORD)
    return w.post("support:ask", data={"title": CPR, "kind": "penge", "about_id": str(about.pk)})


@state("support/answer.html", "overtaken", 409)
def _(w):
    data = {"body": LONG_WORD, "expected_version": "7"}
    return w.post("support:answer", wide(w).pk, by=w.birthe, data=data)


@state("support/withdraw.html", "asks once more")
def _(w):
    return w.get("support:withdraw", wide(w).pk, by=w.karen)


@state("site/form.html", "help to hand out, wrong")
def _(w):
    return w.post("support:assign", wide(w).pk, by=w.birthe, data={"person_id": "ingen"})


@state("site/leader_cards.html", "all ten")
def _(w):
    return w.get("leader_cards:all")


@state("site/leader_card.html", "one")
def _(w):
    return w.get("leader_cards:card", 10)


@state("site/leader_print.html", "A6")
def _(w):
    return w.get("leader_cards:print")
