"""What happens around the challenges of the demo: it joins the loader's story, each event on its own day."""

from functools import partial
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from samspil.actors.actions import edit_actor
from samspil.demo.content import around
from samspil.demo.story import Loader
from samspil.foundation.viewer import SYSTEM
from samspil.hosting import actions as hosting
from samspil.invitations import actions as invitations
from samspil.invitations.models import Invitee
from samspil.knowledge.actions import tie_item
from samspil.knowledge.models import KnowledgeItem
from samspil.moderation import actions as moderation
from samspil.pictures.actions import add_picture
from samspil.pictures.imaging import prepare
from samspil.proposals import actions as proposals
from samspil.reframing import actions as reframing
from samspil.reframing.models import OpenQuestion
from samspil.tracks.actions import light_beacon


def prepare_ground(loader: Loader) -> None:
    """What stands before the first challenge: who answers in a leader's place, and what one may steer by."""
    for unit, person in around.DEPUTIES:
        edit_actor(by=SYSTEM, actor_id=loader.actors[unit].pk, deputy_id=str(loader.people[person].pk))
    for key, title, body, year in around.BEACONS:
        loader.beacons[key] = light_beacon(by=loader.viewer("birthe"), title=title, body=body, year=year)


def plan(loader: Loader) -> None:
    """Everything else, on its day. A challenge is asked differently at a third of its age."""
    ages = {text.key: text.raised_days_ago for text in loader.asked}
    for wording in around.WORDINGS:
        loader.plan(ages[wording.challenge] * 0.32, ask_differently, loader, wording)
    for question in around.OPEN_QUESTIONS:
        loader.plan(question.days_ago, ask_openly, loader, question)
    for invitation in around.INVITATIONS:
        loader.plan(invitation.days_ago, invite, loader, invitation)
    for tie in around.TIES:
        loader.plan(tie.days_ago, tie_knowledge, loader, tie)
    for challenge, person, days_ago, is_over in around.HOSTS:
        loader.plan(days_ago, next_host, loader, challenge, person, is_over)
    for proposal, leader, words, asked, reply, replied in around.ASKED:
        loader.plan(asked, ask_back, loader, proposal, leader, words, reply, replied)
    for challenge, whose, by, reason, note in around.REPORTS:
        loader.plan(0.6, report, loader, challenge, whose, by, reason, note)
    loader.plan(5, hang_poster, loader)


def ask_differently(loader: Loader, text: around.WordingText) -> None:
    challenge = loader.challenges[text.challenge]
    host = loader.viewer(loader.host_of(text.challenge))
    wording = reframing.propose_wording(
        **loader.voice(text.by, text.actor),
        challenge_id=challenge.pk,
        question=loader.text_of(text.challenge).question,
        reason=text.reason,
    )
    reframing.put_wording(by=host, wording_id=wording.pk)
    for who, vote, comment in text.votes:
        reframing.answer_wording(by=loader.viewer(who), wording_id=wording.pk, vote=vote, comment=comment)
    reframing.settle_wording(by=host, wording_id=wording.pk, note=text.note)


def ask_openly(loader: Loader, text: around.OpenText) -> None:
    facts = {"kind": text.kind, "offer": text.offer, "assumption": text.assumption, "helper": text.helper}
    challenge = loader.challenges[text.challenge].pk
    question = reframing.ask_openly(
        **loader.voice(text.by, text.actor), challenge_id=challenge, body=text.body, **facts
    )
    for by, actor, body, days_ago in text.replies:
        loader.later(days_ago, partial(reply_openly, loader, question, by, actor, body))


def reply_openly(loader: Loader, question: OpenQuestion, by: str, actor: str | None, body: str) -> None:
    reframing.ask_openly(**loader.voice(by, actor), challenge_id=question.challenge_id, reply_to=question.pk, body=body)


