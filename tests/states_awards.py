"""The states of the award."""

from samspil.awards import actions
from tests.awards.making import (
    announced,
    candidate_of,
    close,
    judged,
    jury_of,
    letters_to,
    make_round,
    nominated,
    score,
)
from tests.awards.making import (
    state as say_how_close,
)
from tests.factories import viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state

WIDE = {
    "title": LONG_WORD[:190],
    "purpose": LONG_TEXT[:900],
    "criteria": f"{LONG_WORD}\nDet virker",
    "prize": LONG_WORD,
}


def given(w: World):
    """A year with a winner of a very long name, and others who are thanked."""
    made = make_round(w.birthe, **WIDE)
    winner = candidate_of(made, by=w.birthe, name=LONG_WORD[:100])
    for name in ("Engbæk Lystfiskerforening", LONG_WORD[:90]):
        candidate_of(made, by=w.birthe, kind="group", name=name)
    made, _jury = judged(made, winner, by=w.birthe)
    return announced(made, by=w.birthe), winner


@state("awards/list.html", "empty")
def _(w):
    return w.get("awards:list", by=w.birthe)


@state("awards/page.html", "given, very long words, for the coordinator")
def _(w):
    return w.get("awards:page", given(w)[0].pk, by=w.birthe)


@state("awards/nominate.html", "wrong, as a guest")
def _(w):
    made = make_round(w.birthe, **WIDE)
    return w.post("awards:nominate", made.pk, data={"kind": "volunteer", "name": LONG_WORD[:120], "why": CPR})


@state("awards/desk.html", "held, gathered, alike, answered")
def _(w):
    made = make_round(w.birthe)
    one, other = (nominated(made, name=name, phone="99 00 00 12") for name in (LONG_WORD[:100], "Åse Friis"))
    nominated(made, name="Åse Fris", why="Hun passer sin mor, der har demens.")
    actions.gather_candidate(by=viewer(w.birthe), candidate_id=other.candidate_id, into_id=one.candidate_id)
    candidate_of(made, by=w.birthe)
    candidate_of(made, by=w.birthe, answer="no")
    return w.get("awards:desk", made.pk, by=w.birthe)


@state("awards/jury.html", "points, and one who is too close")
def _(w):
    made = make_round(w.birthe)
    candidates = [candidate_of(made, by=w.birthe, name=name) for name in (LONG_WORD[:100], "Åse Friis")]
    jury = jury_of(made, by=w.birthe, size=4)
    close(made)
    for person in jury[:3]:
        say_how_close(person, made)
        score(person, candidates[0], words=LONG_WORD)
    say_how_close(jury[3], made, **{"Åse Friis": "association"})
    return w.get("awards:jury", made.pk, by=jury[3])


@state("awards/score.html", "wrong")
def _(w):
    made = make_round(w.birthe, **WIDE)
    candidate = candidate_of(made, by=w.birthe)
    (juror,) = jury_of(made, by=w.birthe, size=1)
    close(made)
    say_how_close(juror, made)
    return w.post("awards:score", candidate.pk, by=juror, data={"point-0": "9"})


@state("awards/announce.html", "the winner has not said yes to the name")
def _(w):
    made = make_round(w.birthe)
    made, _jury = judged(made, candidate_of(made, by=w.birthe, answer="quiet"), by=w.birthe)
    return w.post("awards:announce", made.pk, by=w.birthe, data={"consent_on": "i går"})


@state("awards/by_link.html", "asks, with the words")
def _(w):
    made = make_round(w.birthe)
    nominated(made, name=LONG_WORD[:100], why=LONG_WORD, email="aase@engbaek.example")
    path = letters_to("aase@engbaek.example")[0].text.partition("/frivilligprisen/l/")[2].partition("\n")[0]
    return w.client().get(f"/frivilligprisen/l/{path}")


@state("awards/spent.html", "a link that opens nothing", 410)
def _(w):
    return w.get("awards:by-link", "noget")


@state("awards/withdraw.html", "asks once more")
def _(w):
    row = nominated(make_round(w.birthe), by=w.karen, name=LONG_WORD[:100])
    return w.get("awards:withdraw", row.pk, by=w.karen)


@state("awards/diploma.html", "of the winner")
def _(w):
    return w.get("awards:diploma", given(w)[1].pk)
