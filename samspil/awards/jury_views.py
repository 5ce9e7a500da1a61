"""The pages of the jury, for its members and whoever runs the round: kept by no cache."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.awards import judging, queries
from samspil.awards.forms import AnnounceForm, ClosenessForm, CorrectForm, DecideForm, JurorForm, LetGoForm, ScoreForm
from samspil.awards.models import AwardRound, JuryMember, NomineeAnswer, RoundState
from samspil.awards.views import data_of, form_page, round_named
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, Refused, require


def seat_of(award_round: AwardRound, members: list[JuryMember], request: Request) -> JuryMember | None:
    if not rules.has_perm("awards.judge", request.viewer, award_round) and award_round.decision is None:
        return None
    return next((row for row in members if row.person_id == request.viewer.person_id and row.left_on is None), None)


@private
@require_safe
def jury(request: Request, pk) -> HttpResponse:
    """The jury's room: who sits there, what each has still to do, and the points once one has said how close one is."""
    award_round, viewer = round_named(pk, request), request.viewer
    require("awards.see_jury", viewer, award_round)
    every = queries.jury_of(award_round)
    members = queries.sitting(every)
    candidates, said = queries.running(award_round), queries.judgements(award_round)
    unstated = queries.unstated(members, candidates, said)
    me = seat_of(award_round, every, request)
    runs_it = rules.has_perm("awards.see_desk", viewer, award_round)
    sees_points = runs_it or (me is not None and me.pk not in unstated)
    mine = {row.candidate_id: row for row in said if me and row.member_id == me.pk}
    words = queries.words_about(candidates)
    is_begun = award_round.state not in (RoundState.PLANNED, RoundState.OPEN)
    return render(
        request,
        "awards/jury.html",
        {
            "round": award_round,
            "award": award_round.decision,
            "every": [(row, unstated.get(row.pk, 0)) for row in every],
            "members": members,
            "balance": queries.balance(members),
            "candidates": [(row, words[row.pk], mine.get(row.pk)) for row in candidates],
            "results": queries.results(candidates, said) if sees_points and is_begun else [],
            "excused_from": {pk for pk, row in mine.items() if row.is_excused},
            "me": me,
            "runs_it": runs_it,
            "is_begun": is_begun,
            "may_judge": is_begun and me is not None and rules.has_perm("awards.judge", viewer, award_round),
            "may_decide": is_begun and not unstated and rules.has_perm("awards.decide", viewer, award_round),
            "may_choose": rules.has_perm("awards.choose_jury", viewer, award_round),
        },
    )


def form_of(
    request: Request, award_round: AwardRound, form: Any, save: Any, message: Any, **shown: Any
) -> HttpResponse:
    """One form of the jury's; what went well leads back to the jury's page, or to ``done_url``."""
    back = reverse("awards:jury", args=[award_round.pk])
    done, template = shown.pop("done_url", back), shown.pop("template", "site/form.html")
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, message)
            return redirect(done)
    context = {
        "form": form,
        "eyebrow": _("Priser"),
        "about": award_round.title,
        "back_url": back,
        **shown,
    }
    return render(request, template, context)


