"""Builds other ways to ask: a handful of open sentences, filled with the writer's own words."""

import re
from collections.abc import Callable, Iterator

from samspil.wording import words
from samspil.wording.findings import Kind
from samspil.wording.grammar import alternatives, infinitive, verbose
from samspil.wording.own_words import group_of, inside, kindly, matter_of, own_words
from samspil.wording.recognise import Spot

_QUANTITY = verbose(
    r"^(?:(?:(?:en|et|den|det|de)\s)?(?:endnu\s)?(?:bedre|bedst\smulige?)\s|(?:flere|nok|nye|mange|alle|mere|ny|nyt)\s)+"
)
_FILLERS = verbose(rf"^(?:{alternatives(words.FILLERS)}\s)+")
_FILLER = verbose(rf"\s{alternatives('ikke da jo vel egentlig')}")
_MUNICIPAL = verbose(alternatives(words.MUNICIPALITY, r"\w{0,6}"))
_GAIN = verbose(r"^til\s(?P<gain>(?:(?:en|et|at\sfå)\s)?(?:flere|bedre|mere|gode|større|nye)\s[^,.?!]{4,90})$")
_CREATED = verbose(r"\sskabe\s(?P<gain>[^,.?!]{3,40}?)(?:\s(?:for|hos|blandt|i|på)\s|[?.!]|$)")
_OPINION = verbose(
    r"^(?:synes|tror|mener|er\s(?:i|du)\senige?|ville?\sdet\shjælpe).{0,20}?,?\sat\s(?P<that>[^?]{4,120})"
)
_SUBJECT = verbose(
    r"^(?:vi|man|jeg|der|alle|nogen|det\s(?=(?:være|blive|have|gøre|give|kunne|koste)\b)|\w{3,25}(?:en|et|ne)\b)"
)
# Behind "det" stands what is said of it ("det trygt"), and not the thing itself ("det nye plejehjem").
_IT_IS = verbose(r"^det\s(?:\w+t|en|et|for|på|i|nok|kun|sådan|os|den|vores|\w+s|virkelig)\b")


def rewordings(text: str, spot: Spot) -> Iterator[str]:
    """Ways to ask the same, the best first. The helper itself looks at each before it offers it."""
    yield from _BUILDERS[spot.kind](text, spot)


def about_people(people: str, place: str = "") -> Iterator[str]:
    """The strategy's own turn: from the service to the lives of those it is for."""
    yield f"Hvordan får {inside(people)} den bedst mulige hverdag{place}?"
    yield (
        f"Hvad betyder mest i hverdagen{place} for {people}?"
        if "," in people
        else f"Hvad betyder mest i hverdagen for {people}{place}?"
    )
    yield f"Hvad skal der til{place}, for at {inside(people)} kan leve det liv, de selv ønsker?"


def about_answers(thing: str, place: str = "") -> str:
    """One answer among others: what was it an answer to?"""
    return f"Hvilket problem i hverdagen{place} er {thing} et svar på, og hvilke andre svar findes?"


def from_actor(text: str, spot: Spot) -> Iterator[str]:
    named = spot.parts["actor"]
    actor = _QUANTITY.sub("", kindly(named)).strip() or named
    own = own_words(spot.parts.get("for", ""), without=named)
    place = own.place or own_words(text, without=named).place
    purpose = kindly(spot.parts.get("for", "")).rstrip("?!. ")
    if gain := _GAIN.match(purpose):
        yield f"Hvad skal der til, for at vi får {gain['gain'].removeprefix('at få ')}?"
    if own.people:
        yield from list(about_people(own.people, place))[:2]
    if own.doing:
        is_theirs = purpose.lower().startswith("til at")
        yield f"Hvad {f'gør det svært for {actor}' if is_theirs else 'skal der til, for at det lykkes'} at {own.doing}?"
    if not _MUNICIPAL.search(actor):
        yield f"Hvad ser {actor}{place}, som vi andre ikke ser?"
        yield f"Hvad brænder {actor}{place} selv for?"
    yield f"Hvad skal blive bedre for mennesker{place}, uanset om det er {actor} eller andre, der gør det?"


def from_service(text: str, spot: Spot) -> Iterator[str]:
    service = spot.parts["service"]
    own = own_words(text, without=service)
    plain = _QUANTITY.sub("", service).strip() or service
    if people := own.people or group_of(service):
        yield from about_people(people, own.place)
        return
    yield f"Hvem er {plain}{own.place} til for, og hvad drømmer de om?"
    if own.doing:
        yield f"Hvad skal der til, for at det lykkes at {own.doing}?"
    yield about_answers(plain, own.place)
    yield f"Hvad ville man savne uden {plain}{own.place}?"


def from_technology(text: str, spot: Spot) -> Iterator[str]:
    technology = spot.parts["technology"]
    own = own_words(text, without=technology)
    plain = _QUANTITY.sub("", technology).strip() or technology
    created = _CREATED.search(text)
    gain = kindly(created["gain"]) if created else matter_of(technology)
    yield f"Hvordan får {inside(own.people) or 'flere'} {gain}{own.place}?"
    yield about_answers(plain, own.place)
    yield f"Hvornår hjælper {plain}, og hvornår skal der et menneske til?"


def from_solution(text: str, spot: Spot) -> Iterator[str]:
    solution = kindly(spot.parts["solution"]).strip()
    if doing := re.match(r"^at\s(?P<doing>.+)$", solution, re.IGNORECASE):
        yield from about_doing(doing["doing"])
        return
    thing = solution[0].lower() + solution[1:]
    yield about_answers(thing)
    yield f"Hvad ville blive bedre i hverdagen, hvis vi fik {thing}?"
    own = own_words(text)
    if people := own.people or group_of(solution):
        yield from about_people(people, own.place)


