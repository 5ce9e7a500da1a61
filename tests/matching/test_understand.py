"""Wishes in everyday sentences become data; everything else stays words. One row, one sentence."""

import pytest

from samspil.matching.types import Need
from samspil.matching.understand import understand

PLACES = {
    "Lunde": (55.49, 10.42),
    "Nørre Broby": (55.25, 10.24),
    "Odense": (55.40, 10.38),
    "Skive": (56.56, 9.02),
    "Hals": (56.99, 10.31),
    "Sankt Klemens": (55.35, 10.38),
    "Ry": (56.09, 9.76),
}
WEEK = {"mon", "tue", "wed", "thu", "fri"}
WEEKEND = {"sat", "sun"}
MIDDAY = {"morning", "afternoon"}


def read(text: str) -> dict[str, object]:
    """Everything the text was understood to say that is not the default."""
    understood = understand(Need(text=text), PLACES)
    need = understood.need
    said: dict[str, object] = {}
    for name in ("drives", "age", "travels_km"):
        if getattr(need, name) is not None:
            said[name] = getattr(need, name)
    for name in ("days", "times", "access", "languages"):
        if getattr(need, name):
            said[name] = set(getattr(need, name))
    if need.must_be_free:
        said["free"] = True
    if need.place:
        said["place"] = need.place
    if understood.avoided:
        said["avoided"] = list(understood.avoided)
    if understood.ages and understood.ages[0] != understood.ages[1]:
        said["ages"] = understood.ages
    return said


