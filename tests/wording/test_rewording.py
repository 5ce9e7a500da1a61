"""What the helper offers instead: open questions in good Danish, made of the writer's own words."""

import re

import pytest
import snowballstemmer

from samspil.wording import look_at
from samspil.wording.helper import ALWAYS, ROOM
from samspil.wording.own_words import group_of, kindly, matter_of, own_words
from tests.wording.test_recognising import TO_FIND

QUESTIONS = [question for _kind, question in TO_FIND]
STEM = snowballstemmer.stemmer("danish")
# Words that every sentence holds, and those of the open sentences themselves.
SMALL = """
hvordan hvad hvem hvor hvornår hvorfor hvilke hvilken hvilket kan skal vil får er har til for med som den det der en et
de vi man og i på af at ikke om bedre mere flere god gode godt os være blive sig selv mest når hvis ved fra så
"""


def stems(text: str) -> set[str]:
    words = [word for word in re.findall(r"\w+", text.lower()) if word not in SMALL.split()]
    return set(STEM.stemWords(words))


# What stands in for the writer's own: the people a service is for, and the piece of life a tool is meant for.
def own(question: str) -> set[str]:
    derived = [kindly(question), group_of(question), matter_of(question)]
    derived += [f"{group_of(each.words)} {matter_of(each.words)}" for each in look_at(question)]
    return stems(" ".join([question, *derived]))


@pytest.mark.capability("C13")
@pytest.mark.parametrize("question", QUESTIONS)
def test_offers_two_or_three_that_are_open_and_its_own_to_stand_by(question):
    for finding in look_at(question):
        assert 2 <= len(finding.rewordings) <= 3
        assert len(set(finding.rewordings)) == len(finding.rewordings)
        for wording in finding.rewordings:
            assert look_at(wording) == []
            assert wording.endswith("?")
            assert wording != question
            assert len(wording) <= ROOM


@pytest.mark.parametrize("question", QUESTIONS)
def test_is_built_of_the_writers_own_words(question):
    for finding in look_at(question):
        assert finding.rewordings[0] not in ALWAYS
        for wording in finding.rewordings:
            assert wording in ALWAYS or stems(wording) & own(question), wording


@pytest.mark.parametrize("question", QUESTIONS)
def test_is_clean_danish(question):
    """Slips that building from parts could make: doubled commas and words, "dem" as a subject, small first letters."""
    for finding in look_at(question):
        for wording in finding.rewordings:
            assert wording[0].isupper()
            assert not re.search(r",,|\s,|\s\s|\s\?|,\?|\.\?|…", wording), wording
            assert not re.search(r"\b(\w+) \1\b(?<!med med)", wording), wording
            assert not re.search(r"\b(?:får|har|kan|at) dem,", wording), wording
            assert wording.count("?") == 1


