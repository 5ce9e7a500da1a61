"""The states of what could help, how it went, and the words."""

from samspil.suggestions import actions
from tests.factories import make_challenge, viewer
from tests.states import CPR, LONG_WORD, state
from tests.suggestions.making import begin_anew, make_area, make_resource

NATURE = {"likes": ["natur"], "wishes": ["koerer-ikke"], "text": "Vil gerne fiske, bor i Lunde"}


def fellowships() -> None:
    begin_anew()
    make_area()
    make_resource()
    make_resource("Vandrelauget", body="Ture i natur i alle tempi.", access=[], meets_you="", lift="", capacity=0)
    make_resource(LONG_WORD[:110], body=f"Fiske i natur. {LONG_WORD}", meets_you=LONG_WORD[:110], place=LONG_WORD[:110])
    make_resource("Naturvejlederne", body="Vi viser natur frem.", contact_visibility="nobody")


@state("suggestions/why_not.html", "empty")
def _(w):
    begin_anew()
    return w.get("suggestions:why-not")


@state("suggestions/why_not.html", "three fellowships, long words")
def _(w):
    fellowships()
    return w.post("suggestions:why-not", data=NATURE)


@state("suggestions/why_not.html", "danger, more, with own words")
def _(w):
    fellowships()
    actions.add_concept(by=viewer(w.birthe), label_da=LONG_WORD[:60], words_da=LONG_WORD)
    danger = "Min mand slår mig derhjemme. Jeg vil gerne ud i naturen."
    return w.post("suggestions:why-not", data={"text": danger, "likes": ["natur"], "flere": "ja"})


@state("suggestions/why_not.html", "a CPR number")
def _(w):
    begin_anew()
    return w.post("suggestions:why-not", data={**NATURE, "text": CPR})


@state("suggestions/why_not.html", "nothing found")
def _(w):
    begin_anew()
    return w.post("suggestions:why-not", data={"text": "qwertzuiop"})


@state("suggestions/outcome.html", "wrong")
def _(w):
    return w.post("suggestions:outcome", make_resource(LONG_WORD[:110]).pk, data={"step": "rejected"})


@state("suggestions/nothing_fits.html", "wrong")
def _(w):
    return w.post("suggestions:nothing-fits", data={})


@state("suggestions/for_page.html", "with reasons, to be invited")
def _(w):
    fellowships()
    challenge = make_challenge(question="Hvordan får flere mænd glæde af at fiske i naturen?", place="Lunde")
    return w.get("suggestions:for-page", challenge.pk, by=w.birthe)


@state("suggestions/for_page.html", "nobody")
def _(w):
    begin_anew()
    return w.get("suggestions:for-page", make_challenge(question=LONG_WORD).pk)


@state("suggestions/words.html", "own words and a search")
def _(w):
    known = actions.add_concept(by=viewer(w.birthe), label_da="havekroket", words_da=f"plænespil, {LONG_WORD}")
    link = {"target": known.key, "name": "related", "weight": 0.9}
    actions.add_concept(by=viewer(w.birthe), label_da="krolfspillet", links=[link])
    return w.get("suggestions:words", by=w.birthe, query="?q=natur")


@state("suggestions/word.html", "overtaken", status=409)
def _(w):
    word = actions.add_concept(by=viewer(w.birthe), label_da="havekroket")
    actions.edit_concept(by=viewer(w.birthe), concept_id=word.pk, label_da="kroket i haven")
    return w.post(
        "suggestions:edit-word", word.pk, by=w.birthe, data={"label_da": LONG_WORD[:50], "expected_version": 1}
    )


@state("suggestions/remove_word.html", "asked once more")
def _(w):
    word = actions.add_concept(by=viewer(w.birthe), label_da=LONG_WORD[:60])
    return w.get("suggestions:remove-word", word.pk, by=w.birthe)