@private
@form_page
def add_juror(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    require("awards.choose_jury", request.viewer, award_round)

    def save(**data: Any) -> Any:
        return judging.add_juror(round_id=pk, **data)

    return form_of(
        request,
        award_round,
        JurorForm(data_of(request), viewer=request.viewer),
        save,
        _("Sat i juryen. De har fået en mail."),
        title=_("Sæt en i juryen"),
        lead=_("Spørg først. Sørg for, at både borgere, medarbejdere og unge er med."),
        submit=_("Sæt i juryen"),
    )


@private
@form_page
def let_go(request: Request, pk) -> HttpResponse:
    member = queries.member_for(pk, request.viewer)
    require("awards.choose_jury", request.viewer, member.round)

    def save(**data: Any) -> Any:
        return judging.let_juror_go(member_id=pk, **data)

    return form_of(
        request,
        member.round,
        LetGoForm(data_of(request), viewer=request.viewer),
        save,
        _("Taget ud af juryen. Deres point tæller ikke med."),
        title=_("Skal %s ud af juryen?") % member.name,
        lead=_("Deres point tæller så ikke med. Du kan sætte dem i juryen igen."),
        submit=_("Ja, tag dem ud"),
    )


@private
@require_POST
def reset(request: Request, pk) -> HttpResponse:
    member = judging.reset_statements(by=request.viewer, member_id=pk)
    messages.success(request, _("%s kan nu svare forfra på, hvor tæt de er.") % member.name)
    return redirect("awards:jury", pk=member.round_id)


@private
@form_page
def closeness(request: Request, pk) -> HttpResponse:
    """How close am I to each of them? Before one sees any points."""
    award_round = round_named(pk, request)
    require("awards.judge", request.viewer, award_round)
    me = judging.own_seat(award_round, request.viewer)
    candidates = queries.running(award_round)
    form = ClosenessForm(
        data_of(request),
        viewer=request.viewer,
        candidates=candidates,
        said={row.candidate_id: row for row in me.judgements.all()},
        known=judging.what_we_know(me.person, candidates),
    )

    def save(**data: Any) -> Any:
        return judging.state_closeness(round_id=pk, **data)

    return form_of(
        request,
        award_round,
        form,
        save,
        _("Tak. Nu kan du give point til dem, du ikke er for tæt på."),
        title=_("Hvor tæt er du på kandidaterne?"),
        lead=_("Sig det, før du ser andres point. Er du i tvivl, så sig det, der er tættest."),
        submit=_("Gem mine svar"),
    )


@private
@form_page
def score(request: Request, pk) -> HttpResponse:
    candidate = queries.candidate_for(pk, request.viewer, "candidates.judge")
    award_round = candidate.round
    require("awards.judge", request.viewer, award_round)
    me = judging.own_seat(award_round, request.viewer)
    row = me.judgements.filter(candidate=candidate).first()
    if row is None:
        messages.info(request, _("Sig først, hvor tæt du er på kandidaterne."))
        return redirect("awards:closeness", pk=award_round.pk)
    if row.is_excused:
        raise Refused("candidates.score")

    def save(**data: Any) -> Any:
        return judging.score_candidate(candidate_id=pk, **data)

    return form_of(
        request,
        award_round,
        ScoreForm(data_of(request), viewer=request.viewer, criteria=award_round.criteria_lines, judgement=row),
        save,
        _("Gemt. Du kan rette dine point, til juryen har valgt."),
        title=_("Giv point til %s") % candidate.name,
        lead=_("1 er lidt, og 5 er meget."),
        submit=_("Gem mine point"),
        words=queries.words_about([candidate])[candidate.pk],
        template="awards/score.html",
    )


@private
@form_page
def decide(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    require("awards.decide", request.viewer, award_round)
    me = judging.own_seat(award_round, request.viewer)
    excused = {row.candidate_id for row in me.judgements.all() if row.is_excused}
    candidates = [row for row in queries.running(award_round) if row.pk not in excused]
    award = award_round.decision
    initial = (
        {"winner_id": str(award.winner_id), "reason": award.reason, "tie_reason": award.tie_reason} if award else {}
    )

    def save(**data: Any) -> Any:
        return judging.decide_award(round_id=pk, **data)

    # Somebody one is too close to is no choice here; a form of one's own is refused by the verb.
    return form_of(
        request,
        award_round,
        DecideForm(data_of(request), viewer=request.viewer, candidates=candidates, initial=initial),
        save,
        _("Skrevet ned. Kontaktpersonen spørger vinderen og giver prisen."),
        title=_("Skriv juryens valg ned"),
        lead=_("I har talt det igennem. Skriv, hvem I valgte, og hvorfor. Det kan rettes, til prisen er givet."),
        submit=_("Skriv valget ned"),
    )


@private
@form_page
def announce(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    require("awards.announce", request.viewer, award_round)
    award = award_round.decision
    if award is None:
        raise NotFound("Nothing is decided")
    page = reverse("awards:page", args=[pk])

    def save(**data: Any) -> Any:
        return judging.announce_award(round_id=pk, **data)

    return form_of(
        request,
        award_round,
        AnnounceForm(data_of(request), viewer=request.viewer),
        save,
        _("Prisen er givet. De, der har indstillet, får en mail."),
        title=_("Giv prisen"),
        template="awards/announce.html",
        award=award,
        must_ask=award.winner.answer != NomineeAnswer.SHOWN,
        submit=_("Vis vinderen for alle"),
        done_url=page,
    )


@private
@form_page
def correct(request: Request, pk) -> HttpResponse:
    award_round = round_named(pk, request)
    require("awards.correct", request.viewer, award_round)
    page = reverse("awards:page", args=[pk])

    def save(**data: Any) -> Any:
        return judging.correct_award(round_id=pk, **data)

    return form_of(
        request,
        award_round,
        CorrectForm(data_of(request), viewer=request.viewer),
        save,
        _("Rettelsen står på siden."),
        title=_("Skriv en rettelse"),
        submit=_("Sæt den på siden"),
        back_url=page,
        done_url=page,
    )