def invite(loader: Loader, text: around.InvitationText) -> None:
    challenge = loader.challenges[text.challenge].pk
    by = loader.voice(text.by, text.actor)
    first, *others = text.invited

    def facts(invited: around.InvitedText) -> dict[str, str]:
        return {"who": str(loader.actors[invited.who].pk), "why": invited.why, "channel": invited.channel}

    invitation = invitations.invite(**by, challenge_id=challenge, view=text.view, **facts(first))
    for invited in others:
        invitations.add_invitee(by=by["by"], invitation_id=invitation.pk, **facts(invited))
    for invited in text.invited:
        if invited.answer_by or invited.declined:
            loader.later(invited.answered_days_ago or 12, partial(answer, loader, invitation, invited))
    if text.edited_view:
        edit = partial(invitations.edit_view, by=by["by"], invitation_id=invitation.pk, view=text.edited_view)
        loader.later(text.edited_days_ago, edit)


def answer(loader: Loader, invitation, text: around.InvitedText) -> None:
    invitee = Invitee.objects.get(invitation=invitation, actor=loader.actors[text.who])
    if text.declined:
        speaker = next(key for key, row in loader.texts.items() if any(m.actor == text.who for m in row.members))
        invitations.decline_invitation(by=loader.viewer(speaker), invitee_id=invitee.pk, note=text.declined)
        return
    invitations.answer_invitation(**loader.voice(text.answer_by, text.who), invitee_id=invitee.pk, sees=text.sees)


def tie_knowledge(loader: Loader, text: around.TieText) -> None:
    tie_item(
        by=loader.viewer(text.by),
        item_id=KnowledgeItem.objects.get(title=text.item).pk,
        subject_id=loader.challenges[text.challenge].pk,
        why=text.why,
    )


def next_host(loader: Loader, challenge: str, person: str, is_over: bool) -> None:
    pk, host = loader.challenges[challenge].pk, loader.viewer(loader.host_of(challenge))
    hosting.name_next_host(by=host, challenge_id=pk, person_id=loader.people[person].pk)
    if is_over:
        hosting.hand_over(by=host, challenge_id=pk, host_until=(loader.now + loader.TURN).date())
        loader.hosts[challenge] = person


def ask_back(loader: Loader, proposal: str, leader: str, question: str, reply: str, replied: float) -> None:
    pk = loader.proposals[proposal].pk
    asked = proposals.answer_proposal(by=loader.viewer(leader), proposal_id=pk, outcome="asked", body=question)
    author = loader.viewer(next(text.by for text in loader.proposed if text.key == proposal))
    answered = partial(proposals.reply_to_question, by=author, proposal_id=pk, question_id=asked.pk, body=reply)
    loader.later(replied, answered)


def report(loader: Loader, challenge: str, whose: str, by: str, reason: str, note: str) -> None:
    said = next(
        row
        for row in loader.written.values()
        if row.challenge_id == loader.challenges[challenge].pk and row.author_id == loader.people[whose].pk
    )
    moderation.report(by=loader.viewer(by), subject_id=said.pk, reason=reason, note=note)


def hang_poster(loader: Loader) -> None:
    add_picture(
        by=loader.viewer("marianne"),
        subject_id=loader.proposals["bordet-bagved"].pk,
        picture=prepare(poster("Hver dag kl. 14", "Bordet bagved", "Kaffe til dem, der har tid. Hos bageren.")),
        alt="Et opslag, hvor der står: Bordet bagved. Hver dag klokken 14. Kaffe til dem, der har tid. Hos bageren.",
        credit="Marianne har lavet opslaget",
        consent=True,
    )


def poster(*lines: str) -> BytesIO:
    """A notice as it hangs on a board: drawn here, so that nobody's picture is in the demo."""
    picture = Image.new("RGB", (1200, 800), "#f7f4ee")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 1160, 760), outline="#14514a", width=12)
    for number, line in enumerate(lines):
        font = ImageFont.load_default(size=96 if number == 1 else 56)
        draw.text((600, 240 + 160 * number), line, fill="#1b2a33", font=font, anchor="mm")
    file = BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return file
