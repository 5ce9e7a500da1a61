"""The states of fellowships, offers, wishes, and of what coordinators keep about them."""

from datetime import timedelta

from samspil.foundation.models import OneTimeLink
from samspil.resources import actions
from samspil.resources.letters import CONFIRM
from tests.factories import viewer
from tests.resources.making import make_area, make_resource, make_wish, make_wish_pledge
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state


def wide(w: World, **facts):
    """A resource with everything filled in, as long as it can be."""
    facts = {
        "title": LONG_WORD,
        "body": LONG_TEXT[:1900],
        "place": LONG_WORD[:110],
        "address": LONG_LINE,
        "meets_you": LONG_LINE,
        "lift": LONG_LINE,
        "fee": LONG_WORD,
        "times_text": LONG_LINE,
        "themes": ["older", "relatives", "disability", "mental_health"],
        "target_groups": ["men", "women", "bereaved", "dementia", "newcomers"],
        "access": ["transport", "companion", "step_free", "no_phone_needed", "interpreter"],
        "languages": ["da", "en", "ar", "uk"],
        "contact_name": LONG_WORD,
        "contact_phone": "99 00 00 41",
        "contact_email": "fisk@engbaek.example",
        "contact_visibility": "public",
        "website": "https://lystfiskerne.example/" + "torsdag" * 15,
        "legal_base": "voluntary_social",
        **facts,
    }
    return make_resource(by=w.kurt, speaks_as=w.anglers.pk, **facts)


def needed(w: World):
    resource = wide(w)
    wish = make_wish(resource, by=w.kurt, what=LONG_WORD)
    make_wish_pledge(wish, by=w.lene, body=LONG_LINE)
    actions.fulfil_wish(by=viewer(w.kurt), wish_id=make_wish(resource, by=w.kurt).pk)
    return resource


def token(w: World, resource) -> str:
    payload = {"resource": str(resource.pk)}
    return OneTimeLink.issue(CONFIRM, lasts=timedelta(days=60), person=w.kurt.pk, payload=payload)[1]


@state("resources/list.html", "empty, for the coordinator")
def _(w):
    return w.get("resources:list", by=w.birthe)


@state("resources/list.html", "filled, near a place, one unconfirmed and one full")
def _(w):
    area = make_area("Lunde", point=(56.1, 9.0))
    wide(w, area_id=area.pk)
    make_resource(by=w.karen, provider_id=str(w.anglers.pk))
    make_resource(by=w.birthe, capacity=0, lat=56.0, lon=9.1)
    return w.get("resources:list", query="?naer=Lunde")


@state("resources/page.html", "wide, for its provider")
def _(w):
    return w.get("resources:page", needed(w).pk, by=w.kurt)


@state("resources/page.html", "taken back")
def _(w):
    resource = make_resource(by=w.karen)
    actions.withdraw_resource(by=viewer(w.karen), resource_id=resource.pk)
    return w.get("resources:page", resource.pk, by=w.karen)


@state("resources/register.html", "wrong, a guest")
def _(w):
    data = {"title": CPR, "pattern": "monthly", "days": ["mon", "tue"], "capacity": "-3", "starts_at": "kl. 7"}
    return w.post("resources:register", data=data)


@state("resources/edit.html", "overtaken, for the coordinator", 409)
def _(w):
    data = {"title": LONG_WORD, "body": LONG_TEXT[:1900], "kind": "group", "themes": ["older"], "pattern": "weekly"}
    data |= {"days": ["mon"], "contact_visibility": "public", "expected_version": "7"}
    return w.post("resources:edit", wide(w).pk, by=w.birthe, data=data)


@state("resources/end.html", "asks once more")
def _(w):
    return w.get("resources:end", wide(w).pk, by=w.kurt)


@state("resources/withdraw.html", "others have built on it", 409)
def _(w):
    return w.post("resources:withdraw", needed(w).pk, by=w.kurt)


@state("resources/by_link.html", "does it still hold?")
def _(w):
    return w.get("resources:by-link", token(w, needed(w)))


@state("resources/by_link.html", "it does")
def _(w):
    return w.post("resources:by-link", token(w, make_resource(by=w.kurt, speaks_as=w.anglers.pk)), data={"passer": "1"})


@state("resources/spent.html", "used", 410)
def _(w):
    return w.get("resources:by-link", "brugt")


@state("resources/wishes.html", "filled")
def _(w):
    needed(w)
    make_wish(by=w.kurt, provider_id=w.anglers.pk)
    return w.get("resources:wishes", by=w.kurt)


@state("resources/form.html", "a wish, wrong")
def _(w):
    return w.post("resources:wish", wide(w).pk, by=w.kurt, data={"what": CPR})


@state("resources/take_back.html", "a wish")
def _(w):
    return w.get("resources:withdraw-wish", make_wish(wide(w), by=w.kurt, what=LONG_WORD).pk, by=w.kurt)


@state("resources/areas.html", "filled, wrong")
def _(w):
    make_area(LONG_WORD[:80], point=(56.1, 9.0))
    return w.post("resources:areas", by=w.birthe, data={"name": "", "lat": "her", "order": "-1"})


@state("resources/codes.html", "filled, wrong")
def _(w):
    row = {"scheme": "KLE", "code": "27.18.00", "label": LONG_WORD, "theme": "older"}
    actions.bring_codes(by=viewer(w.birthe), rows=[row])
    return w.post("resources:codes", by=w.birthe)


@state("actors/page.html", "what they offer and need")
def _(w):
    needed(w)
    return w.get("actors:page", w.anglers.pk, by=w.kurt)
