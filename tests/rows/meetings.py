"""Staff meetings: the unit and its leader alone; with a code, a phone and nothing more."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.meetings import actions
from samspil.meetings.models import Meeting
from tests.world import World

TABLE = """
meetings:list                         -                             oooooooooo  5555555555
meetings:plan                         -                             333oo33o33  333vv33e33
meetings:page                         meeting:planned               444oo44444  5555555555
meetings:page                         meeting:open                  444oo44444  5555555555
meetings:page                         meeting:ended                 444oo44444  5555555555
meetings:page                         meeting:hidden                4444444444  5555555555
meetings:edit                         meeting:planned               444oo44444  444vv44444
meetings:edit                         meeting:open                  4443344444  4443344444
meetings:edit                         meeting:hidden                4444444444  4444444444
meetings:cancel                       meeting:planned               444oo44444  444vv44444
meetings:cancel                       meeting:ended                 4443344444  4443344444
meetings:cancel                       meeting:hidden                4444444444  4444444444
meetings:agenda                       meeting:planned               444oo44444  444vv44444
meetings:agenda                       meeting:ended                 4443344444  4443344444
meetings:agenda                       meeting:hidden                4444444444  4444444444
meetings:sheet                        meeting:planned               444oo44444  5555555555
meetings:sheet                        meeting:hidden                4444444444  5555555555
meetings:open                         meeting:planned               5555555555  444vv44444
meetings:open                         meeting:ended                 5555555555  4443344444
meetings:open                         meeting:hidden                5555555555  4444444444
meetings:answers                      meeting:open                  444oo44444  5555555555
meetings:answers                      meeting:hidden                4444444444  5555555555
meetings:screen                       meeting:open                  444oo44444  5555555555
meetings:screen                       meeting:ended                 444oo44444  5555555555
meetings:screen                       meeting:hidden                4444444444  5555555555
meetings:screen-news                  meeting:open                  444oo44444  5555555555
meetings:screen-news                  meeting:hidden                4444444444  5555555555
meetings:control                      meeting:open                  444oo44444  5555555555
meetings:control                      meeting:ended                 444oo44444  5555555555
meetings:control                      meeting:planned               4443344444  5555555555
meetings:control                      meeting:hidden                4444444444  5555555555
meetings:control-news                 meeting:open                  444oo44444  5555555555
meetings:control-news                 meeting:hidden                4444444444  5555555555
meetings:handle-notes                 meeting:open                  5555555555  444vv44444
meetings:handle-notes                 meeting:planned               5555555555  4443344444
meetings:handle-notes                 meeting:hidden                5555555555  4444444444
meetings:take-notes                   meeting:open                  444oo44444  444vv44444
meetings:take-notes                   meeting:ended                 444oo44444  444vv44444
meetings:take-notes                   meeting:planned               4443344444  4443344444
meetings:take-notes                   meeting:hidden                4444444444  4444444444
meetings:make-idea                    note:open                     444oo44444  444vv44444
meetings:make-idea                    note:elsewhere                4444444444  4444444444
meetings:make-challenge               note:open                     444oo44444  444vv44444
meetings:make-challenge               note:elsewhere                4444444444  4444444444
meetings:try                          meeting:open                  444oo44444  444vv44444
meetings:try                          meeting:planned               4443344444  4443344444
meetings:try                          meeting:hidden                4444444444  4444444444
meetings:end                          meeting:open                  444oo44444  444vv44444
meetings:end                          meeting:planned               4443344444  4443344444
meetings:end                          meeting:hidden                4444444444  4444444444
meetings:code                         -                             oooooooooo  5555555555
meetings:join                         meeting code                  oooooooooo  eeeeeeeeee
meetings:join                         wrong code                    4444444444  0000000000
meetings:join-news                    meeting code                  4444444444  5555555555
meetings:join-news                    wrong code                    4444444444  5555555555

