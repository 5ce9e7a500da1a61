"""The pages: what they show to whom, what they cost, and that nothing typed is lost."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import clock, subjects
from samspil.technologies.models import CatalogueFile, Placement, Technology, Use
from tests.factories import make_person, make_unit
from tests.technologies.making import FACTS, make_placement, make_technology, make_use

pytestmark = pytest.mark.django_db
LIST, RADAR = reverse("technologies:list"), reverse("technologies:radar")


def page(technology):
    return reverse("technologies:page", args=[technology.pk])


@pytest.fixture
def catalogue():
    north = make_unit("Nord")
    lift = make_technology(title="Loftlift", purposes=["smarter_work"], what="Løfter fra gulvet.")
    robot = make_technology(title="Spiserobot", group="eating", purposes=["better_life"], targets=["disability"])
    make_technology(title="Målebånd", group="health", maturity="prototype", targets=["long_illness"])
    make_use(lift, north)
    make_use(robot, north, status="trial")
    make_use(robot, make_unit("Syd"), status="in_use")
    subjects.set_hidden(make_technology(title="Bortskaffet").subject, clock.now())
    return north


@pytest.mark.capability("C45")
@pytest.mark.capability("C46")
def test_list_holds_what_the_address_asks_for(client, catalogue):
    everything = {"Loftlift", "Spiserobot", "Målebånd"}
    for query, expected in (
        ("", everything),
        ("q=gulv", {"Loftlift"}),
        ("q=bortskaf", set()),
        ("q=!!", set()),
        ("formaal=better_life", {"Spiserobot", "Målebånd"}),
        ("gruppe=eating", {"Spiserobot"}),
        ("til=long_illness", {"Målebånd"}),
        ("modenhed=prototype", {"Målebånd"}),
        ("status=in_use", {"Loftlift", "Spiserobot"}),
        ("status=none", {"Målebånd"}),
        (f"status=in_use&enhed={catalogue.pk}", {"Loftlift"}),
        (f"enhed={catalogue.pk}", {"Loftlift", "Spiserobot"}),
        ("formaal=x&gruppe=x&enhed=x&sorter=x", everything),
        ("sorter=udbredt", everything),
    ):
        shown = client.get(f"{LIST}?{query}")
        assert (query, {each.title for each in shown.context["page"]}) == (query, expected)
        assert shown.context["page"].paginator.count == len(expected)
        assert "Bortskaffet" not in shown.text


def test_list_sorts(client, catalogue):
    def titles(query):
        return [each.title for each in client.get(f"{LIST}?{query}").context["page"]]

    assert titles("") == ["Loftlift", "Målebånd", "Spiserobot"]
    assert titles("sorter=nyeste")[0] == "Målebånd"
    assert titles("sorter=udbredt")[-1] == "Målebånd"


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
@pytest.mark.parametrize("path", [LIST, RADAR])
def test_lists_cost_the_same_however_long(client, sign_in, birthe, who, path):
    units = [make_unit() for _number in range(3)]

    def fill(count):
        for _number in range(count):
            lift = make_technology()
            make_use(lift, units[0])
            make_use(lift, units[1], status="coming")
            make_placement(lift)

    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    if who == "coordinator":
        client = sign_in(birthe)
    fill(1)
    first = cost()
    fill(7)
    assert cost() == first
    if who == "visitor":  # whoever is signed in is told of what they owe, on every page
        assert first <= (10 if path == RADAR else 8)


@pytest.mark.capability("C52")
def test_page_tells_all_and_hides_the_contact_from_others(client, sign_in, unit):
    worker = make_person("Anne Spørgmig", role="employee", scope=unit)
    lift = make_technology(
        title="Loftlift",
        together="Der er øjenkontakt hele vejen.",
        workflows="Én løfter, hvor to gjorde.",
        training="To timer.",
        iso_class="123603",
        links=[{"title": "Om løft", "url": "https://x.example"}],
    )
    make_use(lift, unit, by=worker, contact_id=worker.pk, how_many=1200)
    text = client.get(page(lift)).text
    for words in ("øjenkontakt", "Én løfter", "To timer", "12 36 03", "Om løft", "1.200\u00a0stk.", unit.actor.name):
        assert words in text, words
    assert "Spørgmig" not in text.partition("Det er sket")[0]
    assert "Spørg Anne Spørgmig" in sign_in(worker).get(page(lift)).text


def test_forged_and_hidden_pages_are_not_there(client):
    hidden = make_technology()
    subjects.set_hidden(hidden.subject, clock.now())
    for pk in (uuid4(), hidden.pk):
        assert client.get(reverse("technologies:page", args=[pk])).status_code == 404


def test_page_escapes_what_it_tells(client, unit):
    evil = "<script>alert(1)</script>"
    lift = make_technology(title=evil, what=evil, for_whom=evil, together=evil)
    make_use(lift, unit, reason=evil)
    make_placement(lift, reason=evil)
    for path in (LIST, page(lift), RADAR, reverse("technologies:radar-paper")):
        assert evil not in client.get(path).text


def test_what_was_typed_stands_when_something_is_wrong(sign_in, birthe):
    answer = sign_in(birthe).post(reverse("technologies:add"), {**FACTS, "title": "Lift", "purposes": [], "links": "x"})
    assert (answer.status_code, Technology.objects.count()) == (200, 0)
    assert FACTS["for_whom"] in answer.text
    answer = sign_in(birthe).post(reverse("technologies:add"), {**FACTS, "title": "Lift", "links": "Om https://x.dk"})
    assert Technology.objects.get().links == [{"title": "Om", "url": "https://x.dk"}]


def test_overtaken_edits_show_both_texts(sign_in, birthe):
    lift = make_technology(what="Løfter.")
    client = sign_in(birthe)
    told = {**FACTS, "title": lift.title, "expected_version": "1"}
    for name in ("edit", "products"):
        path = reverse(f"technologies:{name}", args=[lift.pk])
        version = Technology.objects.get(pk=lift.pk).version
        first = {**told, "expected_version": str(version), "what": "Min.", "supplier-0": "Min ApS"}
        assert client.post(path, first).status_code == 302
        answer = client.post(path, {**first, "what": "Din.", "supplier-0": "Din ApS"})
        assert (answer.status_code, "En anden har rettet siden" in answer.text) == (409, True)
        assert "Min" in answer.text
        assert "Din" in answer.text


def test_unit_speaks_through_the_form_and_takes_back(sign_in, mette, unit):
    lift, client = make_technology(), sign_in(mette)
    path = reverse("technologies:set-use", args=[lift.pk])
    assert client.get(path).context["form"]["unit_id"].value() == str(unit.pk)
    told = {"unit_id": str(unit.pk), "status": "in_use", "since": "2026-01-02", "contact_id": str(mette.pk)}
    assert client.post(path, told).status_code == 302
    use = Use.objects.get()
    assert (use.contact, use.by) == (mette, mette)
    answer = client.post(path, {**told, "expected_version": str(use.pk + 7), "how_many": "2"})
    assert answer.status_code == 409
    path = reverse("technologies:take-use-back", args=[use.pk])
    assert "Ja, fjern det" in client.get(path).text
    assert client.post(path).status_code == 302
    assert not Use.objects.exists()


@pytest.mark.capability("C58")
def test_unit_shows_its_technology(client, unit):
    lift = make_technology(title="Loftlift")
    make_use(lift, unit, how_many=3)
    gone = make_technology(title="Gulvlift")
    make_use(gone, unit, status="phased_out", reason="For tung.")
    text = client.get(reverse("actors:page", args=[unit.pk])).text
    panel = text.partition('id="enhedens-teknologi"')[2].partition("</section>")[0]
    assert "Loftlift" in panel
    assert "3\u00a0stk." in panel
    assert "Gulvlift" not in panel


# --- the radar --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C58")
def test_radar_tells_what_moved_since_last_year(client):
    year = clock.today().year
    moves = {"Alfa": ("try", "ready"), "Beta": ("try", "wait"), "Gamma": ("try", "try"), "Delta": ("", "watch")}
    for title, (before, now) in {**moves, "Epsilon": ("wait", "")}.items():
        technology = make_technology(title=title)
        if before:
            make_placement(technology, ring=before, year=year - 1)
        if now:
            make_placement(technology, ring=now)
    board = client.get(RADAR).context["board"]
    assert {spot.placement.technology.title: spot.movement for spot in board.spots} == {
        "Alfa": "in",
        "Beta": "out",
        "Gamma": "same",
        "Delta": "new",
    }
    assert [row.technology.title for row in board.gone] == ["Epsilon"]
    assert [spot.number for spot in board.spots] == [dot.number for dot in board.drawing.dots] == [1, 2, 3, 4]
    last = client.get(f"{RADAR}?aar={year - 1}&efter=formaal").context["board"]
    assert (last.year, last.by, len(last.spots), last.has_before) == (year - 1, "formaal", 4, False)
    for query in ("aar=9999", "aar=x", "aar=²", "efter=x", "gruppe=x", f"aar={'9' * 30}"):
        assert client.get(f"{RADAR}?{query}").status_code == 200
    paper = client.get(f"{reverse('technologies:radar-paper')}?aar={year}").text
    assert ("style=" in paper, "Alfa" in paper, "Epsilon" in paper) == (False, True, True)


@pytest.mark.capability("C58")
def test_two_lists_stand_before_the_radar(client, catalogue):
    text = client.get(RADAR).text
    assert text.index("Under afprøvning") < text.index('id="i-brug"') < text.index('id="radar"')
    lists = client.get(f"{RADAR}?enhed={catalogue.pk}").context["lists"]
    assert [[each.title for each in one["rows"]] for one in lists] == [["Spiserobot"], ["Loftlift"]]


def test_coordinator_places_and_takes_off(sign_in, birthe):
    lift, client, year = make_technology(), sign_in(birthe), clock.today().year
    path = reverse("technologies:place", args=[lift.pk])
    assert client.post(path, {"year": str(year), "ring": "ready", "reason": "Det virker."}).status_code == 302
    assert client.get(path).context["form"]["ring"].value() == "ready"
    path = reverse("technologies:unplace", args=[lift.pk, year])
    assert [client.get(path).status_code, client.post(path).status_code, client.post(path).status_code] == [
        200,
        302,
        302,
    ]
    assert not Placement.objects.exists()


# --- files ------------------------------------------------------------------------------------------------------------


def test_file_is_looked_through_before_it_comes_in(sign_in, birthe, client):
    make_technology(title="Loftlift")
    data = client.get(reverse("technologies:export-csv")).content
    line = "Rollator;Støtter;Gående;Ældre;Bedre liv;Forflytning og løft;Almindelig mange steder\n"
    head = "Navn;Hvad gør den;For hvem;Målgrupper;Formål;Gruppe;Hvor langt er den\n"
    client = sign_in(birthe)
    for content in (data, (head + line + "Uden;;;;;;\n").encode()):
        file = SimpleUploadedFile("liste.csv", content)
        answer = client.post(reverse("technologies:upload"), {"file": file}, follow=True)
        assert (answer.status_code, Technology.objects.count()) == (200, 1)
        assert "Det vil ske" in answer.text
    row = CatalogueFile.objects.latest("pk")
    answer = client.post(reverse("technologies:bring", args=[row.pk]), follow=True)
    assert "1 nye og 0 rettede kom ind." in answer.text
    assert "Linjer med fejl" in answer.text
    assert Technology.objects.count() == 2
    drop = reverse("technologies:drop", args=[row.pk])
    assert [client.post(drop).status_code, client.post(drop).status_code] == [302, 302]
    assert sign_in(make_person(role="coordinator")).get(reverse("technologies:file", args=[row.pk])).status_code == 404


def test_sheet_opens_as_a_sheet(client, catalogue):
    answer = client.get(f"{reverse('technologies:export-xlsx')}?gruppe=eating")
    assert answer.content.startswith(b"PK")
    assert "teknologier-" in answer["Content-Disposition"]
