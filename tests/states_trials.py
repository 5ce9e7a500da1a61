"""The states of trials: the board, the calendar, the plans, the answer, the diary and the end."""

from datetime import timedelta

from django.urls import reverse

from samspil.foundation import clock
from samspil.trials import actions, letters
from samspil.trials.models import Trial
from tests.factories import make_actor, make_challenge, make_person, make_proposal, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.trials.making import YES, make_due, plan, plan_full, run

END = {"reason": LONG_TEXT[:900], "learning": "Begynd småt.", "went": LONG_TEXT[:900], "users_said": "“Mere.”", **YES}


def mette(w: World):
    return make_person("Mette Skov", role="employee", scope=w.unit, member_of=w.unit.actor)


def asked(w: World, **facts) -> Trial:
    assert w.lene
    return plan(make_proposal(make_challenge(unit=w.unit)), by=mette(w), unit_id=w.unit.pk, **facts)


def full(w: World) -> Trial:
    """The anglers' full trial with all that can stand on its page."""
    assert w.lene
    trial = plan_full(
        by=w.kurt,
        speaks_as=w.anglers.pk,
        unit_id=w.unit.pk,
        needs_premises=True,
        cost=4200,
        what=LONG_TEXT[:1500],
        who=LONG_WORD,
        workflows="Aftenvagten åbner caféen.",
    )
    maker = make_actor("Bådværftet", kind="producer")
    facts = {"role": "Låner en båd ud", "interest": "sells", "interest_note": "Både", "delivers": True}
    actions.add_partner(by=viewer(w.kurt), trial_id=trial.pk, actor_id=maker.pk, **facts)
    question = actions.ask_about_trial(by=viewer(w.lene), trial_id=trial.pk, body="Hvor mange kommer?")
    actions.reply_about_trial(by=viewer(w.kurt), trial_id=trial.pk, question_id=question.pk, body="Otte.")
    return actions.approve_trial(by=viewer(w.lene), trial_id=trial.pk, **YES)


def running(w: World) -> Trial:
    trial = run(plan(make_proposal(make_challenge()), by=w.kurt, speaks_as=w.anglers.pk, title=LONG_LINE[:120]), w.kurt)
    actions.write_diary(by=viewer(w.karen), trial_id=trial.pk, side="relative", body=LONG_TEXT[:900])
    return trial


@state("trials/board.html", "empty")
def _(w):
    return w.get("trials:list")


@state("trials/board.html", "a trial in every column, long words")
def _(w):
    run(full(w), w.kurt)
    make_due(running(w))
    ended = run(plan(make_proposal(make_challenge()), by=w.kurt), w.kurt)
    actions.conclude_trial(by=viewer(w.kurt), trial_id=ended.pk, outcome="stop", **END)
    plan(make_proposal(make_challenge()), by=w.karen)
    asked(w)
    return w.get("trials:list", by=w.karen)


@state("trials/calendar.html", "two months")
def _(w):
    running(w)
    return w.get("trials:calendar")


@state("trials/page.html", "full and running, with everything")
def _(w):
    trial = run(full(w), w.kurt)
    longer = trial.ends_on + timedelta(days=9)
    actions.extend_trial(by=viewer(w.lene), trial_id=trial.pk, ends_on=longer, reason="Det regnede.")
    actions.write_diary(by=viewer(w.karen), trial_id=trial.pk, side="relative", body=LONG_WORD)
    return w.client(w.lene).get(reverse("trials:page", args=[trial.pk]))


@state("trials/page.html", "unanswered, then lapsed")
def _(w):
    trial = asked(w)
    Trial.objects.filter(pk=trial.pk).update(
        asked_at=clock.now() - timedelta(days=30), answer_due=clock.today() - timedelta(days=23)
    )
    return w.client(trial.author).get(reverse("trials:page", args=[trial.pk]))


