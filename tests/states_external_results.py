"""The states of others' results: the list, the page with its partnership, the forms."""

from samspil.external_results import actions
from tests.external_results.making import TOOK_PART, make_result
from tests.factories import make_actor, make_person, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.technologies.making import make_technology

SHOWN = {"is_public": True, "permission": f"Ib Bo, afdelingsleder, mail af 3. maj 2019. {LONG_WORD}"}


def whole(w: World, **facts):
    """Made together, with partners on record and by name, and long words everywhere."""
    make_actor("Instituttet", kind="institute")
    told = {
        "title": LONG_LINE[:150],
        "method": LONG_WORD,
        "found": LONG_TEXT,
        "link": "https://instituttet.example/rapport.pdf",
        "partners": ["Instituttet", LONG_WORD],
        "place": "Nørre Engbæk",
        "evidence": 2,
        **SHOWN,
        **facts,
    }
    technology = make_technology(title=LONG_WORD[:80])
    return make_result(technology, by=w.birthe, kind="took_part", **told)


@state("external_results/list.html", "empty")
def _(w):
    return w.get("external_results:list")


@state("external_results/list.html", "three, one for staff alone, narrowed")
def _(w):
    row = whole(w)
    make_result(row.technology, by=w.birthe, title="Kun til os selv")
    make_result(row.technology, by=w.birthe, title="Kun læst", **SHOWN)
    return w.get("external_results:list", by=w.birthe, query=f"?teknologi={row.technology_id}")


@state("external_results/page.html", "everything, for whoever may change it")
def _(w):
    return w.get("external_results:page", whole(w).pk, by=w.birthe)


@state("external_results/page.html", "only read, for staff alone")
def _(w):
    return w.get("external_results:page", make_result(by=w.birthe).pk, by=make_person(role="leader"))


@state("external_results/history.html", "mended twice, the words and who allowed it")
def _(w):
    row = whole(w, is_public=False, permission="")
    by = viewer(w.birthe)
    actions.edit_result(by=by, result_id=row.pk, found=LONG_LINE, since=None, partnership="read", evidence=1)
    actions.edit_result(by=by, result_id=row.pk, **SHOWN)
    return w.get("external_results:history", row.pk, by=w.birthe)


@state("technologies/page.html", "others' results beside it")
def _(w):
    row = whole(w)
    make_result(row.technology, by=w.birthe)
    return w.get("technologies:page", row.technology_id, by=w.birthe)


@state("site/form.html", "others' result, everything wrong")
def _(w):
    told = {**TOOK_PART, "title": "", "found": CPR, "evidence": "4", "partnership": "read", "is_public": "on"}
    return w.post("external_results:attach", make_technology().pk, by=w.birthe, data=told)
