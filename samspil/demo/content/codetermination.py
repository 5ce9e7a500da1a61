"""What people in Engbæk hear said about volunteers and staff, and what they answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MythText:
    """``replies`` are by, actor, words, days ago. ``source`` is the title of the knowledge that the answer rests on."""

    by: str
    claim: str
    body: str
    days_ago: float
    unit: str = ""
    replies: tuple[tuple[str, str | None, str, float], ...] = ()
    answer_by: str = ""
    answer: str = ""
    answered_days_ago: float = 0
    source: str = ""


MYTHS: tuple[MythText, ...] = (
    MythText(
        by="mette",
        claim="De frivillige tager vores arbejde",
        body="Det bliver sagt, når vagtplanen er tynd. Så er det svært at glæde sig over dem, der kommer.",
        days_ago=41,
        unit="hp-nord",
        replies=(
            (
                "kurt",
                "lystfiskerne",
                "Vi tager dem med på fisketur. Vi giver ikke medicin, og vi vil heller ikke. Vi kan ikke kende"
                " forskel på pillerne.",
                39,
            ),
            (
                "hanne",
                None,
                "Jeg mærkede det selv, da en frivillig begyndte at dække bord. Ingen havde spurgt os først.",
                37,
            ),
        ),
        answer_by="susanne",
        answer=(
            "Noget af det passer. Bordet blev dækket, uden at nogen havde spurgt."
            " Det burde vi have talt om først.\n\n"
            "Ingen stilling er nedlagt, fordi frivillige kom til. Pleje, medicin og vagter er vores. Ændrer opgaverne"
            " sig, skal det drøftes i MED, før det går i gang."
        ),
        answered_days_ago=33,
        source="Hvad frivillige gør ved en arbejdsplads",
    ),
    MythText(
        by="gerda",
        claim="De ansatte vil helst være fri for os",
        body="Vi får at vide, at der ikke er tid til at vise os rundt. Det bliver hørt som et nej.",
        days_ago=27,
        replies=(("mette", None, "Vi vil gerne. Men ring helst efter klokken 13, så har vi hænderne fri.", 25),),
        answer_by="lene",
        answer=(
            "Det er ikke et nej, men det lyder sådan. Fra nu af er der én, der tager imod, hver tirsdag klokken 13."
            " Spørg efter Mette."
        ),
        answered_days_ago=22,
        source="Fire ting, en kommune kan gøre for sine frivillige",
    ),
    MythText(
        by="ruth",
        claim="Frivillige kommer kun en gang, og så ser man dem ikke mere",
        body="",
        days_ago=18,
        replies=(
            (
                "bent",
                None,
                "Jeg er kommet hver torsdag i fire år. Men ja, nogle stopper. Oftest når ingen siger farvel.",
                16,
            ),
        ),
        answer_by="birthe",
        answer=(
            "Vi ved det ikke for hele kommunen. De fire foreninger, vi har spurgt, mister hver femte på et år."
            " De fleste"
            " siger, at de manglede en at ringe til. Ring til mig."
        ),
        answered_days_ago=9,
    ),
    MythText(
        by="jytte",
        claim="Man mister sin hjemmehjælp, hvis man siger ja til en besøgsven",
        body="Min nabo tør ikke sige ja. Hun har hørt det i kiosken.",
        days_ago=4,
        unit="hp-nord",
        replies=(("karen", None, "Mor har begge dele. Men vi var også i tvivl, før vi spurgte.", 3),),
    ),
)
