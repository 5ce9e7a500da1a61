"""The states of what became daily life."""

from datetime import timedelta

from samspil.foundation import clock
from samspil.moderation.actions import hide
from samspil.practices import actions
from samspil.practices.models import FollowUp
from tests.factories import make_challenge, make_proposal, viewer
from tests.practices.building import adopt, evaluate, label, make_practice
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state

LONG = {
    "title": LONG_WORD,
    "body": LONG_TEXT,
    "recipe": LONG_TEXT[:700],
    "contact": LONG_WORD,
    "cost_neutral": "no",
    "cost_per_year": 1_250_000,
    "cost_note": LONG_WORD,
}


def full(w: World, **facts):
    """Everything a page can show: uses of every sort, a label, thanks, days to look again."""
    proposal = make_proposal(make_challenge(by=w.karen, unit=w.unit))
    facts = {"title": "Fælles spisning om torsdagen", "proposal_id": proposal.pk, "delivers": [w.anglers.pk], **facts}
    practice = make_practice(by=w.lene, home=w.unit, since=clock.today() - timedelta(days=400), **facts)
    by = viewer(w.lene)
    stopped = adopt(practice, by=w.kurt, place=w.anglers, adaptation=LONG_WORD)
    actions.stop_use(by=viewer(w.kurt), use_id=stopped.pk, reason="Åen er lukket om vinteren.")
    adopt(practice, adaptation="Vi gør det om fredagen.")
    actions.thank(by=by, practice_id=practice.pk, actor_id=w.anglers.pk, what_for=LONG_WORD)
    actions.thank(by=by, practice_id=practice.pk, name="Olga", has_agreed=True, what_for="Fordi du blev ved.")
    late = actions.plan_follow_up(by=by, practice_id=practice.pk, what=LONG_WORD, due=clock.today() + timedelta(days=9))
    FollowUp.objects.filter(pk=late.pk).update(due=clock.today() - timedelta(days=9))
    evaluate(practice)
    label(practice, by=w.birthe)
    return practice


@state("practices/list.html", "empty, for somebody who could fill it")
def _(w):
    return w.get("practices:list", by=w.lene)


@state("practices/list.html", "several, with very long words")
def _(w):
    full(w, title=LONG_WORD)
    for _number in range(20):
        make_practice(home=w.unit, by=w.lene)
    return w.get("practices:list", query="?emne=older&brug=nu")


@state("practices/page.html", "full, for its leader, with very long words")
def _(w):
    return w.get("practices:page", full(w, **LONG).pk, by=w.lene)


@state("practices/page.html", "the label has fallen away, for the coordinator")
def _(w):
    practice = full(w)
    hide(by=viewer(w.birthe), subject_id=practice.label.evaluation_id, reason="Der står et navn.")
    return w.get("practices:page", practice.pk, by=w.birthe)


@state("practices/register.html", "wrong, with an extra part unfolded")
def _(w):
    return w.post(
        "practices:register", by=w.lene, data={"title": CPR, "cost_per_year": "mange", "cost_note": LONG_WORD}
    )


@state("practices/nobody.html", "for somebody without a place", status=403)
def _(w):
    return w.get("practices:register", by=w.karen)


@state("practices/edit.html", "overtaken", status=409)
def _(w):
    practice = make_practice(by=w.lene, home=w.unit, **LONG)
    sent = {"title": "Min tekst", "body": "Min.", "theme": "older", "since": str(practice.since), "cost_neutral": "yes"}
    actions.edit_practice(by=viewer(w.lene), practice_id=practice.pk, title="En andens tekst")
    return w.post("practices:edit", practice.pk, by=w.lene, data=sent | {"expected_version": "1"})


@state("practices/adopt.html", "filled in beforehand")
def _(w):
    return w.get("practices:adopt", make_practice(changes=["tasks"], **LONG).pk, by=w.lene)


@state("practices/adopt_nobody.html", "for somebody who decides nowhere", status=403)
def _(w):
    return w.get("practices:adopt", make_practice(title=LONG_WORD).pk, by=w.karen)


@state("practices/label.html", "without evidence")
def _(w):
    return w.get("practices:label", make_practice(title=LONG_WORD).pk, by=w.birthe)


@state("practices/label.html", "with evidence to choose, and a mistake")
def _(w):
    return w.post("practices:label", full(w).pk, by=w.birthe, data={"better": CPR})


@state("practices/ask.html", "asks once more")
def _(w):
    return w.get("practices:withdraw", make_practice(by=w.lene, home=w.unit, title=LONG_WORD).pk, by=w.lene)


@state("practices/history.html", "with a change")
def _(w):
    practice = make_practice(by=w.lene, home=w.unit, title=LONG_WORD)
    actions.edit_practice(by=viewer(w.lene), practice_id=practice.pk, title="Kort", body=LONG_TEXT)
    return w.get("practices:history", practice.pk)


@state("practices/paper.html", "for the printer")
def _(w):
    return w.get("practices:paper", full(w, **LONG).pk)


@state("practices/thanks_paper.html", "to hang up")
def _(w):
    return w.get("practices:thanks-paper", full(w).pk)
