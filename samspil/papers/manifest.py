from samspil.foundation.hooks import Manifest, Panel
from samspil.papers import pdf


def ways_to_take_it(_request, _challenge) -> dict:
    return {"has_pdf": pdf.is_possible()}


manifest = Manifest(
    panels=[Panel(kind="challenge", place="aside", order=85, template="papers/panel.html", context=ways_to_take_it)]
)
