"""What stood while only staff could read a need stays among staff, also when everybody reads what stands now."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.technology_needs.actions import edit_need, leave_need
from tests.factories import make_person, viewer
from tests.technology_needs.making import make_joining, make_need, make_reuse

pytestmark = pytest.mark.django_db

FIRST_WORDS = "Fru H på stue 4 slår, når vi vender hende."


def test_first_words_for_staff_are_not_for_everybody_when_the_need_is_opened(mette, unit, client, sign_in):
    need = make_need(by=mette, unit=unit, audience="staff", today=FIRST_WORDS)
    edit_need(by=viewer(mette), need_id=need.pk, today="En beboer slår, når vi vender hende.", audience="public")
    page, history = (reverse(f"technology_needs:{name}", args=[need.pk]) for name in ("page", "history"))
    seen = client.get(page)
    assert (seen.status_code, history in seen.text, FIRST_WORDS in seen.text) == (200, False, False)
    assert client.get(history).status_code == 403
    staff = sign_in(make_person(role="employee", name="Kollega", scope=unit))
    assert history in staff.get(page).text
    assert FIRST_WORDS in staff.get(history).text


def test_what_others_wrote_for_staff_is_opened_by_nobody_else(mette, unit):
    joined = make_need(by=mette, unit=unit, audience="staff")
    decided = make_need(by=mette, unit=unit, audience="staff")
    joining = make_joining(joined)
    make_reuse(decided, choice="new", searched="enhjørning", why="Fru H vil ikke.")
    for need in (joined, decided):
        with pytest.raises(ValidationError) as told:
            edit_need(by=viewer(mette), need_id=need.pk, audience="public")
        assert "audience" in told.value.message_dict
        need.subject.refresh_from_db()
        assert need.subject.audience == "staff"
    # Its other words can be changed, and it can be opened when nobody else has written in it.
    edit_need(by=viewer(mette), need_id=joined.pk, title="Hjælp til at spise", audience="staff")
    leave_need(by=viewer(make_person(role="coordinator")), joining_id=joining.pk)
    edit_need(by=viewer(mette), need_id=joined.pk, audience="public")


def test_own_decision_may_be_opened_with_the_need(mette, unit):
    need = make_need(by=mette, unit=unit, audience="staff")
    make_reuse(need, by=mette, choice="new", searched="enhjørning", why="Ingen har det.")
    assert edit_need(by=viewer(mette), need_id=need.pk, audience="public").subject.audience == "public"
