"""The states of surveys: making, handing out, answering on a phone, and what came of it."""

from samspil.surveys.models import Words
from tests.factories import make_challenge
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.surveys.making import closed, enter, make_survey, open_code, opened, scales, slip_codes, words_name


def asked(w: World, n: int = 6, **facts):
    """A survey about a challenge, before and after, with words that may be read."""
    about = make_challenge(by=w.karen)
    survey = make_survey(by=w.birthe, about_id=about.pk, design="before_after", intro=LONG_TEXT[:900], **facts)
    for phase in ("before", "after"):
        survey = closed(survey, by=w.birthe, n=n, phase=phase)
    Words.objects.create(
        survey=survey, question=survey.questions.get(is_fixed=True), phase="after", body=LONG_WORD, is_released=True
    )
    return survey


@state("surveys/list.html", "empty")
def _(w):
    return w.get("surveys:list", by=w.lene)


@state("surveys/list.html", "narrowed, with very long words")
def _(w):
    opened(make_survey(by=w.birthe, about_id=make_challenge(question=LONG_LINE).pk, title=LONG_LINE), by=w.birthe)
    return w.get("surveys:list", by=w.birthe, query="?status=open&om=challenge&mine=ja&sorter=titel")


@state("surveys/make.html", "everything wrong")
def _(w):
    return w.post("surveys:make", by=w.birthe, data={"title": CPR, "intro": LONG_WORD * 12, "question_set": "x"})


@state("surveys/questions.html", "a set, and one that is wrong")
def _(w):
    survey = make_survey(by=w.birthe, question_set="samvaer", title=LONG_WORD)
    return w.post("surveys:questions", survey.pk, by=w.birthe, data={"kind": "choice", "text": LONG_WORD})


@state("surveys/page.html", "before and after, for everybody")
def _(w):
    return w.get("surveys:page", asked(w).pk)


@state("surveys/page.html", "an instrument's draft, for those who keep it")
def _(w):
    return w.get("surveys:page", make_survey(by=w.birthe, question_set="t-ils", title=LONG_LINE).pk, by=w.birthe)


@state("surveys/page.html", "too few have answered, for those who keep it")
def _(w):
    survey = closed(make_survey(by=w.birthe, question_set="tilbud"), by=w.birthe, n=3)
    return w.get("surveys:page", survey.pk, by=w.birthe)


@state("surveys/preview.html", "all kinds of questions")
def _(w):
    return w.get("surveys:preview", make_survey(by=w.birthe, question_set="belastning").pk, by=w.birthe)


@state("surveys/hand_out.html", "everything handed out, one wrong")
def _(w):
    survey = opened(by=w.birthe)
    slip_codes(survey, by=w.birthe)
    open_code(survey, by=w.birthe)
    return w.post("surveys:hand-out", survey.pk, by=w.birthe, data={"hvad": "mail", "emails": LONG_WORD})


@state("surveys/slips.html", "two slips")
def _(w):
    survey = opened(make_survey(by=w.birthe, title=LONG_LINE, intro=LONG_TEXT[:900]), by=w.birthe)
    slip_codes(survey, by=w.birthe, count=2)
    return w.get("surveys:slips", survey.pk, by=w.birthe)


@state("surveys/sheet.html", "all kinds of questions")
def _(w):
    return w.get("surveys:sheet", opened(make_survey(by=w.birthe, question_set="tilbud"), by=w.birthe).pk, by=w.birthe)


@state("surveys/enter.html", "wrong")
def _(w):
    survey = opened(make_survey(by=w.birthe, question_set="belastning"), by=w.birthe)
    return w.post("surveys:enter", survey.pk, by=w.birthe, data={scales(survey)[0]: "77", words_name(survey): CPR})


@state("surveys/close.html", "asks once more")
def _(w):
    survey = opened(by=w.birthe)
    enter(survey, by=w.birthe, n=1)
    return w.get("surveys:close", survey.pk, by=w.birthe)


@state("surveys/words.html", "some to read")
def _(w):
    return w.get("surveys:words", asked(w).pk, by=w.birthe)


@state("surveys/answer.html", "from an open link, wrong")
def _(w):
    survey = opened(make_survey(by=w.birthe, question_set="samvaer", intro=LONG_TEXT[:900]), by=w.birthe)
    return w.post("surveys:answer", open_code(survey, by=w.birthe), data={words_name(survey): CPR})


@state("surveys/thanks.html", "answered")
def _(w):
    survey = opened(by=w.birthe)
    return w.post("surveys:answer", slip_codes(survey, by=w.birthe)[0], data={scales(survey)[0]: "5"})


@state("surveys/over.html", "used or forged", status=410)
def _(w):
    return w.get("surveys:answer", "findes-ikke")


@state("surveys/code.html", "wrong")
def _(w):
    return w.post("surveys:code", data={"kode": "abcd"})
