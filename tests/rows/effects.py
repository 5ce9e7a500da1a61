"""What came of it: everybody reads it, as far as they read what it is about. Nobody writes here."""

from samspil.foundation import subjects
from tests.effects.making import make_evaluation, make_practice, make_trial
from tests.world import World

TABLE = """
effects:overview                      -                             oooooooooo  5555555555
effects:employment                    -                             vvvvvvvvvv  5555555555
effects:page                          challenge:public              oooooooooo  5555555555
effects:page                          challenge:staff               444oo44ooo  5555555555
effects:page                          challenge:limited             444oo44444  5555555555
effects:page                          challenge:draft               444o444444  5555555555
effects:page                          challenge:hidden              4444444444  5555555555
effects:page                          nobody                        4444444444  5555555555
papers:overview-csv                   -                             oooooooooo  5555555555
papers:overview-xlsx                  -                             oooooooooo  5555555555
"""


def build(world: World) -> None:
    """Something that came of each idea, so that the figures and the pages could leak it."""
    for name, word in (
        ("association's", "Offentlig"),
        ("staff", "Ansatkun"),
        ("limited", "Enhedkun"),
        ("in hidden", "Skjultalt"),
    ):
        proposal = world.things[f"proposal:{name}"]
        trial = make_trial(proposal, title=f"{word} slutprøve", outcome="stop", learning=f"{word} læring.")
        make_evaluation(trial, says=f"{word} stemme.")
    hidden = make_trial(world.things["proposal:own"], title="Skjultdelprøve", outcome="stop", learning="Skjultdel.")
    subjects.set_hidden(hidden.subject, hidden.subject.created_at)
    practice = make_practice(world.things["proposal:own"], title="Skjultdelpraksis", body="Skjultdel.")
    subjects.set_hidden(practice.subject, practice.subject.created_at)
