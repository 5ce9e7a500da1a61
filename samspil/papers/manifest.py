from samspil.foundation.hooks import Manifest, Panel
from samspil.papers import pdf


def ways_to_take_it(_request, _challenge) -> dict:
    return {"has_pdf": pdf.is_possible()}


def for_those_who_decide(_request, _assessment) -> dict:
    return {}


manifest = Manifest(
    panels=[
        Panel(kind="challenge", place="aside", order=85, template="papers/panel.html", context=ways_to_take_it),
        Panel(
            kind="assessment",
            place="aside",
            order=85,
            template="papers/decision_panel.html",
            context=for_those_who_decide,
        ),
    ]
)
