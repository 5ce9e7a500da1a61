"""What somebody writes about a person: sensible answers to anything, professional help first, and nothing kept."""

import logging

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from samspil.matching.types import Reason
from samspil.matching.vocabulary import Vocabulary
from samspil.moderation import actions as moderation
from samspil.resources.actions import end_resource
from samspil.suggestions import queries
from samspil.suggestions.models import Feedback
from samspil.suggestions.sentences import told
from tests.factories import make_challenge, make_knowledge, make_person, make_perspective, make_proposal, viewer
from tests.suggestions.making import ANGLERS, make_area, make_resource

pytestmark = pytest.mark.django_db
PAGE = "/hvorfor-ikke/"
LONELY = "Ensom mand på 72, tidligere tømrer, elsker naturen, kan ikke køre bil, bor i Lunde"


def rows_everywhere() -> dict[str, int]:
    return {
        model._meta.label: model.objects.count()
        for config in apps.get_app_configs()
        for model in config.get_models()
        if model is not Feedback and model._meta.label != "sessions.Session"
    }


@pytest.fixture
def there():
    make_area()
    make_resource()
    make_resource(
        "Træværkstedet i Lunde", body="Vi er mest tidligere håndværkere, der bygger både og borde.", access=[]
    )
    make_resource("Vandrelauget", body="Ture i skov og natur i alle tempi.", meets_you="", lift="")
    make_resource("Veteranbil-klubben", body="Vi kører bil og skruer i gamle biler.", access=[])
    return Client()


@pytest.mark.capability("C16")
def test_three_fellowships_with_reasons_for_the_lonely_carpenter(there):
    page = there.post(PAGE, {"text": LONELY, "wishes": ["koerer-ikke"], "likes": ["natur"]})
    assert page["Cache-Control"] == "no-store"
    shown = page.context["answer"].rows
    assert len(shown) == 3
    assert {row.title for row in shown} == {ANGLERS, "Træværkstedet i Lunde", "Vandrelauget"}
    assert all(row.why for row in shown)
    for said in ("Fordi:", "Kurt møder dig ved broen", "99 00 00 12", "Torsdag den", "Fundet ved at sammenligne"):
        assert said in page.text
    assert set(Feedback.objects.values_list("step", "count")) == {("suggested", 1)}
    more = there.post(PAGE, {"text": LONELY, "flere": "ja"}).context["answer"]
    assert len(more.rows) == len({row.id for row in more.rows}) >= 3


def test_chips_alone_are_enough(there):
    shown = there.post(PAGE, {"likes": ["natur"], "place": "Lunde"}).context["answer"].rows
    assert {row.title for row in shown[:2]} == {ANGLERS, "Vandrelauget"}
    assert "Veteranbil-klubben" not in {row.title for row in shown}


BAD = {
    "empty": "",
    "space": "   \n ",
    "long": "naturen " * 2499,
    "too long": "x" * 20_001,
    "one long word": "å" * 19_000,
    "emoji": "🎣🐟❤️👴🏽",
    "arabic": "أحب الطبيعة وأشعر بالوحدة",
    "chinese": "我喜欢大自然，感到孤独",
    "sql": "'; DROP TABLE resources_resource; --",
    "html": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "template": "{{ 7*7 }}{% debug %}",
    "nul": "natur\x00\x07\u202e",
    "regex": "(((((a+)+)+)+)+$" * 50,
    "cpr": "Ensom mand 010150-1234 elsker naturen",
}


@pytest.mark.parametrize("sort", BAD)
def test_bad_input_gets_a_sensible_answer_and_leaves_nothing(sort, there, caplog):
    before = rows_everywhere()
    with caplog.at_level(logging.DEBUG):
        page = there.post(PAGE, {"text": BAD[sort], "likes": ["dyr"] if sort == "cpr" else []})
    assert page.status_code == 200
    assert rows_everywhere() == before
    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert BAD[sort][:12].strip() == "" or BAD[sort][:12] not in logged
    if sort in ("empty", "space", "emoji"):
        assert "Tryk på mindst én ting" in page.text
    if sort == "cpr":
        assert "Det ligner et CPR-nummer" in page.text
        assert "answer" not in page.context
        assert "elsker naturen" in page.text  # nothing else is lost
        assert 'value="dyr" id="id_likes_6" checked' in page.text
    if sort == "too long":
        assert "for lang" in page.text
    assert "<script>alert" not in page.text