def about_doing(doing: str) -> Iterator[str]:
    """``doing`` is an infinitive with what belongs to it: "lave en café på stationen"."""
    yield f"Hvad vil vi gerne opnå med at {doing}?"
    yield f"Hvilke andre veje er der end at {doing}?"
    yield f"Hvad taler for, og hvad taler imod at {doing}?"


def from_closed(text: str, spot: Spot) -> Iterator[str]:
    if leans := spot.parts.get("leans"):
        yield from list(_BUILDERS[Kind(leans)](text, spot))[:2]
    verb, clause = spot.parts["verb"].lower(), _FILLER.sub("", kindly(spot.parts["clause"]), count=1).strip()
    is_duty = verb in words.MUST.split()
    if is_duty and (doing := re.match(r"^(?:vi|man|jeg)\s(.+)$", clause, re.IGNORECASE)):
        yield from about_doing(_FILLERS.sub("", doing[1]))
    elif subject := subject_of(clause, verb):
        rest = clause[len(subject) :].strip()
        little = _FILLERS.match(rest)
        finite = {"kunne": "kan", "ville": "vil"}.get(verb, verb)
        said = f"{subject} {little[0] if little else ''}{finite} {_FILLERS.sub('', rest)}"
        if is_duty:
            yield f"Hvad taler for, og hvad taler imod, at {said}?"
        elif verb == "mangler":
            yield f"Hvem mærker det mest, hvis {said}?"
        else:
            yield f"Hvad skal der til, for at {said}?"
    if opinion := _OPINION.search(f"{verb} {clause}"):
        yield f"Hvem mærker det mest, at {opinion['that']}?"
        yield f"Hvad kan vi gøre sammen ved, at {opinion['that']}?"
    elif "hvornår" not in clause:
        yield f"Hvornår {verb} {clause}, og hvornår ikke?"
    if verb in ("er", "virker", "fungerer", "passer") and not clause.startswith("der "):
        yield f"For hvem {verb} {clause}, og for hvem er det anderledes?"
    own = own_words(text)
    if own.people:
        yield from about_people(own.people, own.place)


def subject_of(clause: str, verb: str) -> str:
    """The subject at the start of a clause, where it can be told apart for certain; else nothing."""
    if _IT_IS.match(clause) and verb not in words.CAN.split() + words.MUST.split():
        return "det"
    if clause.startswith("I "):
        return "I"
    found = _SUBJECT.match(clause)
    return found.group().strip().lower() if found else ""


def from_blame(text: str, spot: Spot) -> Iterator[str]:
    parts = spot.parts
    who = kindly((parts.get("who") or "").strip())
    whom = {"de": "dem", "han": "ham", "hun": "hende", "folk": "folk"}.get(who.lower(), who)
    to = (parts.get("to") or "").strip()
    rest = f" {parts['rest'].strip()}" if parts.get("rest", "").strip() else ""
    that = (parts.get("that") or "").strip()
    if who and to:
        yield f"Hvad gør det svært for {inside(whom)} at {to}?"
        able = "kan" if parts["verb"].lower() == "kan" else "får lyst til at"
        yield f"Hvad skal der til, for at {inside(who)} {able} {to}?"
    elif who and parts.get("finite"):
        yield f"Hvad gør det svært for {inside(whom)} at {infinitive(parts['finite'])}{rest}?"
        yield f"Hvad skal der til, for at {inside(who)} {parts['finite'].lower()}{rest}?"
    elif that:
        yield f"Hvem mærker det mest, at {that}?"
        yield f"Hvad kan vi gøre sammen, nu hvor {that}?"
    elif parts.get("what"):
        yield f"Hvem mærker mest til {parts['what'].strip()}?"
        yield f"Hvad kan vi gøre sammen ved {parts['what'].strip()}?"
    elif who:
        yield f"Hvad gør det svært for {whom} lige nu?"
        yield f"Hvad skal der til, for at det lykkes for {whom}?"
    if who:
        yield f"Hvad fortæller {inside(who)} selv, når vi spørger?"
    own = own_words(text)
    if own.doing:
        yield f"Hvad gør det svært at {own.doing}?"
        yield f"Hvad giver lyst til at {own.doing}?"
    if own.people:
        yield from about_people(own.people, own.place)


def from_deficit(text: str, spot: Spot) -> Iterator[str]:
    whole = " ".join(text.split())
    yield kindly(whole)
    own = own_words(text)
    if own.people:
        where = "" if "," in own.people else own.place
        yield f"Hvilke drømme har {own.people}{where}?"
        yield f"Hvad lykkes allerede for {own.people}{where}, og hvordan bliver der mere af det?"
        yield from about_people(own.people, own.place)


def from_statement(text: str, spot: Spot) -> Iterator[str]:
    said = kindly(" ".join(spot.parts["statement"].split())).rstrip(".!… ")
    own = own_words(text)
    yield f"{said}. Hvem mærker det i hverdagen, og hvad drømmer de om?"
    yield f"{said}. Hvad skal der til, for at hverdagen bliver bedre?"
    if own.people:
        yield from about_people(own.people, own.place)


_BUILDERS: dict[Kind, Callable[[str, Spot], Iterator[str]]] = {
    Kind.BLAME: from_blame,
    Kind.ACTOR: from_actor,
    Kind.SERVICE: from_service,
    Kind.TECHNOLOGY: from_technology,
    Kind.SOLUTION: from_solution,
    Kind.CLOSED: from_closed,
    Kind.DEFICIT: from_deficit,
    Kind.STATEMENT: from_statement,
}