# Read aloud and found good. They also show what each kind of rewording looks like.
EXAMPLES = {
    "hvordan kan de frivillige hjælpe?": [
        "Hvad ser de frivillige, som vi andre ikke ser?",
        "Hvad brænder de frivillige selv for?",
        "Hvad skal blive bedre for mennesker, uanset om det er de frivillige eller andre, der gør det?",
    ],
    "Hvordan forbedrer vi ældreplejen?": [
        "Hvordan får ældre den bedst mulige hverdag?",
        "Hvad betyder mest i hverdagen for ældre?",
        "Hvad skal der til, for at ældre kan leve det liv, de selv ønsker?",
    ],
    "Hvordan udvikler vi demensplejen i Herning?": [
        "Hvordan får mennesker med demens den bedst mulige hverdag i Herning?",
        "Hvad betyder mest i hverdagen for mennesker med demens i Herning?",
        "Hvad skal der til i Herning, for at mennesker med demens kan leve det liv, de selv ønsker?",
    ],
    "Hvordan kan lystfiskerforeningen hjælpe enlige mænd i Engbæk?": [
        "Hvordan får enlige mænd den bedst mulige hverdag i Engbæk?",
        "Hvad betyder mest i hverdagen for enlige mænd i Engbæk?",
        "Hvad ser lystfiskerforeningen i Engbæk, som vi andre ikke ser?",
    ],
    "Hvordan får vi flere til at bruge robotstøvsugere?": [
        "Hvordan får flere et rent hjem?",
        "Hvilket problem i hverdagen er robotstøvsugere et svar på, og hvilke andre svar findes?",
        "Hvornår hjælper robotstøvsugere, og hvornår skal der et menneske til?",
    ],
    "Skal vi lukke køkkenet på Åbrinken?": [
        "Hvad vil vi gerne opnå med at lukke køkkenet på Åbrinken?",
        "Hvilke andre veje er der end at lukke køkkenet på Åbrinken?",
        "Hvad taler for, og hvad taler imod at lukke køkkenet på Åbrinken?",
    ],
    "Er det trygt at gå hjem om aftenen i Krathøj?": [
        "Hvad skal der til, for at det er trygt at gå hjem om aftenen i Krathøj?",
        "Hvornår er det trygt at gå hjem om aftenen i Krathøj, og hvornår ikke?",
        "For hvem er det trygt at gå hjem om aftenen i Krathøj, og for hvem er det anderledes?",
    ],
    "Må beboerne selv bestemme, hvornår de står op?": [
        "Hvad taler for, og hvad taler imod, at beboerne selv må bestemme, hvornår de står op?",
        "Hvordan får beboerne den bedst mulige hverdag?",
        "Hvad betyder mest i hverdagen for beboerne?",
    ],
    "Hvorfor gider de unge ikke komme i klubben?": [
        "Hvad gør det svært for de unge at komme i klubben?",
        "Hvad skal der til, for at de unge får lyst til at komme i klubben?",
        "Hvad fortæller de unge selv, når vi spørger?",
    ],
    "Hvorfor svarer kommunen aldrig?": [
        "Hvad gør det svært for kommunen at svare?",
        "Hvad skal der til, for at kommunen svarer?",
        "Hvad fortæller kommunen selv, når vi spørger?",
    ],
    "Hvordan giver vi de svage ældre en god dag?": [
        "Hvordan giver vi ældre, der har brug for en hånd, en god dag?",
        "Hvilke drømme har ældre, der har brug for en hånd?",
        "Hvad lykkes allerede for ældre, der har brug for en hånd, og hvordan bliver der mere af det?",
    ],
    "Hvordan opretter vi et mødested for unge i Lunde?": [
        "Hvilket problem i hverdagen er et mødested for unge i Lunde et svar på, og hvilke andre svar findes?",
        "Hvad ville blive bedre i hverdagen, hvis vi fik et mødested for unge i Lunde?",
        "Hvordan får unge den bedst mulige hverdag i Lunde?",
    ],
}


@pytest.mark.parametrize(("question", "wordings"), EXAMPLES.items())
def test_reads_well(question, wordings):
    assert list(look_at(question)[0].rewordings) == wordings


@pytest.mark.parametrize(
    ("said", "kinder"),
    [
        ("Hvad gør vi for de demente?", "Hvad gør vi for mennesker med demens?"),
        ("Hvem følger en dement nabo hjem?", "Hvem følger en nabo med demens hjem?"),
        ("De svageste børn først", "Børn, der har brug for en hånd, først"),
        ("Hvor sover hjemløse unge?", "Hvor sover unge uden et hjem?"),
        ("Hvad savner de ensomme?", "Hvad savner mennesker, der savner selskab?"),
        ("Hvor bor en ensom mand?", "Hvor bor en ensom mand?"),
        ("Hvordan er livet i de udsatte boligområder?", "Hvordan er livet i de udsatte boligområder?"),
        ("Hvordan lever man med demens?", "Hvordan lever man med demens?"),
    ],
)
def test_people_come_before_what_they_lack(said, kinder):
    assert kindly(said) == kinder


def test_finds_people_place_and_doing():
    own = own_words("Hvordan får vi enlige mænd i Nørre Engbæk til at lave mad sammen?")
    assert (own.people, own.place, own.doing) == ("enlige mænd", " i Nørre Engbæk", "lave mad sammen")
    assert own_words("Hvad tænker en ensom mand?").people == ""
    assert own_words("Hvordan har de unge det i kommunen?").place == " i kommunen"
