"""The end of an assessment in a browser: it is ready, it is decided on, and somebody is asked whether it held."""

from datetime import timedelta

from playwright.sync_api import expect

from samspil.foundation import clock
from samspil.verdicts.models import Verdict
from tests.browser.looking import axe
from tests.browser.steps import fill, follow, press
from tests.factories import make_person
from tests.verdicts.making import complete


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
