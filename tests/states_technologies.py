"""The states of the catalogue, its radar and its files."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.exchange.actions import Upload
from samspil.foundation import clock, subjects
from samspil.technologies import actions
from tests.factories import make_person, make_unit, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.technologies.making import make_placement, make_technology, make_use

GROUPS = ("moving", "eating", "home", "safety", "contact", "training")
RINGS = ("ready", "try", "watch", "wait")


def filled(w: World):
    """A technology with everything, and very long words."""
    lift = make_technology(
        title=LONG_WORD[:110],
        what=LONG_TEXT[:1900],
        for_whom=LONG_LINE,
        life_sign="Hvor tit hun kommer op.",
        workflows=LONG_WORD,
        training="To timer.",
        together="Der er øjenkontakt.",
        iso_class="12 36 03",
        links=[{"title": LONG_WORD, "url": "https://x.example/om"}],
    )
    products = [{"supplier": LONG_WORD, "name": "R1", "website": "https://x.example", "hmi_number": "48213"}]
    actions.name_products(by=viewer(w.birthe), technology_id=lift.pk, products=products)
    make_use(lift, w.unit, status="trial", since=date(2026, 1, 5))
    make_use(lift, w.unit, how_many=1200, reason=LONG_WORD, contact_id=w.lene.pk, by=w.lene)
    make_use(lift, make_unit(LONG_WORD), status="phased_out", reason="For tung.")
    make_placement(lift, by=w.birthe, ring="try", year=clock.today().year - 1)
    make_placement(lift, by=w.birthe, ring="ready", reason=LONG_WORD)
    return lift


def radar(w: World) -> None:
    filled(w)
    year = clock.today().year
    for number in range(23):
        technology = make_technology(
            title=f"Nr. {number} af mange",
            group=GROUPS[number % 6],
            purposes=["better_life"][: 1 - number % 2] or ["smarter_work"],
        )
        if number % 3:
            make_placement(technology, ring=RINGS[(number + 1) % 4], year=year - 1)
        if number != 5:
            make_placement(technology, ring=RINGS[number % 4])


@state("technologies/list.html", "many, for the coordinator")
def _(w):
    filled(w)
    for number in range(21):
        make_technology(title=f"Lift {number}")
    return w.get("technologies:list", by=w.birthe, query="?sorter=udbredt")


@state("technologies/list.html", "empty, for staff")
def _(w):
    return w.get("technologies:list", by=w.lene)


@state("technologies/page.html", "everything, with very long words")
def _(w):
    return w.get("technologies:page", filled(w).pk, by=w.birthe)


@state("technologies/radar.html", "two years of many")
def _(w):
    radar(w)
    return w.get("technologies:radar", by=w.birthe)


@state("technologies/radar.html", "empty")
def _(w):
    return w.get("technologies:radar")


@state("technologies/radar_paper.html", "two years of many")
def _(w):
    radar(w)
    return w.get("technologies:radar-paper", query="?efter=formaal")


@state("technologies/history.html", "edited")
def _(w):
    lift = make_technology()
    links = [{"title": LONG_WORD, "url": "https://x.example"}]
    actions.edit_technology(by=viewer(w.birthe), technology_id=lift.pk, what=LONG_TEXT[:1900], links=links)
    return w.get("technologies:history", lift.pk)


@state("technologies/products.html", "wrong")
def _(w):
    told = {
        "supplier-0": LONG_WORD * 3,
        "name-1": "R1",
        "website-2": "ikke en adresse",
        "supplier-2": "A",
        "hmi_number-2": "x",
    }
    return w.post("technologies:products", make_technology().pk, by=w.birthe, data=told)


@state("technologies/ask.html", "said of a unit by mistake")
def _(w):
    return w.get("technologies:take-use-back", make_use(make_technology(title=LONG_WORD), w.unit).pk, by=w.lene)


@state("site/form.html", "a unit says how far it is, wrong")
def _(w):
    lift = make_technology(title=LONG_WORD)
    told = {"unit_id": str(w.unit.pk), "status": "phased_out", "since": "i går", "how_many": "mange", "reason": CPR}
    return w.post("technologies:set-use", lift.pk, by=w.lene, data=told)


@state("technologies/nobody.html", "staff without a unit", status=403)
def _(w):
    unit = make_unit()
    nowhere = make_person(role="leader", scope=unit)
    subjects.set_hidden(unit.actor.subject, clock.now())
    return w.get("technologies:set-use", make_technology().pk, by=nowhere)


@state("technologies/upload.html", "not a list")
def _(w):
    return w.post("technologies:upload", by=w.birthe, data={"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 xx")})


@state("technologies/file.html", "new, changed and wrong lines")
def _(w):
    make_technology(title="Loftlift")
    line = "Ældre;Smartere arbejde;Medicin;Under udvikling"
    head = "Navn;Hvad gør den;For hvem;Målgrupper;Formål;Gruppe;Hvor langt er den"
    lines = (head, "Loftlift;Løfter højt", f"{LONG_WORD};x;x;{line}", f"Ny;x;x;{line}", ";;", f"Uden;;;{LONG_WORD}")
    file = actions.upload_file(by=viewer(w.birthe), file=Upload(f"{LONG_WORD}.csv", "\n".join(lines).encode()))
    return w.get("technologies:file", file.pk, by=w.birthe)


@state("actors/page.html", "a unit with technology")
def _(w):
    make_use(filled(w), make_unit("Plejecentret"), how_many=4)
    return w.get("actors:page", w.unit.pk, by=w.lene)
