"""The whole chain, one person at a time and all by clicking: an idea on a phone at a staff meeting becomes everyday
life in two places, and the page *Jeg spurgte - det skete* names who asked and what happened.
"""

import pytest
from playwright.sync_api import expect

from samspil.trials.models import Trial
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import fill, follow, open_letter, press, write_number
from tests.factories import make_person, make_unit
from tests.meetings.making import plan
from tests.practices.building import leader_of
from tests.trials.making import make_due

QUESTION = "Hvem spiser aftensmad alene på torsdag?"
CHOSEN, OTHERS = "Lystfiskerne laver suppe", ("En telefonkæde klokken fem", "Naboer dækker et ekstra bord")
GAINS = {
    "Bedre løsninger": "Seks spiser sammen hver torsdag.",
    "Mere opbakning": "De valgte selv retten.",
    "Mere velfærd for de samme penge": "Maden bliver spist.",
}


@pytest.mark.capability("C79")
def test_from_an_idea_at_a_meeting_to_what_happened(visit, world, demo):
    lene, kurt = world.lene, world.kurt
    mette = make_person("Mette Skov", role="employee", scope=world.unit, member_of=world.unit.actor)
    meeting = plan(world.unit, mette)
    second_unit = make_unit("Plejehjemmet Åkanden")

    # Mette chairs a staff meeting; a colleague writes on a phone, by its code and without a name.
    chair = visit(by=mette)
    chair.goto(f"/moeder/{meeting.pk}/")
    press(chair, "Begynd mødet")
    meeting.refresh_from_db()
    phone = visit(PHONE)
    phone.goto(f"/m/{meeting.code}/")
    phone.get_by_label("Din seddel").fill("Herluf spiser foran fjernsynet hver aften")
    press(phone, "Send sedlen")
    expect(phone.get_by_text("Tak. Sedlen er sendt.")).to_be_visible()
    chair.get_by_label("Herluf spiser foran fjernsynet hver aften").check(force=True)
    chair.get_by_label("eller i en ny bunke, der hedder").fill("Aftensmaden")
    press(chair, "Læg i bunken")
    follow(chair, "Lav bunken til en udfordring")
    fill(chair, {"Spørgsmålet": QUESTION, "Fortæl om det": "Mange lader maden stå, når ingen er der."})
    chair.get_by_label("Emne").select_option("older")
    chair.get_by_label("Alle", exact=True).check()
    press(chair, "Rejs udfordringen")
    expect(chair.get_by_role("link", name=QUESTION).first).to_be_visible()
    chair.get_by_role("link", name=QUESTION).first.click()
    expect(chair.get_by_role("heading", level=1)).to_have_text(QUESTION)
    challenge = chair.url

    # Three ways to answer it: one from Kurt of the anglers, two from Karen.
    boat, karen = visit(PHONE, by=kurt), visit(PHONE, by=world.karen)
    for page, title in ((boat, CHOSEN), *((karen, other) for other in OTHERS)):
        page.goto(challenge)
        follow(page, "Kender du en anden vej? Foreslå den")
        fill(page, {"Dit forslag på én linje": title, "Fortæl om det": "Hver torsdag klokken fem."})
        page.get_by_label("En hjælp eller et tilbud").check()
        press(page, "Send forslaget")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)

    # The anglers carry the trial; the unit's leader says yes to the staff's hours, from the letter on a phone.
    boat.goto(challenge)
    follow(boat, CHOSEN)
    follow(boat, "Prøv det af")
    follow(boat, "Er det større? Tag den fulde plan")
    fill(
        boat,
        {
            "Vi tror på": "en gryde suppe på havnen",
            "fører til": "at flere spiser sammen med nogen",
            "det ser vi på": "hvor mange der kommer igen",
            "Hvad gør I helt konkret?": "Vi koger suppe og henter dem, der vil med.",
            "Hvem gør det?": "Lystfiskerne og Mette",
            "Hvad skal I kunne?": "Lave mad og lytte",
            "Hvem kan det": "Kurt og Mette",
            "Hvorfor den her vej": "I dag spiser de hver for sig.",
            "Hvordan er brugerne med": "De fortæller det selv.",
        },
    )
    boat.get_by_label("Du skriver som").select_option(label=world.anglers.name)
    boat.get_by_label("Ansatte, der bruger tid på det").check()
    boat.get_by_label("Hvilken enhed?").select_option(label="Hjemmeplejen Nord")
    for other in OTHERS:
        boat.get_by_label(other).check()
    press(boat, "Send planen")
    expect(boat.get_by_text("Tak. Planen er hos Lene Dahlgaard.")).to_be_visible()
    trial = boat.url
    letter = visit(PHONE)
    open_letter(letter, lene, "valg=ja")
    letter.get_by_label("Skriv én linje").fill("Mette har to timer om torsdagen.")
    letter.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(letter, "Send svaret")
    expect(letter.get_by_role("heading", level=1)).to_have_text("Tak. Du har sagt ja")

    # It is measured, tried for four weeks, and told by those who came.
    boat.goto(trial)
    follow(boat, "Vælg noget at måle på")
    follow(boat, "Ensomhed")
    press(boat, "Det måler vi")
    write_number(boat, "Før", "3,8")
    boat.goto(trial)
    follow(boat, "Begynd")
    press(boat, "Vi går i gang")
    expect(boat.get_by_text("I gang. Skriv i dagbogen undervejs.")).to_be_visible()

    # Four weeks later it is evaluated, with the words of somebody who came.
    make_due(Trial.objects.get())
    boat.goto(trial)
    follow(boat, "Begynd evalueringen")
    press(boat, "Begynd evalueringen")
    evaluation = boat.url
    follow(boat, "Skriv og ret tal")
    follow(boat, "Skriv et tal")
    write_number(boat, "Efter", "2,6")
    boat.goto(evaluation)
    follow(boat, "Skriv på evalueringen")
    fill(boat, GAINS)
    press(boat, "Gem")
    follow(boat, "Tilføj en stemme")
    boat.get_by_label("En bruger").check()
    boat.get_by_label("Hvad siger de?").fill("Jeg spiste to portioner og blev til opvasken.")
    boat.get_by_label("har sagt ja til, at ordene står her").check()
    press(boat, "Send ordene")
    follow(boat, "Gør den færdig")
    press(boat, "Ja, den er færdig")
    expect(boat.get_by_text("Evalueringen er færdig.")).to_be_visible()

    # The leader takes it into use, and another unit does it too with one press.
    leader = visit(by=lene)
    leader.goto(trial)
    follow(leader, "Slut afprøvningen")
    leader.get_by_label("Vi tager det i brug").check()
    fill(leader, {"Hvad lærte I?": "Suppe samler flere end kaffe.", "Hvorfor?": "Seks kommer hver torsdag."})
    leader.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(leader, "Slut afprøvningen")
    leader.get_by_role("main").get_by_role("link", name="Sådan gør vi nu").click()
    expect(leader.get_by_role("region", name="Her lever det")).to_contain_text(world.anglers.name)
    other = visit(by=leader_of(second_unit))
    other.goto(leader.url)
    follow(other, "Det vil vi også gøre")
    other.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(other, "Tag det i brug")
    expect(other.get_by_role("region", name="Her lever det")).to_contain_text("Plejehjemmet Åkanden")

    # Anybody may read on one page who asked and what happened, and pass it on.
    reader = visit(PHONE, js=False)
    reader.goto(challenge)
    follow(reader, "Se, hvad der skete")
    expect(reader.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(reader.locator("meta[property='og:title']")).to_have_attribute("content", QUESTION)
    for words in ("Hverdag nu", CHOSEN, "Jeg spiste to portioner"):
        expect(reader.get_by_text(words).first).to_be_visible()
    done = reader.get_by_role("region", name="Hvem gjorde hvad?")
    expect(done.get_by_role("listitem")).to_contain_text(
        [
            "Mette Skov spurgte",
            f"Kurt foreslog {CHOSEN}",
            f"{world.anglers.name} prøvede {CHOSEN} af",
            "Kurt så på, hvad det gav",
            f"{world.anglers.name} tog {CHOSEN} i brug",
            f"Plejehjemmet Åkanden tog {CHOSEN} i brug",
        ]
    )
    boat.goto(reader.url)
    assert axe(boat) == []