ROWS = [
    # driving
    ("Ensom mand, vil gerne ud i naturen, kan ikke køre bil", {"drives": False}),
    ("Hun har ingen bil og bor alene", {"drives": False}),
    ("Tømrer, der elsker naturen og ikke kører bil", {"drives": False}),
    ("Enke, som ikke længere kan køre bil", {"drives": False}),
    ("En dame, der ikke kører mere, vil gerne ud", {"drives": False}),
    ("Han kører ikke selv", {"drives": False}),
    ("Kører ikke bil længere, men vil gerne synge", {"drives": False}),
    ("Vi har ikke bil", {"drives": False}),
    ("Uden kørekort, elsker at bage", {"drives": False}),
    ("Jeg må ikke længere køre bil efter min blodprop", {"drives": False}),
    ("Har mistet kørekortet", {"drives": False}),
    ("Bil har han ikke, men han er god til at bygge", {"drives": False}),
    ("Har hverken bil eller kørekort", {"drives": False}),
    ("Han har solgt bilen og mangler selskab", {"drives": False}),
    ("Hun tør ikke køre bil i mørke", {"drives": False}),
    ("Er afhængig af bussen", {"drives": False}),
    ("She doesn't drive", {"drives": False}),
    ("Retired nurse, no car, loves reading", {"drives": False}),
    ("He can't drive any more and misses company", {"drives": False}),
    ("I do not have a driving licence", {"drives": False}),
    ("No longer drives, wants to garden", {"drives": False}),
    ("Without a car in the countryside", {"drives": False}),
    ("Jeg kan godt køre bil og har god tid", {"drives": True}),
    ("Har selv bil og kører gerne langt", {"drives": True}),
    ("Has a car and likes people", {"drives": True}),
    # cars that are no wish
    ("Elsker gamle biler og motorer", {}),
    ("Bilen skal repareres", {}),
    ("Vil gerne lære at køre bil", {}),
    ("Kan ikke køre en forening alene", {}),
    ("Hans støj driver mig til vanvid, it drives me crazy", {}),
    ("Vil gerne køre mountainbike i skoven", {}),
    ("Interesseret i veteranbiler", {}),
    # what is turned down
    ("Vil ud blandt folk, men ikke flere møder", {"avoided": ["møder"]}),
    ("Gider ikke bingo", {"avoided": ["bingo"]}),
    ("Hun gider ikke strikke eller hækle, men vil gerne danse", {"avoided": ["strikke eller hækle"]}),
    ("Alt undtagen fodbold", {"avoided": ["fodbold"]}),
    ("Kan ikke lide kortspil", {"avoided": ["kortspil"]}),
    ("Noget andet end banko", {"avoided": ["banko"]}),
    ("Vil gerne lave noget med hænderne, ingen computer", {"avoided": ["computer"]}),
    ("Har ikke lyst til sport", {"avoided": ["sport"]}),
    ("Bryder sig ikke om store forsamlinger", {"avoided": ["store forsamlinger"]}),
    ("Han hader kaffemøder. Han elsker træ.", {"avoided": ["kaffemøder"]}),
    ("Vil ikke have en besøgsven", {"avoided": ["besøgsven"]}),
    ("Orker ikke flere kurser", {"avoided": ["kurser"]}),
    ("Vil gerne møde andre uden alkohol", {"avoided": ["alkohol"]}),
    ("Er træt af foredrag og vil selv bestille noget", {"avoided": ["foredrag"]}),
    ("Ikke interesseret i gymnastik, hellere sang", {"avoided": ["gymnastik"]}),
    ("Hellere ud end at sidde stille, og helst ikke noget med computere", {"avoided": ["computere"]}),
    ("He wants to meet people but no more meetings", {"avoided": ["meetings"]}),
    ("She doesn't want to play bingo", {"avoided": ["bingo"]}),
    ("Anything but football", {"avoided": ["football"]}),
    ("I hate yoga, I like walking", {"avoided": ["yoga"]}),
    ("Something creative, not knitting", {"avoided": ["knitting"]}),
    ("Fed up with coffee mornings", {"avoided": ["coffee mornings"]}),
    ("Not interested in sports", {"avoided": ["sports"]}),
    # negations that turn nothing down
    ("Han kan ikke sove om natten", {}),
    ("Hvorfor ikke lystfiskerne?", {}),
    ("Ikke kun for mænd", {}),
    ("Natur, og ikke mindst fugle", {}),
    ("Hun er ikke så god til at tale med fremmede", {}),
    ("Arbejder ikke længere og mangler noget at stå op til", {}),
    ("Har ingen venner i byen", {}),
    ("Kommer ikke ud blandt andre", {}),
    ("Vil ikke i skole", {}),
    ("Er træt af at være alene", {}),
    ("Kan ikke finde ud af computeren", {}),
    ("Forstår ikke brevene fra kommunen", {}),
    ("Ved ikke, hvad han skal stille op", {}),
    ("Uden for arbejdsmarkedet og uden netværk", {}),
    ("Mangler nogen at tale med i stedet for at sidde alene", {}),
    ("Uden familie og venner", {}),
    ("Not only for men", {}),
    ("Why not the choir?", {}),
    ("Has no friends and no family", {}),
    ("She can't sleep and does not go out", {}),
    ("Last but not least, music", {}),
    ("Tired of being alone", {}),
    ("Kan ikke læse og skrive så godt", {}),
    # ages
    ("Mand på 72 søger selskab", {"age": 72}),
    ("Kvinde, 64 år, tidligere lærer", {"age": 64}),
    ("72-årig enkemand", {"age": 72}),
    ("En 14 årig dreng, der spiller meget", {"age": 14}),
    ("Hun er 81 og frisk", {"age": 81}),
    ("Han er i 80'erne", {"age": 84, "ages": (80, 89)}),
    ("Ældre dame i halvfjerdserne", {"age": 74, "ages": (70, 79)}),
    ("Noget for børn under 15", {"age": 14, "ages": (0, 14)}),
    ("Teenager uden fritidsinteresser", {"age": 16, "ages": (13, 19)}),
    ("For dem over 60 år", {"age": 60, "ages": (60, 120)}),
    ("Børn mellem 6 og 9 år", {"age": 7, "ages": (6, 9)}),
    ("Unge på 15-18 år", {"age": 16, "ages": (15, 18)}),
    ("Folkepensionist med grønne fingre", {"age": 67, "ages": (67, 120)}),
    ("Min datter på 5 elsker dyr", {"age": 5}),
    ("A 72-year-old carpenter", {"age": 72}),
    ("Man, 68, loves trains", {"age": 68}),
    ("She is 45 years old", {"age": 45}),
    ("A woman in her eighties", {"age": 84, "ages": (80, 89)}),
    ("Children under 12 who like to build", {"age": 11, "ages": (0, 11)}),
    ("Aged 30", {"age": 30}),
    ("Syvårig pige med meget energi", {"age": 7}),
    # numbers that are no age
    ("Har arbejdet i 40 år på værftet", {}),
    ("Mistede sin kone for 3 år siden", {}),
    ("Vi er 12 mand i klubben", {}),
    ("Et lokale på 72 m2 på 3. sal", {}),
    ("Has been a sailor for 30 years", {}),
    ("Gift i 50 år", {}),
    ("Mødes 2 gange om ugen", {}),
    ("De sidste 5 år har været svære", {}),
    ("Pensioneret tømrer", {}),
    # days and times
    ("Vil gerne ud om aftenen", {"times": {"evening"}}),
    ("Helst om formiddagen", {"times": {"morning"}}),
    ("Kun på hverdage", {"days": WEEK}),
    ("Har tid i weekenden", {"days": WEEKEND}),
    ("Kan torsdage", {"days": {"thu"}}),
    ("Ledig mandag og onsdag eftermiddag", {"days": {"mon", "wed"}, "times": {"afternoon"}}),
    ("Noget efter arbejde", {"times": {"evening"}}),
    ("Torsdag aften vil passe", {"days": {"thu"}, "times": {"evening"}}),
    ("Kan ikke om mandagen", {"days": set(WEEK | WEEKEND) - {"mon"}}),
    ("Mandag til fredag", {"days": WEEK}),
    ("In the evening or at weekends", {"times": {"evening"}, "days": WEEKEND}),
    ("Free on Tuesdays", {"days": {"tue"}}),
    ("Weekdays after work", {"days": WEEK, "times": {"evening"}}),
    ("Only Saturday mornings", {"days": {"sat"}, "times": {"morning"}}),
    # days that are no wish
    ("Faldt i mandags på trappen", {}),
    ("Struktur i hverdagen", {}),
    ("Underviste i søndagsskolen", {}),
    ("Hun døde sidste fredag", {}),
    ("En hyggelig aften med venner", {}),
    # places
    ("Bor i Lunde", {"place": "Lunde"}),
    ("Tømrer fra nørre broby", {"place": "Nørre Broby"}),
    ("Tæt på Odense", {"place": "Odense"}),
    ("noget i lunde for børn", {"place": "Lunde"}),
    ("Bor i Vester Skovby, elsker heste", {"place": "Vester Skovby"}),
    ("He lives in Lunde and loves birds", {"place": "Lunde"}),
    ("Near Sankt Klemens", {"place": "Sankt Klemens"}),
    ("Lundes skole", {"place": "Lunde"}),
    ("Er flyttet fra Odense og bor nu i Lunde", {"place": "Lunde"}),
    ("bor i skive", {"place": "Skive"}),
    # no places
    ("Ondt i hals og ryg", {}),
    ("Bor i lejlighed på anden sal", {}),
    ("Bor i et lille hus", {}),
    ("En skive brød", {}),
    ("Danser lundesang", {}),
    # money
    ("Det skal være gratis", {"free": True}),
    ("Har ikke råd til kontingent", {"free": True}),
    ("Må ikke koste noget", {"free": True}),
    ("Can't afford a membership", {"free": True}),
    ("Free activities for the family", {"free": True}),
    ("Something free of charge", {"free": True}),
    ("What to do in my free time", {}),
    ("Feel free to call", {}),
    ("Søger en sukkerfri bagegruppe", {}),
    ("Frihed og fritid", {}),
    ("Vil gerne give gode råd til unge", {}),
    # what must be there
    ("Sidder i kørestol og elsker musik", {"access": {"step_free"}}),
    ("Bruger rollator", {"access": {"step_free"}}),
    ("Kan ikke gå på trapper", {"access": {"step_free"}}),
    ("Det skal være trappefrit", {"access": {"step_free"}}),
    ("She uses a wheelchair", {"access": {"step_free"}}),
    ("Has trouble with stairs", {"access": {"step_free"}}),
    ("Har brug for en at følges med", {"access": {"companion"}}),
    ("Tør ikke komme alene", {"access": {"companion"}}),
    ("Needs someone to go with", {"access": {"companion"}}),
    ("Afraid of going alone", {"access": {"companion"}}),
    ("Skal hentes", {"access": {"transport"}}),
    ("Har brug for et lift", {"access": {"transport"}}),
    ("Needs a lift", {"access": {"transport"}}),
    ("Wants to be picked up", {"access": {"transport"}}),
    ("Kan hente og bringe børn", {}),
    ("Reparerer rollatorer som frivillig", {}),
    ("Vil gerne hente æbler og lave most", {}),
    # languages
    ("Taler arabisk", {"languages": {"ar"}}),
    ("Taler ukrainsk og lidt engelsk", {"languages": {"uk", "en"}}),
    ("Kan ikke dansk", {"access": {"interpreter"}}),
    ("Taler kun somali", {"languages": {"so"}}),
    ("Speaks Arabic, no Danish", {"languages": {"ar"}}),
    ("Vil lære dansk", {}),
    ("Elsker italiensk mad", {}),
    ("Interested in Danish history", {}),
    # distance
    ("Højst 5 km væk", {"travels_km": 5.0}),
    ("Skal kunne gå dertil", {"travels_km": 1.5}),
    ("Within 10 km", {"travels_km": 10.0}),
    ("Inden for 3 kilometer", {"travels_km": 3.0}),
    ("Går gerne 5 km i skoven", {}),
    ("In walking distance", {"travels_km": 1.5}),
    # several at once, and nothing
    ("Ensom mand på 72, tidligere tømrer, vil gerne ud i naturen, kan ikke køre bil, bor i Lunde",
     {"age": 72, "drives": False, "place": "Lunde"}),
    ("Lonely retired carpenter, 72, lives in Lunde, loves nature, doesn't drive",
     {"age": 72, "drives": False, "place": "Lunde"}),
    ("Mor på 32 med datter på 5 i Odense, gratis", {"age": 18, "ages": (5, 32), "place": "Odense", "free": True}),
    # more than one thing, read once more by somebody who had not seen the rules
    ("Min far er 84 år og enke. Han bor uden for Odense, kører ikke bil mere, og han gider ikke strikkeklubber.",
     {"drives": False, "age": 84, "place": "Odense", "avoided": ["strikkeklubber"]}),
    ("Familie, taler ukrainsk og engelsk, to børn på 6 og 9 år og ingen penge til fritid",
     {"age": 6, "ages": (6, 120), "languages": {"uk", "en"}, "free": True}),
    ("En dreng i 7. klasse, som ikke vil i skole, men elsker motorer", {"age": 13, "ages": (12, 14)}),
    ("Mand i slut 50'erne fyret fra slagteriet", {"age": 54, "ages": (50, 59)}),
    ("70+, synger gerne", {"age": 70, "ages": (70, 120)}),
    ("Flygtning, vil gerne møde danskere, men drikker ikke alkohol", {"avoided": ["alkohol"]}),
    ("Bor på tredje sal uden elevator", {"access": {"step_free"}}),
    ("Widow, 79, doesn't like crowds, needs someone to pick her up",
     {"age": 79, "avoided": ["crowds"], "access": {"transport"}}),
    ("Ikke noget med børn, tak", {"avoided": ["børn"]}),
    ("Noget uden skærm til drengene", {"avoided": ["skærm"]}),
    ("vil gerne ud at fiske men kan ikke komme derud", {"access": {"transport"}}),
    ("Speaks hardly any Danish", {"access": {"interpreter"}}),
    ("Manden er 45 og har en hjerneskade, han kan ikke tåle støj", {"age": 45, "avoided": ["støj"]}),
    ("Pige 12 år uden venner i klassen", {"age": 12}),
    ("Han skal have noget at stå op til, ikke bare kaffe", {}),
    ("Mum of two toddlers, new in Odense", {"place": "Odense"}),
    ("Har bil, men tør ikke køre på motorvej", {"drives": True}),
    ("Jeg arbejder i Odense men bor i Lunde", {"place": "Lunde"}),
    ("Alle dage undtagen tirsdag", {"days": (WEEK | WEEKEND) - {"tue"}}),
    ("Vi mangler frivillige chauffører, der kan køre bussen", {}),
    ("Har kørt lastbil i 30 år", {}),
    ("20 år i hæren og nu ingenting", {}),
    ("Far til 3, arbejder skiftehold", {}),
    ("min mor er 77, hun er ikke tryg ved at gå ud alene", {"age": 77, "access": {"companion"}}),
    ("Jeg vil ikke ligge nogen til last", {}),
    ("Vil helst mødes udenfor, ikke på en café", {"avoided": ["café"]}),
    ("Ikke for pensionister, hun er kun 52", {"age": 52, "avoided": ["pensionister"]}),
    ("Kan lide orden, tal og ro. Tåler ikke larm.", {"avoided": ["larm"]}),
    ("Vi er tre søstre, 60, 63 og 67 år", {"age": 63, "ages": (60, 67)}),
    ("I can drive others on Sundays", {"drives": True, "days": {"sun"}}),
    ("taler med sig selv", {}),
    ("Jeg vil gerne lære min nabo at kende, men ved ikke hvordan", {}),
    ("Mangler chauffør til byens bus hver onsdag", {"days": {"wed"}}),
    ("Har et stort værksted stående tomt, må gerne bruges", {}),
    ("Kun hvis nogen henter mig", {"access": {"transport"}}),
    ("", {}),
    ("😀🎣🌳", {}),
    ("' OR 1=1; DROP TABLE need; --", {}),
    ("<script>alert(1)</script>", {}),
    ("Привет, мне одиноко", {}),
    ("أشعر بالوحدة", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_sentence(text: str, said: dict[str, object]) -> None:
    assert read(text) == said
