"""The end of an assessment in a browser: it is ready, it is decided on, and somebody is asked whether it held."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from samspil.foundation import clock
from samspil.technology_advice.models import AdviceRequest
from samspil.verdicts.models import Outcome, Verdict
from tests.browser.looking import axe
from tests.browser.steps import fill, follow, press
from tests.factories import make_person
from tests.technology_advice.making import make_group, make_request
from tests.technology_projects.making import make_tried
from tests.verdicts.making import complete, decide, lacking, ready


def test_keeper_makes_it_ready_leader_decides_and_owner_is_asked(visit, world):
    mette = make_person("Mette Skov", role="employee", scope=world.unit, member_of=world.unit.actor)
    assessment = complete(world.birthe, world.unit)
    page = f"/er-det-vaerd-at-bruge/{assessment.pk}/"

    keeper = visit(by=world.birthe)
    keeper.goto(page)
    follow(keeper, "Er vurderingen klar?")
    assert axe(keeper) == []
    press(keeper, "Den er klar")
    expect(keeper.get_by_text("Sig, om du selv har noget på spil.").first).to_be_visible()
    keeper.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(keeper, "Den er klar")
    expect(keeper.get_by_text("Vurderingen er klar. Nu kan lederen beslutte.")).to_be_visible()
    expect(keeper.get_by_role("link", name="Beslut", exact=True)).to_have_count(0)

    leader = visit(by=world.lene)
    leader.goto(page)
    leader.get_by_role("link", name="Beslut", exact=True).click()
    leader.get_by_label("Afprøv: prøv det").check()
    press(leader, "Beslut")
    expect(leader.get_by_text("Vælg en dag.").first).to_be_visible()
    assert axe(leader) == []
    fill(leader, {"Hvorfor?": "Ryggene holder.", "Hvornår ser I på det igen?": str(clock.today() + timedelta(days=3))})
    leader.get_by_label("Hvem sørger for det?").select_option("Mette Skov")
    leader.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(leader, "Beslut")
    expect(leader.get_by_role("heading", level=1)).to_have_text("Afprøv")
    expect(leader.get_by_text("Ryggene holder.")).to_be_visible()
    assert axe(leader) == []
    verdict = Verdict.objects.get()
    assert (verdict.decision.by, verdict.evaluation_owner) == (world.lene, mette)

    owner = visit(by=mette)
    owner.goto("/venter/")
    follow(owner, "Er det værd at bruge?")
    expect(owner.get_by_role("heading", level=1)).to_have_text("Afprøv")
    follow(owner, "Skriv, om det holdt")
    expect(owner.get_by_text("Spørg dem, der svarede, igen, og tæl svarene.")).to_be_visible()
    assert axe(owner) == []


def decide_on(leader: Page, pk: object, choice: str) -> None:
    """The leader's form, from the assessment to the verdict."""
    leader.goto(f"/er-det-vaerd-at-bruge/{pk}/")
    leader.get_by_role("link", name="Beslut", exact=True).click()
    leader.get_by_label(choice).check()
    day = str(clock.today() + timedelta(days=90))
    fill(leader, {"Hvorfor?": "Vi har set det i fire uger.", "Hvornår ser I på det igen?": day})
    leader.get_by_label("Hvem sørger for det?").select_option("Lene Dahlgaard")
    leader.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(leader, "Beslut")


def test_trial_is_named_late_what_was_measured_is_graded_and_leader_rolls_it_out(visit, world):
    assert world.lene
    assessment = complete(world.birthe, world.unit, measured=False)
    trial = make_tried(assessment.technology, unit=world.unit)

    keeper = visit(by=world.birthe)
    keeper.goto(f"/er-det-vaerd-at-bruge/{assessment.pk}/")
    follow(keeper, "Skriv, hvor godt I ved det")
    follow(keeper, "Vælg afprøvningen")
    assert axe(keeper) == []
    keeper.get_by_label("Bygger den på en afprøvning?").select_option(trial.title)
    press(keeper, "Gem")
    expect(keeper.get_by_text("valgte, hvilken afprøvning vurderingen bygger på")).to_be_visible()

    leader = visit(by=world.lene)
    leader.goto(f"/er-det-vaerd-at-bruge/{assessment.pk}/beslut/")
    expect(leader.get_by_role("heading", name="Derfor kan du ikke vælge »udbred«")).to_be_visible()

    follow(keeper, "Skriv, hvor godt I ved det")
    for number in ("1.1", "3.1", "6.1"):
        keeper.locator(f"[name='{number}_grade']").select_option("E2")
        keeper.locator(f"[name='{number}_why']").fill("Talt hos os i fire uger før og efter.")
    press(keeper, "Gem")
    follow(keeper, "Er vurderingen klar?")
    keeper.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(keeper, "Den er klar")

    decide_on(leader, assessment.pk, "Udbred: det er målt hos os")
    expect(leader.get_by_role("heading", level=1)).to_have_text("Udbred")
    expect(leader.get_by_text("3.1 Skade og risiko: E2")).to_be_visible()
    assert axe(leader) == []
    verdict = Verdict.objects.get()
    assert (verdict.outcome, verdict.decision.by, verdict.assessment.trial) == (Outcome.ROLL_OUT, world.lene, trial)


def test_leader_stops_it_and_says_at_once_what_the_next_can_learn(visit, world):
    assert world.lene
    assessment = ready(world.birthe, world.unit, says=dict.fromkeys(("citizen", "employee", "organisation"), "-1"))
    leader = visit(by=world.lene)
    decide_on(leader, assessment.pk, "Stop: det er ikke værd at bruge her")
    expect(leader.get_by_role("heading", level=1)).to_have_text("Stop")
    assert axe(leader) == []
    follow(leader, "Skriv, om det holdt")  # nothing is in use: nobody is asked again
    fill(
        leader,
        {
            "Holdt det?": "Ja. Den larmede stadig.",
            "Hvad kan de næste lære?": "Mål støjen først.",
            "Hvorfor før dagen?": "Den er taget ned.",
        },
    )
    press(leader, "Gem evalueringen")
    expect(leader.get_by_text("Mål støjen først.")).to_be_visible()
    leader.goto(f"/teknologi/{assessment.technology_id}/")
    expect(leader.get_by_text("Mål støjen først.").first).to_be_visible()


def test_advice_that_comes_after_the_decision_is_kept_and_changes_nothing(visit, world):
    """Anna has the form open while the leader decides without the group."""
    assert world.lene
    _body, (anna, _bo, _carl) = make_group()
    assessment = lacking(world.birthe, world.unit)
    asked = make_request(assessment, world.birthe)
    page = visit(by=anna)
    page.goto(f"/teknologi-gruppen/raad/{asked.pk}/")
    follow(page, "Skriv gruppens råd")
    decide(assessment, world.lene, outcome="insufficient")
    fill(page, {"Hvornår talte I om det?": str(clock.today()), "Hvad råder I til?": "Spørg økonomi først."})
    page.get_by_label("Har du selv noget på spil?").select_option("Ingen egen interesse")
    page.get_by_label("Var Bo Friis med, og er noget på spil?").select_option("Ingen egen interesse")
    page.get_by_label("Var Carl Holst med, og er noget på spil?").select_option("Var ikke med")
    press(page, "Giv rådet")
    expect(page.get_by_text("Det ændrer ikke på, hvem der beslutter.")).to_be_visible()
    expect(page.get_by_text("Spørg økonomi først.")).to_be_visible()
    assert axe(page) == []
    assert AdviceRequest.objects.get().advice
    assert Verdict.objects.get().outcome == Outcome.INSUFFICIENT