def test_what_is_not_on_the_list_is_no_error(there):
    page = there.post(PAGE, {"likes": ["findes-ikke"], "place": "Atlantis", "text": "natur"})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert there.get(PAGE, {"text": LONELY}).context.get("answer") is None  # never by an address


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("Jeg vil ikke leve længere og tænker på selvmord", "self_harm"),
        ("Min mand slår mig derhjemme", "violence"),
        ("Han har stærke smerter i brystet og kan ikke få vejret", "acute_illness"),
    ],
)
def test_professional_help_comes_first(text, alarm, there):
    page = there.post(PAGE, {"text": f"{text}. Elsker naturen.", "likes": ["natur"]})
    found = page.context["answer"]
    assert found.alarm == alarm
    assert found.lines
    assert page.text.index("Ring til nogen, der kan hjælpe nu") < page.text.index('id="forslag"')
    assert found.lines[0]["name"] in page.text


def test_beside_the_professionals_stands_nothing_that_only_shares_a_word(there):
    make_resource("Løs Maske strikker", body="Vi strikker og slår masker op. Alle kan leve med det.")
    page = there.post(PAGE, {"text": "Min kæreste slår mig"})
    assert page.context["answer"].rows == []
    assert "Tal med en af dem først" in page.text


def test_what_is_wrong_stands_where_the_page_jumps_to(there):
    page = there.post(PAGE, {"text": "Karen 010150-1234"}).text
    assert page.index('id="svar"') < page.index('id="form-errors"')
    assert "gemmer vi resten" not in page  # here nothing is kept


@pytest.mark.parametrize(("text", "is_foreign"), [("Я люблю рыбалку", True), ("naturen og Ян", False)])
def test_other_letters_are_a_guess(text, is_foreign, there):
    assert ("Vi forstår bedst dansk og engelsk" in there.post(PAGE, {"text": text}).text) is is_foreign


def test_numbers_of_the_municipality_take_the_place_of_the_national_ones(settings):
    settings.HELPLINES = "violence=Krisecenter Engbæk|99 00 00 88;self_harm=Nogen|;nonsens"
    assert queries.helplines("violence") == [{"name": "Krisecenter Engbæk", "phone": "99 00 00 88", "text": ""}]
    assert queries.helplines("self_harm")[0]["name"] != "Nogen"


def test_hidden_ended_and_staff_contacts_stay_unseen(there):
    coordinator = viewer(make_person(role="coordinator"))
    secret = make_resource("Skjultklubben", body="Natur og fiskeri i Lunde.", contact_visibility="staff")
    assert "99 00 00 12" not in [row.phone for row in find("fiske", there) if row.title == "Skjultklubben"]
    end_resource(by=coordinator, resource_id=secret.pk)
    assert "Skjultklubben" not in [row.title for row in find("fiske", there)]
    anglers = next(row for row in find("fiske", there) if row.title == ANGLERS)
    moderation.hide(by=coordinator, subject_id=anglers.id, reason="Der står et navn.")
    assert ANGLERS not in there.post(PAGE, {"text": "fiske", "flere": "ja"}).text


def find(text: str, client: Client) -> list[queries.Shown]:
    return client.post(PAGE, {"text": text, "flere": "ja"}).context["answer"].rows


def test_tell_how_it_went_without_a_name(there):
    resource = make_resource("Kortklubben")
    url = reverse("suggestions:outcome", args=[resource.pk])
    form = there.get(url).context["form"]
    press = str(form["press"].value())
    assert there.post(url, {"step": "rejected", "press": press}).context["form"].errors["reason"]
    for _press in range(2):
        answer = there.post(url, {"step": "rejected", "reason": "full", "press": press})
        assert answer.status_code == 302
    assert Feedback.objects.get(step="rejected").count == 1
    nothing = reverse("suggestions:nothing-fits")
    assert there.post(nothing, {"reason": ""}).context["form"].errors
    assert there.post(nothing, {"reason": "nothing", "theme": "older"}).status_code == 302
    assert Feedback.objects.get(resource=None).theme == "older"