@state("trials/page.html", "stopped, with what was learnt")
def _(w):
    trial = running(w)
    actions.conclude_trial(by=viewer(w.kurt), trial_id=trial.pk, outcome="stop", **END)
    return w.client().get(reverse("trials:page", args=[trial.pk]))


@state("trials/plan.html", "more than light, with a number in it")
def _(w):
    path = reverse("trials:plan", args=[make_proposal(make_challenge()).pk])
    return w.client(w.lene).post(
        path, {"title": CPR, "cost": "90.000", "touches": ["staffing"], "limits": ["changes_care"]}
    )


@state("trials/plan_full.html", "radical, carried over from the short form")
def _(w):
    assert w.lene
    proposal = make_proposal(make_challenge(), degree="radical")
    path = reverse("trials:plan-full", args=[proposal.pk])
    return w.client(w.karen).post(path, {"fra": "let", "title": LONG_LINE[:120], "what": LONG_TEXT[:900]})


@state("trials/edit.html", "overtaken", 409)
def _(w):
    trial = asked(w)
    actions.edit_trial(by=viewer(trial.author), trial_id=trial.pk, what="En anden tekst.")
    facts = {"title": trial.title, "what": LONG_TEXT[:900], "who": "Mette", "noticing": "Ro", "reason": "Uro"}
    days = {"starts_on": str(trial.starts_on), "ends_on": str(trial.ends_on), "is_reversible": "on"}
    data = {**facts, **days, "unit_id": str(w.unit.pk), "expected_version": "1"}
    return w.client(trial.author).post(reverse("trials:edit", args=[trial.pk]), data)


@state("trials/start.html", "what is missing")
def _(w):
    trial = asked(w, touches=["tasks"])
    actions.approve_trial(by=viewer(w.lene), trial_id=trial.pk, **YES)
    return w.client(trial.author).get(reverse("trials:start", args=[trial.pk]))


@state("trials/diary.html", "as a guest, nothing filled in")
def _(w):
    return w.client().post(reverse("trials:diary", args=[running(w).pk]), {"body": ""})


@state("trials/lacking.html", "a draft that lacks nearly everything")
def _(w):
    draft = plan(make_proposal(unit=w.unit), by=w.lene, scale="full", is_draft=True, title=LONG_WORD[:110], who="")
    return w.get("trials:ask", draft.pk, by=w.lene)


@state("trials/withdraw.html", "asked once more")
def _(w):
    trial = plan(make_proposal(make_challenge()), by=w.karen)
    return w.client(w.karen).get(reverse("trials:withdraw", args=[trial.pk]))


@state("trials/withdraw_diary.html", "asked once more")
def _(w):
    entry = running(w).diary.get()
    return w.client(w.karen).get(reverse("trials:withdraw-diary", args=[entry.pk]))


@state("trials/conclude.html", "nothing filled in")
def _(w):
    return w.client(w.kurt).post(reverse("trials:conclude", args=[running(w).pk]), {"outcome": ""})


@state("trials/answer.html", "nothing filled in")
def _(w):
    trial = asked(w, what=LONG_TEXT[:1500])
    return w.client(w.lene).post(reverse("trials:answer", args=[trial.pk]), {"answer": ""})


@state("trials/reply.html", "a long question")
def _(w):
    trial = asked(w)
    question = actions.ask_about_trial(by=viewer(w.lene), trial_id=trial.pk, body=LONG_TEXT[:900])
    return w.client(trial.author).get(reverse("trials:reply", args=[trial.pk, question.pk]))


@state("trials/letter_done.html", "yes from the letter")
def _(w):
    trial = asked(w)
    _link, token = letters.OneTimeLink.issue(
        letters.APPROVE, lasts=letters.LINK_LASTS, person=w.lene.pk, payload={"trial": str(trial.pk)}
    )
    return w.client().post(reverse("trials:answer-by-link", args=[token]), {"answer": "ja", **YES})


@state("trials/letter_closed.html", "used link", 410)
def _(w):
    return w.client().get(reverse("trials:answer-by-link", args=["brugt"]))
