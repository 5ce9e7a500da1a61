from django.urls import path, register_converter

from samspil.meetings import joining, views
from samspil.meetings.models import CODE_LENGTH


class CodeConverter:
    """A code as it is read off the wall, in large letters or small."""

    regex = rf"[A-Za-z0-9]{{1,{CODE_LENGTH * 2}}}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(CodeConverter, "code")

app_name = "meetings"
urlpatterns = [
    path("moeder/", views.meeting_list, name="list"),
    path("moeder/nyt/", views.plan, name="plan"),
    path("moeder/<uuid:pk>/", views.page, name="page"),
    path("moeder/<uuid:pk>/ret/", views.edit, name="edit"),
    path("moeder/<uuid:pk>/aflys/", views.cancel, name="cancel"),
    path("moeder/<uuid:pk>/dagsorden/", views.agenda, name="agenda"),
    path("moeder/<uuid:pk>/ark/", views.sheet, name="sheet"),
    path("moeder/<uuid:pk>/aabn/", views.open_meeting, name="open"),
    path("moeder/<uuid:pk>/svar/", views.answers, name="answers"),
    path("moeder/<uuid:pk>/skaerm/", views.screen, name="screen"),
    path("moeder/<uuid:pk>/skaerm/nyt/", views.screen_news, name="screen-news"),
    path("moeder/<uuid:pk>/styring/", views.control, name="control"),
    path("moeder/<uuid:pk>/styring/nyt/", views.control_news, name="control-news"),
    path("moeder/<uuid:pk>/sedler/", views.handle_notes, name="handle-notes"),
    path("moeder/<uuid:pk>/skriv/", views.take_notes, name="take-notes"),
    path("moeder/<uuid:pk>/ide/<uuid:of>/", views.make_idea, name="make-idea"),
    path("moeder/<uuid:pk>/udfordring/<uuid:of>/", views.make_challenge, name="make-challenge"),
    path("moeder/<uuid:pk>/proev/", views.try_this, name="try"),
    path("moeder/<uuid:pk>/slut/", views.end, name="end"),
    path("m/", joining.code, name="code"),
    path("m/<code:code>/", joining.join, name="join"),
    path("m/<code:code>/nyt/", joining.join_news, name="join-news"),
]
