"""Words of a discussion in MED that should never have stood there: taken away with a reason, and gone everywhere."""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.test import Client
from django.urls import reverse

from samspil.codetermination.actions import correct_discussion, note_discussion, put_on_agenda, take_earlier_away
from samspil.codetermination.manifest import export
from samspil.codetermination.models import MedItem
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from tests.codetermination.test_agenda import make_committee
from tests.factories import make_person, make_proposal, make_unit, viewer

pytestmark = pytest.mark.django_db
NAMED = "Vi talte om Zebraknuds sygdom."
WHY = "Der stod et navn."


@pytest.fixture
def susanne(db):
    return make_person("Susanne Lykke", role="employee", scope=make_unit("Skoleområdet"), member_of=make_committee())


@pytest.fixture
def item(susanne, lene, unit) -> MedItem:
    """Corrected twice; the first words named somebody. Lene waits for it and got a letter each time."""
    about = make_proposal(by=lene, unit=unit, title="Nye aftenvagter")
    item = put_on_agenda(about.subject, ["staffing"], unit=unit)
    by = viewer(susanne)
    note_discussion(by=by, item_id=item.pk, discussed_on=clock.today(), note=NAMED)
    for words in ("Vi talte om en ansat.", "Vi talte om vagterne."):
        correct_discussion(by=by, item_id=item.pk, discussed_on=clock.today(), note=words)
    item.refresh_from_db()
    return item


def everything() -> str:
    """Every row of every table, history and all."""
    rows = [row for model in apps.get_models() for row in model._base_manager.all()]
    return json.dumps(json.loads(serialize("json", rows)), ensure_ascii=False)


@pytest.mark.capability("C43")
def test_what_named_somebody_is_gone_everywhere_and_the_page_says_when_and_why(item, birthe, susanne, lene, sign_in):
    assert "Zebraknud" in everything()
    desk, path = sign_in(birthe), reverse("codetermination:take-away", args=[item.pk, 1])
    assert path in desk.get(reverse("codetermination:agenda")).text
    assert path in desk.get(reverse("proposals:page", args=[item.subject_id])).text
    assert NAMED in desk.get(path).text
    answer = desk.post(path, {"reason": WHY, "request_id": str(uuid4())}, follow=True)
    assert "Teksten er taget væk." in answer.text
    assert "Zebraknud" not in everything()
    item.refresh_from_db()
    old = item.corrections[-1]
    assert (old.number, old.note, old.taken_on, old.why) == (1, "", clock.today(), WHY)
    for page in (reverse("codetermination:agenda"), reverse("proposals:page", args=[item.subject_id])):
        text = Client().get(page).text
        assert "Det, der stod før, blev taget væk" in text
        assert WHY in text
        assert "Vi talte om en ansat." in text  # the other one stands
        assert "Zebraknud" not in text
    for name in ("codetermination:paper", "papers:med-csv"):
        assert "Zebraknud" not in Client().get(reverse(name)).content.decode()
    assert "Zebraknud" not in str(export(susanne.pk))
    assert WHY in OutgoingMail.objects.get(to=susanne.email).text  # she wrote it down
    assert OutgoingMail.objects.filter(to=lene.email, title__contains="MED har drøftet").count() == 2
    entry = JournalEntry.objects.get(verb="codetermination.earlier_taken_away")
    assert (entry.person, entry.payload) == (birthe.pk, {"item": str(item.pk), "number": 1})


def test_twice_is_once_and_what_applies_now_stays(item, birthe, sign_in):
    for why in (WHY, "En anden grund."):
        take_earlier_away(by=viewer(birthe), item_id=item.pk, number=1, reason=why)
    row = MedItem.objects.get(pk=item.pk)
    assert (row.note, row.version, row.corrections[-1].why) == ("Vi talte om vagterne.", 3, WHY)
    assert JournalEntry.objects.filter(verb="codetermination.earlier_taken_away").count() == 1
    path = reverse("codetermination:take-away", args=[item.pk, 1])
    assert sign_in(birthe).get(path).status_code == 302
    correct_discussion(by=viewer(row.noted_by), item_id=item.pk, discussed_on=clock.today(), note="Vi talte.")
    row.refresh_from_db()
    assert [old.note for old in row.corrections] == ["Vi talte om vagterne.", "Vi talte om en ansat.", ""]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "010190-1234 stod der"])
def test_a_reason_is_needed_and_fit_to_be_read(item, birthe, reason):
    with pytest.raises(ValidationError) as problem:
        take_earlier_away(by=viewer(birthe), item_id=item.pk, number=1, reason=reason)
    assert list(problem.value.message_dict) == ["reason"]
    assert MedItem.objects.get(pk=item.pk).corrections[-1].note == NAMED


def test_only_those_who_hide_things_do_it_and_only_what_stood_before(item, susanne, lene, karen, birthe):
    for stranger in (susanne, lene, karen, make_person(role="councillor")):
        with pytest.raises(Refused):
            take_earlier_away(by=viewer(stranger), item_id=item.pk, number=1, reason=WHY)
    with pytest.raises(Refused):
        take_earlier_away(by=NOBODY, item_id=item.pk, number=1, reason=WHY)
    for number in (0, -1, 3, 99):  # 3 is what applies now: that is corrected first
        with pytest.raises(NotFound):
            take_earlier_away(by=viewer(birthe), item_id=item.pk, number=number, reason=WHY)
    subjects.set_hidden(item.subject, clock.now())
    with pytest.raises(NotFound):
        take_earlier_away(by=viewer(birthe), item_id=item.pk, number=1, reason=WHY)
    assert "Zebraknud" in everything()
