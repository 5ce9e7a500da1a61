"""The states of the writing helper: the step before posting, and the offer beside a field with an error."""

from tests.states import LONG_WORD, state

ACTOR = "Hvordan kan de frivillige hjælpe de demente i Lunde?"
DATA = {"question": ACTOR, "theme": "older", "description": "Min nabo går hjemmefra om natten."}
GUEST = {"guest_name": "Karen", "guest_function": "datter", "guest_email": "karen@noerre.example"}


@state("challenges/raise.html", "other ways to ask, for a guest")
def _(w):
    return w.post("challenges:raise", data={**DATA, **GUEST})


@state("challenges/raise.html", "other ways to ask, for staff with several hats")
def _(w):
    return w.post("challenges:raise", by=w.lene, data=DATA)


@state("challenges/raise.html", "other ways to ask, very long words")
def _(w):
    question = f"Hvordan kan {LONG_WORD[:60]}foreningen hjælpe ældre?"
    return w.post("challenges:raise", by=w.karen, data={**DATA, "question": question})


@state("challenges/raise.html", "other ways to ask, beside an error")
def _(w):
    return w.post("challenges:raise", data={**DATA, "guest_name": "Karen", "wording": "2", "asked": ACTOR})
