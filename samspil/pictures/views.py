"""The pages about pictures, and the pictures themselves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.models import Audience, Subject
from samspil.foundation.verbs import find, require
from samspil.pictures import actions
from samspil.pictures.forms import AddPictureForm, EditPictureForm
from samspil.pictures.models import Picture

# In the reader's own browser only, and for a day: no cache between us may show what was hidden meanwhile.
FOR_ALL = "private, max-age=86400, immutable"
FOR_SOME = "private, no-store"


@require_safe
def picture_file(request: Request, pk) -> HttpResponseBase:
    picture = find(Picture, pk, request.viewer)
    return served(request, picture, picture.file)


@require_safe
def small_file(request: Request, pk) -> HttpResponseBase:
    picture = find(Picture, pk, request.viewer)
    return served(request, picture, picture.small)


def served(request: Request, picture: Picture, file: FieldFile) -> HttpResponseBase:
    """The file of a picture the viewer may see. What stands in it never changes, so its name is its ETag."""
    etag = f'"{file.name}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(file.open("rb"), content_type="image/jpeg", filename=f"{picture.pk}.jpg")
        except FileNotFoundError as problem:  # a restored database without its files
            raise Http404 from problem
    response["ETag"] = etag
    response["Cache-Control"] = FOR_ALL if picture.subject.audience == Audience.PUBLIC else FOR_SOME
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def add_picture(request: Request, pk) -> HttpResponse:
    about = actions.page_named(pk, request.viewer)
    require("pictures.add", request.viewer, hooks.thing(about))
    form = AddPictureForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            picture = actions.add_picture(by=request.viewer, subject_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Billedet står på siden nu."))
            return redirect(hooks.address(picture.subject))
    return render(request, "pictures/add.html", {"form": form, "about": about})


def edit_picture(request: Request, pk) -> HttpResponse:
    picture = find(Picture, pk, request.viewer, related=("subject__context",))
    require("pictures.edit", request.viewer, picture)
    initial = EditPictureForm.initial_of(picture)
    form = EditPictureForm(request.POST or None, viewer=request.viewer, initial=initial)

    def save(**arguments) -> None:
        actions.edit_picture(picture_id=pk, **arguments)

    def current() -> dict:
        return EditPictureForm.initial_of(find(Picture, pk, request.viewer))

    return edited(
        request,
        form,
        save,
        current,
        template="pictures/edit.html",
        context={"picture": picture, "about": picture.subject.context},
        done_url=hooks.address(picture.subject),
        message=_("Rettet. Alle ser det nye nu."),
    )


def remove_picture(request: Request, pk) -> HttpResponse:
    """Asks once more before a picture is deleted. Who presses twice comes back to the page all the same."""
    gone = Subject.objects.visible_to(request.viewer).filter(pk=pk, kind="picture", title="", picture=None).first()
    if gone and gone.context:
        return redirect(hooks.address(gone.context))
    picture = find(Picture, pk, request.viewer, related=("subject__context",))
    require("pictures.remove", request.viewer, picture)
    about = picture.subject.context
    if request.method == "POST":
        actions.remove_picture(by=request.viewer, picture_id=pk)
        messages.success(request, _("Billedet er slettet."))
        return redirect(hooks.address(about))
    return render(request, "pictures/remove.html", {"picture": picture, "about": about})
