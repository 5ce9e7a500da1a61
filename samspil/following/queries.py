from samspil.following.models import Follow
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer


def follows(viewer: Viewer, subject: Subject) -> bool:
    return viewer.person_id is not None and Follow.objects.filter(person=viewer.person_id, subject=subject).exists()
