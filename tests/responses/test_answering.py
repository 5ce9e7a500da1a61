"""The respondent's own pages: as many steps as promised, nothing changed by opening, and nothing lost half-way."""

import pytest
from django.urls import reverse

from samspil.assessments import actions as assessments
from samspil.responses import letters
from samspil.responses.models import Respondent, Response, Statement
from tests.assessments.making import code_for, collecting, counted, invited, make_assessment
from tests.factories import make_person, viewer


def go_through(client, code):
    """Press on from the link in the letter to the end; returns how many pages that took."""
    page = client.get(reverse("responses:start", args=[code]))
    pages, step = 1, 1
    while True:
        address = reverse("responses:question", args=[code, step])
        page = client.get(address)
        assert page.status_code == 200
        pages += 1
        answered = client.post(address, {"svar": "1"})
        if answered.headers["Location"].endswith("/faerdig/"):
            assert client.get(answered.headers["Location"]).status_code == 200
            return pages + 1
        step += 1


@pytest.mark.capability("C59")
@pytest.mark.parametrize(
    ("perspective", "steps", "facts"),
    [
        ("citizen", 8, {}),
        ("relative", 8, {"in_place_why": "Borgeren har ikke ord til det."}),
        ("employee", 14, {}),
        ("organisation", 14, {"function": "it"}),
    ],
)
def test_citizen_has_at_most_eight_steps_and_staff_fourteen(birthe, client, perspective, steps, facts):
    code = code_for(collecting(by=birthe), by=birthe, perspective=perspective, **facts)
    assert go_through(client, code) <= steps
    assert Respondent.objects.get().answered_on


def test_opening_a_link_changes_nothing_and_is_kept_by_no_cache(birthe, client):
    code = code_for(collecting(by=birthe), by=birthe)
    for name, args in (("start", [code]), ("question", [code, 1]), ("done", [code])):
        page = client.get(reverse(f"responses:{name}", args=args))
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
    assert not Response.objects.exists()


def test_whoever_stops_goes_on_where_they_were(birthe, client):
    code = code_for(collecting(by=birthe), by=birthe)
    for step in (1, 2):
        client.post(reverse("responses:question", args=[code, step]), {"svar": "not_relevant"})
    start = client.get(reverse("responses:start", args=[code])).content.decode()
    assert reverse("responses:question", args=[code, 3]) in start
    assert "Fortsæt, hvor du slap" in start
    assert "Du mangler lidt endnu" in client.get(reverse("responses:done", args=[code])).content.decode()


def test_after_the_count_nobody_is_told_that_they_can_change_their_answers(birthe, client):
    assessment = collecting(by=birthe)
    code = code_for(assessment, by=birthe)
    go_through(client, code)
    client.post(reverse("responses:done", args=[code]), {"text": "Mine ord.", "consent": "on"})
    assert "Til da kan du rette dine svar" in client.get(reverse("responses:done", args=[code])).text
    counted(assessment, by=birthe)
    after = client.get(reverse("responses:done", args=[code])).text
    assert "Mine ord." in after
    assert "hvad du svarede, er slettet" in after
    assert reverse("responses:result", args=[assessment.pk]) in after
    assert "Til da kan du rette" not in after


@pytest.mark.parametrize(
    ("name", "args", "data"),
    [
        ("enter", ["citizen"], {"channel": "paper", "1.1": "1"}),
        ("ask", [], {"perspective": "citizen", "emails": "elly@engbaek.example"}),
    ],
)
def test_whoever_still_writes_when_it_is_counted_is_told_that_it_is_too_late(birthe, sign_in, name, args, data):
    assessment = counted(collecting(by=birthe), by=birthe)
    before = Respondent.objects.count(), Response.objects.count()
    address = reverse(f"responses:{name}", args=[assessment.pk, *args])
    page = sign_in(birthe).post(address, data, follow=True)
    assert page.redirect_chain == [(reverse("responses:result", args=[assessment.pk]), 302)]
    assert "Svarene blev talt, mens du skrev." in page.text
    assert (Respondent.objects.count(), Response.objects.count()) == before
    stranger = sign_in(make_person("Palle", role="employee"))
    assert stranger.post(address, data).status_code == 403


def test_nothing_chosen_is_told_and_keeps_the_page(birthe, client):
    code = code_for(collecting(by=birthe), by=birthe)
    for data in ({}, {"svar": "7"}):
        page = client.post(reverse("responses:question", args=[code, 1]), data)
        assert page.status_code == 200
        assert "Vælg et af svarene" in page.content.decode()
    assert client.get(reverse("responses:question", args=[code, 7])).status_code == 404


def test_an_empty_sheet_is_told_at_its_first_question(birthe, sign_in):
    address = reverse("responses:enter", args=[collecting(by=birthe).pk, "citizen"])
    page = sign_in(birthe).post(address, {"channel": "paper"})
    assert list(page.context["form"].errors) == ["1.1"]
    assert 'href="#id_1.1"' in page.text
    assert not Response.objects.exists()


def test_one_link_shows_nothing_of_another(birthe, client):
    assessment = collecting(by=birthe)
    codes = [letters.code_of(row) for row in invited(assessment, "a@b.example", "c@b.example", by=birthe)]
    go_through(client, codes[0])
    client.post(reverse("responses:done", args=[codes[0]]), {"text": "Mine ord.", "consent": "on"})
    other = client.get(reverse("responses:done", args=[codes[1]])).content.decode()
    assert "Mine ord" not in other
    assert "Ikke besvaret" in other
    assert Statement.objects.count() == 1
    client.post(reverse("responses:take-back", args=[codes[1]]))
    assert Statement.objects.count() == 1
    client.post(reverse("responses:take-back", args=[codes[0]]))
    assert Statement.objects.count() == 0


def test_who_is_asked_nothing_has_no_sheet_to_type_in(birthe, sign_in):
    assessment = make_assessment(by=birthe)
    assessments.choose_criteria(by=viewer(birthe), assessment_id=assessment.pk, citizens=["2.1"], employees=["4.1"])
    address = reverse("responses:enter", args=[collecting(assessment, by=birthe).pk, "relative"])
    staff = sign_in(birthe)
    assert staff.get(address).status_code == 200
    page = staff.post(address, {"channel": "paper", "in_place_why": "Borgeren har ikke ord til det."})
    assert (page.status_code, "Vælg et af svarene." in page.text) == (200, True)
    assert not Respondent.objects.exists()


def test_sheet_in_large_type_has_all_questions_and_faces_for_citizens(birthe, sign_in):
    assessment, client = collecting(by=birthe), sign_in(birthe)
    sheet = client.get(reverse("responses:sheet", args=[assessment.pk, "citizen"]) + "?stor=1").content.decode()
    assert "sheet--large" in sheet
    assert sheet.count('class="face"') == 6 * 5
    plain = client.get(reverse("responses:sheet", args=[assessment.pk, "organisation"])).content.decode()
    assert 'class="face"' not in plain
    assert client.get(reverse("responses:sheet", args=[assessment.pk, "nobody"])).status_code == 404
