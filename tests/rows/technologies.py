"""Technologies: all read them, staff add them and speak for their own unit, a few keep the catalogue and its radar."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.exchange.actions import Upload
from samspil.foundation import clock
from samspil.moderation import actions as moderation
from samspil.technologies import actions
from tests.factories import make_person
from tests.technologies.making import FACTS, make_placement, make_technology, make_use
from tests.world import World

TABLE = """
technologies:list                     -                             oooooooooo  5555555555
technologies:radar                    -                             oooooooooo  5555555555
technologies:radar-paper              -                             oooooooooo  5555555555
technologies:export-csv               -                             oooooooooo  5555555555
technologies:export-xlsx              -                             oooooooooo  5555555555
technologies:add                      -                             333oo33ooo  333vv33vvv
technologies:upload                   -                             33333333oo  33333333vv
technologies:file                     catalogue file                44444444o4  5555555555
technologies:bring                    catalogue file                5555555555  33333333vv
technologies:drop                     catalogue file                5555555555  33333333vv
technologies:page                     technology:public             oooooooooo  5555555555
technologies:page                     technology:withdrawn          oooooooooo  5555555555
technologies:page                     technology:hidden             4444444444  5555555555
technologies:page                     nobody                        4444444444  5555555555
technologies:history                  technology:public             oooooooooo  5555555555
technologies:history                  technology:hidden             4444444444  5555555555
technologies:edit                     technology:public             33333333oo  33333333vv
technologies:edit                     technology:own                333o3333oo  333v3333vv
technologies:edit                     technology:withdrawn          3333333333  3333333333
technologies:edit                     technology:hidden             4444444444  4444444444
technologies:products                 technology:own                333o3333oo  333v3333vv
technologies:products                 technology:hidden             4444444444  4444444444
technologies:withdraw                 technology:own                333o3333oo  333v3333vv
technologies:withdraw                 technology:withdrawn          3333333333  3333333333
technologies:withdraw                 technology:hidden             4444444444  4444444444
technologies:put-back                 technology:withdrawn          5555555555  33333333vv
technologies:put-back                 technology:own                5555555555  3333333333
technologies:put-back                 technology:hidden             5555555555  4444444444
technologies:set-use                  technology:own                333oo33ooo  333vv33evv
technologies:set-use                  technology:withdrawn          3333333333  3333333333
technologies:set-use                  technology:hidden             4444444444  4444444444
technologies:take-use-back            technology use                333oo333oo  333vv333vv
technologies:take-use-back            technology use in hidden      4444444444  4444444444
technologies:place                    technology:own                33333333oo  33333333vv
technologies:place                    technology:withdrawn          3333333333  3333333333
technologies:place                    technology:hidden             4444444444  4444444444
technologies:unplace                  technology placed             33333333oo  33333333vv
technologies:unplace                  technology placed long ago    3333333344  33333333vv
technologies:unplace                  technology placed hidden      4444444444  4444444444
"""
FORMS = {
    "add technology": ("technologies:add", "", "coordinator", {"title": 120, "what": 2000, "for_whom": 200}),
    "edit technology": ("technologies:edit", "technology:own", "coordinator", {"title": 120, "workflows": 1500}),
    "withdraw technology": ("technologies:withdraw", "technology:own", "coordinator", {"reason": 200}),
    "technology use": ("technologies:set-use", "technology:own", "employee", {"reason": 200}),
    "technology ring": ("technologies:place", "technology:own", "coordinator", {"reason": 200}),
}
CHOICES = [
    ("add technology", "targets"),
    ("add technology", "purposes"),
    ("add technology", "group"),
    ("edit technology", "maturity"),
    ("technology use", "unit_id"),
    ("technology use", "status"),
    ("technology ring", "ring"),
    ("technology ring", "year"),
]
LINES = "Navn;Hvad gør den\nOffentlig loftlift til rum;Løfter endnu højere.\n".encode()


class Resent(SimpleUploadedFile):
    """A file that is whole again each time it is sent."""

    def read(self, *size: int) -> bytes:
        self.seek(0)
        return super().read(*size)


def data(there: World) -> dict[str, dict[str, Any]]:
    today = clock.today()
    facts = {**FACTS, "title": "Offentligt nyt", "links": ""}
    use = {
        "unit_id": str(there.things["unit"].pk),
        "status": "phased_out",
        "since": f"{today:%Y-%m-%d}",
        "reason": "For tung.",
    }
    return {
        "technologies:add": facts,
        "technologies:edit": {**facts, "title": "Offentligt rettet"},
        "technologies:withdraw": {"reason": "Offentlig grund: den står her to gange."},
        "technologies:products": {"supplier-0": "Offentlig ApS", "hmi_number-0": "48213"},
        "technologies:set-use": use,
        "technologies:place": {"year": str(today.year), "ring": "watch", "reason": "Offentlig grund."},
        "technologies:upload": {"file": Resent("liste.csv", LINES)},
    }


def build(world: World) -> None:
    things, unit, year = world.things, world.things["unit"], clock.today().year
    by, hider = world.people["coordinator"], make_person("Anne Dam", role="coordinator")
    made = {
        "public": make_technology(by=by, title="Offentlig loftlift til rum"),
        "own": make_technology(by=world.people["employee"], title="Offentlig spiserobot til to", group="eating"),
        "withdrawn": make_technology(by=by, title="Offentligt trukket dims"),
        "hidden": make_technology(
            by=hider,
            title="Skjultaltteknologi til bad",
            what="Skjultalthvad.",
            for_whom="Skjultalthvem.",
        ),
    }
    told = [{"supplier": "Skjultaltleverandør"}]
    actions.name_products(by=world.viewer("coordinator"), technology_id=made["hidden"].pk, products=told)
    things["technology use"] = make_use(made["public"], unit, by=world.people["employee"], reason="Offentlig grund.")
    things["technology use in hidden"] = make_use(made["hidden"], unit, by=hider, reason="Skjultaltgrund.")
    for name in ("public", "hidden"):
        word = "Offentlig" if name == "public" else "Skjultalt"
        make_placement(made[name], by=by if name == "public" else hider, reason=f"{word}radargrund.")
    world.tokens |= {
        "technology placed": [made["public"].pk, year],
        "technology placed long ago": [made["public"].pk, 2001],
        "technology placed hidden": [made["hidden"].pk, year],
    }
    actions.withdraw_technology(
        by=world.viewer("coordinator"), technology_id=made["withdrawn"].pk, reason="Offentlig grund."
    )
    moderation.hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Er ikke aftalt.")
    things["catalogue file"] = actions.upload_file(by=world.viewer("coordinator"), file=Upload("liste.csv", LINES))
    things |= {f"technology:{name}": row for name, row in made.items()}