@pytest.mark.capability("C22")
@pytest.mark.parametrize("kind", ["challenge", "proposal"])
def test_page_names_who_is_not_part_of_it_yet_and_why(kind, there, django_assert_max_num_queries):
    anglers = make_resource("Åens Venner", body="Vi fisker og går ture ved åen.")
    challenge = make_challenge(question="Hvordan får flere ensomme mænd ud i naturen?", place="Lunde")
    about = challenge if kind == "challenge" else make_proposal(challenge, title="Fisketure ved åen")
    page = there.get(reverse(f"{kind}s:page", args=[about.pk])).text
    url = reverse("suggestions:for-page", args=[about.pk])
    assert "Hvem kunne hjælpe?" in page
    assert url in page
    whole = there.get(url)
    titles = [row.title for row in whole.context["answer"].rows]
    assert titles
    part = there.get(url, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert titles[0] in part
    kurt = anglers.author
    make_perspective(challenge, by=kurt, speaks_as=anglers.provider_id)
    assert "Åens Venner" not in [row.title for row in there.get(url).context["answer"].rows]
    with django_assert_max_num_queries(14):
        there.get(url, headers={"HX-Request": "true"})
    assert "Inviter dem" not in whole.text
    if kind == "challenge":
        known = Client()
        known.force_login(create_user_for(by=SYSTEM, person=make_person("Karen")))
        assert "Inviter dem" in known.get(url).text


def test_panel_is_not_there_for_what_is_not_there(there):
    from samspil.foundation.ids import uuid7

    challenge = make_challenge()
    perspective = make_perspective(challenge)
    for key in (uuid7(), perspective.pk):
        assert there.get(reverse("suggestions:for-page", args=[key])).status_code == 404


def test_twins_while_writing(there):
    url = reverse("suggestions:twins")
    twin = make_challenge(question="Hvordan skaffer vi flere besøgsvenner til ensomme ældre?")
    told_twice = {"question": "Hvordan skaffer vi flere besøgsvenner til ensomme?", "kinds": "challenge,proposal"}
    assert twin.question in there.post(url, told_twice).text
    assert twin.question not in there.post(url, {**told_twice, "own": str(twin.pk)}).text
    assert twin.question not in there.post(url, {**told_twice, "kinds": "knowledge"}).text
    assert there.post(url, {"title": "Veteranbiler i Paris", "kinds": "challenge"}).text.strip() == ""
    for text in ("", "x", "🎣 🎣", "Karen 010150-1234 har brug for besøgsvenner", "<b>a</b> " * 5000):
        assert there.post(url, {"question": text}).status_code == 200
    for form in ("challenges:raise", "proposals:propose"):
        assert url in there.get(reverse(form)).text


@pytest.mark.capability("C47")
def test_knowledge_is_found_by_what_it_is_about(there):
    make_knowledge(title="Lystfiskeri mod ensomhed", body="Mænd fandt sammen om fiskeri ved søen.")
    page = there.get("/viden/", {"q": "friluftsliv"})
    assert "Handler om noget af det samme" in page.text
    assert "Lystfiskeri mod ensomhed" in page.text
    assert "Handler om noget af det samme" not in there.get("/viden/").text


def test_sentences_are_plain_danish():
    vocabulary = Vocabulary.load()
    path = {"path": ["natur", "friluftsliv", "lystfiskeri"], "links": ["narrower", "narrower"]}
    why, missing, far = told(
        [
            Reason(kind="concept", data=path),
            Reason(kind="meaning", data={"similarity": 0.6}),
            Reason(kind="words", data={"words": ["natur", "åen"]}),
            Reason(kind="meets", data={"wish": "transport"}),
            Reason(kind="missing", data={"wish": "step_free"}),
            Reason(kind="distance", data={"km": 3.2, "place": "Lunde"}),
            Reason(kind="time", data={"days": ["thu"], "times": ["evening"]}),
        ],
        vocabulary,
    )
    assert why == [
        "Natur, for eksempel friluftsliv, for eksempel lystfiskeri.",
        "Du kan blive hentet.",
        "Det er torsdag om aftenen.",
    ]
    assert missing == ["Vi ved ikke, om der er trin. Spørg dem."]
    assert far == "3 km"


def test_phrases_are_quoted_and_nothing_is_said_of_what_we_do_not_know():
    vocabulary = Vocabulary.load()
    assert vocabulary["no-driving"].group == "situations"
    path = {"path": ["kan ikke køre bil", "kørsel"], "links": ["needs"], "ids": ["no-driving", "transport"]}
    like = {"example": "Jeg dækker stadig op til to.", "concept": "kor"}
    reasons = [Reason(kind="concept", data=path), Reason(kind="like", data=like), Reason(kind="exposure")]
    why, missing, _far = told([*reasons, Reason(kind="noget nyt")], vocabulary)  # type: ignore[arg-type]
    assert why == [
        "„Kan ikke køre bil“ har ofte brug for kørsel.",
        "Det ligner vores eksempel „Jeg dækker stadig op til to“. Dér kan kor hjælpe.",
    ]
    assert missing == ["Den er foreslået tit og har ikke meget plads."]


def test_sentence_does_not_say_that_somebody_named_what_they_only_came_near():
    near = [
        Reason(kind="concept", data={"path": ["natur"], "links": [], "similar": True}),
        Reason(kind="concept", data={"path": ["savn", "kor"], "links": ["related"], "similar": True}),
    ]
    why, _missing, _far = told(near, Vocabulary.load())
    assert why[0] == "Det minder om natur."
    assert why[1].startswith("Det minder om savn. Savn ")