proposals:idea                        -                             oooooooooo  lvvvvvvvvv
proposals:idea-thanks                 proposal:own                  oooooooooo  5555555555
proposals:idea-thanks                 proposal:staff                444oo44ooo  5555555555
proposals:idea-thanks                 proposal:limited              444oo44444  5555555555
proposals:idea-thanks                 proposal:hidden               4444444444  5555555555
proposals:idea-thanks                 proposal:in hidden            4444444444  5555555555
proposals:idea-poster                 unit                          oooooooooo  5555555555
proposals:idea-poster                 nobody                        4444444444  5555555555
"""

GUEST = {"guest_name": "Agnes", "guest_function": "nabo", "guest_email": "agnes@engbaek.example"}


def data(there: World) -> dict[str, dict[str, Any]]:
    unit, mette = str(there.things["unit"].pk), str(there.people["employee"].pk)
    soon = clock.today() + timedelta(days=7)
    meeting = {"title": "Torsdagsmøde", "unit_id": unit, "day": str(soon), "at": "14:30", "chair_id": mette}
    return {
        "meetings:plan": meeting,
        "meetings:edit": meeting,
        "meetings:agenda": {"proposal_ids": [str(there.things["proposal:loose"].pk)]},
        "meetings:handle-notes": {
            "do": "bunke",
            "note_ids": [str(there.things["note"].pk)],
            "title": "Kaffen",
        },
        "meetings:take-notes": {"text": "Sæt kaffen over", "channel": "note_taker"},
        "meetings:make-idea": {"title": "Sæt kaffen over", "body": "Før vi går i gang.", "audience": "unit"},
        "meetings:make-challenge": {
            "question": "Hvordan får vi en god pause?",
            "description": "Kaffen er kold.",
            "theme": "older",
            "audience": "unit",
        },
        "meetings:try": {
            "proposal_id": str(there.things["proposal:loose"].pk),
            "tries": "Vi sætter kaffen over kl. 7",
            "who_id": mette,
            "tries_on": str(soon),
        },
        "meetings:end": {"summary": "Husk nøglerne."},
        "meetings:join": {"body": "Sæt kaffen over"},
        "proposals:idea": {**GUEST, "text": "Sæt kaffen over. Så er den varm.", "unit_id": unit},
    }


FORMS = {
    "plan meeting": ("meetings:plan", "", "employee", {"title": 80}),
    "edit meeting": ("meetings:edit", "meeting:planned", "leader", {"title": 80}),
    # What is said of groups, of what they try and at the end stays in the unit: tests/meetings looks at it.
    "idea of note": ("meetings:make-idea", "note:open", "employee", {"title": 120, "body": 3000}),
    "challenge of note": (
        "meetings:make-challenge",
        "note:open",
        "employee",
        {"question": 200, "description": 3000},
    ),
    "idea": ("proposals:idea", "", "relative", {"text": 2000}),
    "idea as guest": ("proposals:idea", "", "visitor", {"text": 2000, "guest_name": 80}),
}
CHOICES = [
    ("plan meeting", "chair_id"),
    ("idea of note", "audience"),
    ("challenge of note", "theme"),
    ("idea", "unit_id"),
]


def build(world: World) -> None:
    by, unit = world.viewer("employee"), world.things["unit"]

    def made(word: str) -> Meeting:
        return actions.plan_meeting(
            by=by,
            unit_id=unit.pk,
            chair_id=world.people["employee"].pk,
            starts_at=timezone.now() + timedelta(days=1),
            title=f"{word}møde",
        )

    meetings = {name: made("Enhedkun") for name in ("planned", "open", "ended")} | {"hidden": made("Skjultalt")}
    for name in ("open", "ended", "hidden"):
        meetings[name] = actions.open_meeting(by=by, meeting_id=meetings[name].pk)
        code = meetings[name].code
        word = "Skjultalt" if name == "hidden" else "Enhedkun"
        actions.post_note(by=NOBODY, meeting_id=meetings[name].pk, code=code, body=f"{word}seddel på telefonen")
        actions.take_notes(by=by, meeting_id=meetings[name].pk, text=f"{word}seddel på skærmen")
    actions.end_meeting(by=by, meeting_id=meetings["ended"].pk, summary="Enhedkunreferat")
    world.things |= {f"meeting:{name}": row for name, row in meetings.items()}
    note = meetings["open"].notes.first()
    hidden = meetings["hidden"]
    world.things["note"] = note
    world.tokens |= {
        "note:open": [str(meetings["open"].pk), str(note.pk)],
        "note:elsewhere": [str(meetings["open"].pk), str(hidden.notes.first().pk)],
        "wrong code": ["ZZZZZ"],
    }
    # The page of a code shows what everybody in the room sees; here none of it was let out.
    quiet = actions.open_meeting(by=by, meeting_id=made("Offentlig").pk)
    world.tokens["meeting code"] = [quiet.code]
    hidden.subject.hidden_at, hidden.subject.shown = timezone.now(), False
    hidden.subject.save()
