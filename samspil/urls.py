"""Every address of the house. Paths are Danish, as the people who read them."""

from django.urls import include, path

handler400 = "samspil.foundation.http.bad_request"

urlpatterns = [
    path("", include("samspil.site.urls")),
    path("overblik/", include("samspil.site.overview_urls")),
    path("lederkort/", include("samspil.site.leader_urls")),
    path("", include("samspil.challenges.urls")),
    path("", include("samspil.proposals.urls")),
    path("", include("samspil.reframing.urls")),
    path("", include("samspil.hosting.urls")),
    path("", include("samspil.tracks.urls")),
    path("", include("samspil.invitations.urls")),
    path("", include("samspil.trials.urls")),
    path("", include("samspil.practices.urls")),
    path("", include("samspil.evaluations.urls")),
    path("", include("samspil.indicators.urls")),
    path("", include("samspil.surveys.urls")),
    path("", include("samspil.effects.urls")),
    path("", include("samspil.meetings.urls")),
    path("", include("samspil.ambassadors.urls")),
    path("", include("samspil.barriers.urls")),
    path("", include("samspil.support.urls")),
    path("", include("samspil.processes.urls")),
    path("", include("samspil.codetermination.urls")),
    path("", include("samspil.resources.urls")),
    path("", include("samspil.exchange.urls")),
    path("", include("samspil.company_pledges.urls")),
    path("", include("samspil.suggestions.urls")),
    path("", include("samspil.mapping.urls")),
    path("", include("samspil.wayfinding.urls")),
    path("", include("samspil.papers.urls")),
    path("", include("samspil.pictures.urls")),
    path("", include("samspil.actors.urls")),
    path("", include("samspil.knowledge.urls")),
    path("", include("samspil.following.urls")),
    path("", include("samspil.moderation.urls")),
    path("", include("samspil.identity.urls")),
    path("konto/", include("samspil.identity.account_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
