from django.urls import path
from django.views.decorators.http import require_safe

from samspil.papers import agreed, assessed, decision_paper, mapped, views
from samspil.papers.feeds import ChallengeFeed, ProposalFeed

app_name = "papers"
urlpatterns = [
    path("udfordringer.csv", views.challenge_list, {"kind": "csv"}, name="challenges-csv"),
    path("udfordringer.xlsx", views.challenge_list, {"kind": "xlsx"}, name="challenges-xlsx"),
    path("udfordringer.atom", require_safe(ChallengeFeed()), name="feed-challenges"),
    path("forslag.csv", views.proposal_list, {"kind": "csv"}, name="proposals-csv"),
    path("forslag.xlsx", views.proposal_list, {"kind": "xlsx"}, name="proposals-xlsx"),
    path("forslag.atom", require_safe(ProposalFeed()), name="feed-proposals"),
    path("med.csv", views.med_list, name="med-csv"),
    path("hjaelp.csv", views.help_list, {"kind": "csv"}, name="help-csv"),
    path("hjaelp.xlsx", views.help_list, {"kind": "xlsx"}, name="help-xlsx"),
    path("virksomheder.csv", views.companies, {"kind": "csv"}, name="companies-csv"),
    path("virksomheder.xlsx", views.companies, {"kind": "xlsx"}, name="companies-xlsx"),
    path("kortlaegning.csv", mapped.table, {"kind": "csv"}, name="map-csv"),
    path("kortlaegning.xlsx", mapped.table, {"kind": "xlsx"}, name="map-xlsx"),
    path("kortlaegning.pdf", mapped.as_pdf, name="map-pdf"),
    path("kortlaegning.docx", mapped.docx, name="map-docx"),
    path("overblik.csv", views.overview, {"kind": "csv"}, name="overview-csv"),
    path("overblik.xlsx", views.overview, {"kind": "xlsx"}, name="overview-xlsx"),
    path("udfordringer/<uuid:pk>/papir/", views.paper, name="paper"),
    path("udfordringer/<uuid:pk>/papir.pdf", views.as_pdf, name="pdf"),
    path("udfordringer/<uuid:pk>/papir.docx", views.docx, name="docx"),
    path("udfordringer/<uuid:pk>/papir.xlsx", views.xlsx, name="xlsx"),
    path("udfordringer/<uuid:pk>/papir.csv", views.csv, name="csv"),
    path("udfordringer/<uuid:pk>/datoer.ics", views.ics, name="ics"),
    path("aftaler/<uuid:pk>/papir-til-udskrift/", agreed.paper, name="agreement"),
    path("aftaler/<uuid:pk>/aftale.pdf", agreed.as_pdf, name="agreement-pdf"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/resultat.csv", assessed.assessment, {"kind": "csv"}, name="assessment-csv"),
    path(
        "er-det-vaerd-at-bruge/<uuid:pk>/resultat.xlsx", assessed.assessment, {"kind": "xlsx"}, name="assessment-xlsx"
    ),
    path(
        "er-det-vaerd-at-bruge/<uuid:pk>/forventet-og-maalt.csv",
        assessed.expected_and_measured,
        {"kind": "csv"},
        name="compared-csv",
    ),
    path(
        "er-det-vaerd-at-bruge/<uuid:pk>/forventet-og-maalt.xlsx",
        assessed.expected_and_measured,
        {"kind": "xlsx"},
        name="compared-xlsx",
    ),
    path("er-det-vaerd-at-bruge/<uuid:pk>/oplaeg/", decision_paper.paper, name="decision"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/oplaeg.pdf", decision_paper.as_pdf, name="decision-pdf"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/oplaeg.docx", decision_paper.docx, name="decision-docx"),
    path("spoergeskemaer/<uuid:pk>/svar.csv", views.survey, {"kind": "csv"}, name="survey-csv"),
    path("spoergeskemaer/<uuid:pk>/svar.xlsx", views.survey, {"kind": "xlsx"}, name="survey-xlsx"),
]
