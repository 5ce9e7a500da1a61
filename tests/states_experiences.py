"""The states of experiences with technology."""

from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.exchange.actions import Upload
from samspil.experiences.actions import edit_experience
from samspil.technologies.actions import upload_file
from tests.experiences.making import ELSEWHERE, MATCH, make_experience, make_match, make_technology
from tests.factories import viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state

FIGURES = [
    {"label": "Hjælp på 14 dage", "value": "6,5", "unit": "timer", "phase": "before"},
    {"label": "Hjælp på 14 dage", "value": "0,75", "unit": "timer", "phase": "after"},
    {"label": LONG_WORD[:100], "value": "-61", "range": "-223 til 79", "unit": "mio. kr.", "phase": "change"},
]


def long_one(w: World, **facts):
    words = {"title": LONG_WORD, "tried": LONG_TEXT, "result": LONG_TEXT, "source": LONG_LINE, "place": LONG_WORD[:110]}
    told = {**words, "method": LONG_TEXT, "people": 30, "people_note": LONG_LINE, "figures": FIGURES}
    return make_experience(make_technology(LONG_WORD[:110]), by=w.birthe, **{**told, **facts})


@state("experiences/list.html", "empty, for staff")
def _(w):
    return w.get("experiences:list", by=w.lene)


@state("experiences/list.html", "many, narrowed, long words")
def _(w):
    row = long_one(w, evidence=4)
    make_match(row, by=w.birthe)
    make_experience(row.technology, by=w.birthe, went="not", evidence=3)
    return w.get("experiences:list", query=f"?teknologi={row.technology_id}&sorter=sikkerhed", by=w.birthe)


@state("experiences/page.html", "capped, a failure, with figures")
def _(w):
    return w.get("experiences:page", long_one(w, went="not", evidence=4).pk, by=w.birthe)


@state("experiences/page.html", "a unit's own, for a guest")
def _(w):
    return w.get("experiences:page", make_experience(by=w.lene, unit=w.unit, people=2, period="i foråret").pk)


@state("experiences/page.html", "answered whether it fits")
def _(w):
    row = make_match(
        make_experience(evidence=4, link="https://eksempel.example/kilde"), by=w.birthe, why=LONG_TEXT[:900]
    )
    return w.get("experiences:page", row.pk)


@state("experiences/choose.html", "some to choose")
def _(w):
    make_technology(LONG_WORD[:110])
    return w.get("experiences:choose", by=w.lene)


@state("experiences/tell.html", "for an employee")
def _(w):
    return w.get("experiences:tell", make_technology().pk, by=w.lene)


@state("experiences/tell_others.html", "everything wrong")
def _(w):
    wrong = {"title": LONG_WORD * 3, "tried": CPR, "year": "i fjor", "figure_0_value": "meget", "people": "mange"}
    return w.post("experiences:tell-others", make_technology().pk, by=w.lene, data=wrong)


@state("experiences/edit.html", "overtaken by another", status=409)
def _(w):
    row = make_experience(by=w.birthe, figures=FIGURES)
    edit_experience(by=viewer(w.birthe), experience_id=row.pk, title="Nu lidt anderledes")
    return w.post("experiences:edit", row.pk, by=w.birthe, data={**ELSEWHERE, "expected_version": 1})


@state("experiences/history.html", "changed")
def _(w):
    row = make_experience(by=w.birthe)
    edit_experience(by=viewer(w.birthe), experience_id=row.pk, title=LONG_LINE, went="not", evidence=0)
    return w.get("experiences:history", row.pk)


@state("experiences/withdraw.html", "asks")
def _(w):
    return w.get("experiences:withdraw", make_experience(by=w.birthe, title=LONG_WORD).pk, by=w.birthe)


@state("experiences/bring.html", "a file that is none")
def _(w):
    data = {"file": SimpleUploadedFile("x.csv", b"a;b\n1;2\n")}
    return w.post("experiences:bring", by=w.birthe, data=data)


@state("experiences/preview.html", "new and wrong")
def _(w):
    make_technology("Robot")
    head = "Teknologi;Overskrift;Hvordan gik det;Hvem prøvede det;År;Det blev prøvet;Resultat;Kilde"
    lines = [f"Robot;{LONG_WORD};Virker;Et andet land;2020;Det;Dette;Rapport", f"{LONG_WORD[:70]};;Måske;Os;snart;;;"]
    file = Upload("erfaringer.csv", "\n".join([head, *lines]).encode())
    return w.get("experiences:preview", upload_file(by=viewer(w.birthe), file=file).pk, by=w.birthe)


@state("site/form.html", "whether others' result fits us")
def _(w):
    row = make_match(make_experience(), by=w.birthe)
    return w.post("experiences:match", row.pk, by=w.birthe, data={**MATCH, "why": CPR})
