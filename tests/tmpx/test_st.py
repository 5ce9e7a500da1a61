import pytest
from tests import states, states_story, states_people, states_house
@pytest.mark.django_db
@pytest.mark.parametrize("s", states.STATES, ids=str)
def test_s(s, client):
    r = s.build(states.World())
    t=[x.name for x in (getattr(r,'templates',None) or [])]
    assert r.status_code == s.status, (r.status_code, t[:3])
    assert not t or s.template in t, t[:4]
def test_all():
    assert not states.page_templates()-{s.template for s in states.STATES}
    assert not {s.template for s in states.STATES}-states.page_templates()
