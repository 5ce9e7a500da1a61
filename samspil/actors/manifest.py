from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Membership, Person, Role
from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    PersonalData,
    Phrase,
    SubjectKind,
)


def export(person_id) -> list[dict]:
    person = Person.objects.select_related("actor").get(pk=person_id)
    return [
        {
            "name": person.name,
            "function": person.function,
            "email": person.email,
            "phone": person.phone,
            "since": person.created_at.isoformat(),
        },
        *(
            {"member_of": row.actor.name, "function": row.function}
            for row in Membership.objects.filter(person=person).select_related("actor")
        ),
        *(
            {"role": str(row.get_kind_display()), "scope": row.scope.name if row.scope else "", "amount": row.amount}
            for row in Role.objects.filter(person=person).select_related("scope")
        ),
    ]


manifest = Manifest(
    navigation=[NavigationItem(label=_("Hvem"), url_name="actors:list", section="actors", order=40)],
    kinds=[SubjectKind(kind="actor", label=_("Hvem"), url_name="actors:page")],
    phrases=[
        Phrase(verb="actors.added", text=_("%(title)s kom med")),
        Phrase(verb="actors.role_given", text=_("%(title)s fik en rolle"), is_public=False),
        Phrase(verb="actors.member_added", text=_("%(title)s fik et medlem"), is_public=False),
    ],
    capabilities=[
        Capability(
            id="C23",
            url_name="actors:list",
            label=_("Foreninger, pårørende, virksomheder og uformelle grupper står lige"),
        ),
        Capability(
            id="C24",
            url_name="actors:list",
            label=_("Også borgere, boligforeninger, fonde, producenter og andre kommuner"),
        ),
        Capability(id="C25", url_name="actors:list", label=_("Råd, udvalg og MED med de beføjelser, de har")),
    ],
    personal_data=[PersonalData(label=_("Dig"), export=export)],
)
