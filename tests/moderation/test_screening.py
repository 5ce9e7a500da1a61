"""What speaks of one particular person's health or social life, and what does not. Real sentences, both ways."""

import pytest

from samspil.moderation.screening import about_somebody, way_out

PRIVATE = {
    "Min mor har fået demens.": "Min mor · demens",
    "Min mor bor på Birkevang, og nu har hun fået demens.": "Min mor · demens",
    "Jeg har depression og kommer ikke ud.": "Jeg har · depression",
    "Jeg er ensom.": "Jeg er · ensom",
    "Jeg har selv haft angst.": "Jeg har · angst",
    "Hans far drikker for meget.": "Hans far · drikker for meget",
    "Naboen er kommet på kontanthjælp.": "Naboen · kontanthjælp",
    "Karen er så ensom.": "Karen · ensom",
    "Ejner får medicin fire gange om dagen.": "Ejner · medicin",
    "Min svære depression gjorde det ikke lettere.": "Min · depression",
    "Vores nabo blev udsat for vold.": "Vores nabo · udsat",
    "Min søster er skilt og har to børn.": "Min søster · er skilt",
    "Hendes skilsmisse tog hårdt på alle.": "Hendes · skilsmisse",
    "Demens: min mand har haft det i tre år.": "min mand · Demens",
    "Far er indlagt igen.": "Far · indlagt",
    "min kollega er sygemeldt med stress": "min kollega · sygemeldt",
}
GENERAL = [
    "Mange mænd er ensomme om eftermiddagen.",
    "Hvordan hjælper vi mennesker med demens med at komme ud?",
    "Pårørende til mennesker med demens mangler et sted at tale.",
    "Jeg er sygeplejerske og arbejder med demens.",
    "Jeg er frivillig i Alzheimerforeningen.",
    "Min forening har et tilbud til mænd med depression.",
    "Vi mangler viden om misbrug.",
    "Ensomhed rammer også unge.",
    "Min mor spiser, når nogen spiser med.",
    "Min mor bor på Birkevang. Mange dér har demens.",
    "Karen henter kaffe på torsdag.",
    "Birthe svarer, når du ringer om et tilbud til pårørende.",
    "Hvad gør man, når man bliver skilt?",
    "Der mangler et skilt ved stien, siger min nabo.",
    "Naboerne hjælper folk, der er kommet hjem fra hospitalet.",
    "",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_finds_who_and_what(text):
    assert about_somebody(text) == PRIVATE[text]


@pytest.mark.parametrize("text", GENERAL)
def test_leaves_what_is_general_alone(text):
    assert about_somebody(text) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se https://snyd.example/tilbud nu", "https://snyd.example/tilbud"),
        ("Køb på www.snyd.example", "www.snyd.example"),
        ("Skriv til salg@snyd.example", "salg@snyd.example"),
        ("Besøg billigepiller.com", "billigepiller.com"),
        ("Ring 12 34 56 78 i dag", "12 34 56 78"),
        ("Ring på +45 12345678", "+45 12345678"),
        ("Vi mødes kl. 10-12 den 4. december 2026.", ""),
        ("Fra 2010-2011 gjorde vi det hver uge.", ""),
        ("Vi er 114 medlemmer og søger 25.000 kr.", ""),
        ("Ude på stien, f.eks. ved åen", ""),
    ],
)
def test_finds_the_way_out(text, found):
    assert way_out(text) == found


def test_long_text_is_no_trouble():
    assert about_somebody("ord " * 50_000) == ""
    assert about_somebody("min mor " * 5_000 + "demens") != ""
