import pytest
from tests.states import World
@pytest.mark.django_db
def test_d():
    w=World(); c=w.client(w.birthe); print(dict(c.session))
    r=c.get("/konto/kode/slaa-til/"); print(r.status_code, dict(c.session))
