"""Signing in with a password: lockout, codes, new passwords, sessions. All of it without JavaScript."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.foundation.models import OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from tests.codes import code_of
from tests.identity.letters import newest, path_in, words_of
from tests.identity.test_signing import is_signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "fire heste paa bakken"
NEW_PASSWORD = "tre både ved broen"


@pytest.fixture
def user(birthe):
    return create_user_for(by=SYSTEM, person=birthe, password=PASSWORD)


def sign_in_with(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


@pytest.fixture
def there(client, user) -> Client:
    """A browser in which Birthe signed in with her password."""
    sign_in_with(client, user)
    assert is_signed_in(client)
    return client


def test_password_signs_in(client, user):
    response = sign_in_with(client, user)
    assert response.url == "/"
    assert "Du er logget ind som Birthe Holm." in client.get("/").text


def test_address_in_capitals_signs_in(client, user):
    client.post(reverse("account_login"), {"login": user.email.upper(), "password": PASSWORD})
    assert is_signed_in(client)


def test_wrong_password_and_unknown_address_get_the_same_answer(client, user):
    wrong = sign_in_with(client, user, "noget andet her")
    unknown = client.post(reverse("account_login"), {"login": "ukendt@noerre.example", "password": "noget andet her"})
    assert words_of(wrong).replace(user.email, "ukendt@noerre.example") == words_of(unknown)
    assert "passer ikke sammen" in wrong.text
    assert "noget andet her" not in wrong.text
    assert not is_signed_in(client)


def test_session_is_a_new_one_after_signing_in(client, user):
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in_with(client, user)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("path", "goes"), [("/mig/", "/mig/"), ("https://evil.example/", "/"), ("//evil.example", "/")]
)
def test_signing_in_leads_on_but_never_away(client, user, path, goes):
    data = {"login": user.email, "password": PASSWORD, "next": path}
    assert client.post(reverse("account_login"), data).url == goes


def test_too_many_wrong_passwords_lock_the_password_and_show_the_way_by_link(client, user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in_with(client, user, "noget andet her")
    assert response.status_code == 429
    assert reverse("identity:link-request") in response.text
    assert settings.CONTACT["phone"] in response.text
    assert sign_in_with(client, user).status_code == 429
    assert not is_signed_in(client)


def test_lockout_is_for_one_address_only_and_ends(client, user, karen, settings):
    other = create_user_for(by=SYSTEM, person=karen, password=PASSWORD)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in_with(client, user, "noget andet her")
    sign_in_with(client, other)
    assert is_signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        later = Client()
        sign_in_with(later, user)
        assert is_signed_in(later)


def test_link_works_while_the_password_is_locked(client, user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in_with(client, user, "noget andet her")
    client.post(reverse("identity:link-request"), {"email": user.email})
    client.post(path_in(newest(user.email)))
    assert is_signed_in(client)


def test_signing_out_needs_a_press(there):
    assert there.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(there)
    there.post(reverse("account_logout"))
    assert not is_signed_in(there)


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))
    assert page.status_code == 200
    assert "Du behøver ikke en bruger" in page.text
    data = {"email": "ny@noerre.example", "password1": PASSWORD, "password2": PASSWORD}
    assert "Du behøver ikke en bruger" in client.post(reverse("account_signup"), data).text
    assert not OutgoingMail.objects.exists()


def test_changed_password_signs_out_elsewhere_and_is_told(there, user):
    elsewhere = Client()
    sign_in_with(elsewhere, user)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    assert there.post(reverse("account_change_password"), data).url == reverse("identity:me")
    assert there.get(reverse("identity:me")).status_code == 200
    assert elsewhere.get(reverse("identity:me")).status_code == 302
    assert newest(user.email).title == "Din adgangskode er skiftet"


def test_password_changes_only_with_the_old_one(there, user):
    response = there.post(reverse("account_change_password"), {"oldpassword": "forkert", "password1": NEW_PASSWORD})
    assert "nuværende adgangskode passer ikke" in response.text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("password", ["kort", "password1234", "{address}"])
def test_easy_password_is_explained(there, user, password):
    data = {"oldpassword": PASSWORD, "password1": password.format(address=user.email)}
    assert "form-error-message" in there.post(reverse("account_change_password"), data).text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_password_is_set_by_somebody_who_came_by_link(sign_in, birthe):
    client = sign_in(birthe)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    assert client.get(reverse("account_set_password")).status_code == 200
    client.post(reverse("account_set_password"), {"password1": NEW_PASSWORD})
    assert client.get(reverse("identity:me")).status_code == 200
    birthe.user.refresh_from_db()
    assert birthe.user.check_password(NEW_PASSWORD)


def reset_link(user) -> str:
    Client().post(reverse("account_reset_password"), {"email": user.email})
    return path_in(newest(user.email))


def test_forgotten_password_is_chosen_anew(client, user):
    assert client.get(reverse("account_reset_password")).status_code == 200
    letter_path = reset_link(user)
    assert newest(user.email).holds_secret
    form = client.get(letter_path, follow=True)
    assert form.status_code == 200
    where = form.request["PATH_INFO"]
    assert where != letter_path  # the key has left the address
    assert client.post(where, {"password1": NEW_PASSWORD}).url == reverse("account_reset_password_from_key_done")
    assert client.get(reverse("account_reset_password_from_key_done")).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert "Linket er brugt" in Client().get(letter_path).text


def test_opening_the_reset_link_changes_nothing(client, user):
    client.get(reset_link(user), follow=True)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not is_signed_in(client)


def test_reset_link_is_never_made_from_the_host_header(client, user, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(reverse("account_reset_password"), {"email": user.email}, headers={"host": "evil.example"})
    assert "evil.example" not in newest(user.email).text


def test_reset_answers_the_same_for_unknown_addresses(client, user):
    known = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "ukendt@noerre.example"}, follow=True)
    assert words_of(known) == words_of(unknown)
    assert "adgangskode/ny" not in newest("ukendt@noerre.example").text


def test_reset_letters_are_limited(client, user):
    for _ in range(5):
        client.post(reverse("account_reset_password"), {"email": user.email})
    assert OutgoingMail.objects.filter(to=user.email).count() == 3


@pytest.mark.parametrize(
    "key", ["x-y", "0-set-password", "zzzzzzzz-abc-def", "ffffffffffffffffffffffffffffffff-a-b", "x-%00"]
)
def test_forged_reset_link_is_explained(client, user, key):
    path = reverse("account_reset_password_from_key", args=["x", "y"]).replace("x-y", key)
    for response in (client.get(path, follow=True), client.post(path, {"password1": NEW_PASSWORD}, follow=True)):
        assert response.status_code == 200
        assert NEW_PASSWORD not in response.text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


# --- the code from the phone ---------------------------------------------------------------------------------------


def turn_on(client) -> str:
    """Turns the code on as a person does; gives the secret."""
    page = client.get(reverse("mfa_activate_totp"))
    if page.status_code == 302:
        client.post(page.url, {"password": PASSWORD})
        page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.text
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def test_code_is_turned_on_with_the_password_and_recovery_codes_follow(there, user, django_capture_on_commit_callbacks):
    assert there.get(reverse("mfa_index")).status_code == 200
    assert there.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    with django_capture_on_commit_callbacks(execute=True):
        turn_on(there)
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    codes = there.get(reverse("mfa_view_recovery_codes"))
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["unused_codes"][0] in codes.text
    assert there.get(reverse("mfa_download_recovery_codes")).status_code == 200
    assert there.get(reverse("mfa_index")).status_code == 200
    assert newest(user.email).title == "Koden er slået til"


def test_wrong_code_turns_nothing_on(there, user):
    there.get(reverse("mfa_activate_totp"))
    there.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    there.get(reverse("mfa_activate_totp"))
    assert "passer ikke" in there.post(reverse("mfa_activate_totp"), {"code": "000000"}).text
    assert not Authenticator.objects.exists()


def test_password_alone_is_not_enough_with_a_code(there, user):
    secret = turn_on(there)
    client = Client()
    assert sign_in_with(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert not is_signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_signed_in(client)


def test_code_page_is_only_there_after_the_password(client):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")


def test_recovery_code_works_once(there, user):
    turn_on(there)
    code = there.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    came_in = []
    for client in (Client(), Client()):
        sign_in_with(client, user)
        client.post(reverse("mfa_authenticate"), {"code": code})
        came_in.append(is_signed_in(client))
    assert came_in == [True, False]


def test_new_recovery_codes_replace_the_old(there, user, django_capture_on_commit_callbacks):
    turn_on(there)
    before = there.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert there.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        there.post(reverse("mfa_generate_recovery_codes"))
    assert newest(user.email).title == "Du har fået nye nødkoder"
    assert set(before).isdisjoint(there.get(reverse("mfa_view_recovery_codes")).context["unused_codes"])


def test_code_is_turned_off_with_a_press(there, user):
    turn_on(there)
    assert there.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert Authenticator.objects.exists()
    there.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert newest(user.email).title == "Koden er slået fra"


def test_code_instead_of_password_before_something_that_matters(birthe, sign_in):
    """Somebody who only uses links has no password to give."""
    client = sign_in(birthe)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(birthe.user, secret)
    where = client.get(reverse("mfa_generate_recovery_codes")).url
    assert where.startswith(reverse("mfa_reauthenticate"))
    assert client.get(where).status_code == 200
    client.post(where, {"code": code_of(secret)})
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200


# --- sessions ------------------------------------------------------------------------------------------------------


def test_places_are_listed_and_the_others_end(there, user):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    sign_in_with(elsewhere, user)
    page = there.get(reverse("usersessions_list"))
    assert "Safari på iPhone" in page.text
    there.post(reverse("usersessions_list"))
    assert there.get(reverse("identity:me")).status_code == 200
    assert elsewhere.get(reverse("identity:me")).status_code == 302


def test_signing_out_everywhere_ends_all_of_mine_and_nobody_elses(there, user, karen):
    other_user = create_user_for(by=SYSTEM, person=karen, password=PASSWORD)
    elsewhere, other = Client(), Client()
    sign_in_with(elsewhere, user)
    sign_in_with(other, other_user)
    assert there.get(reverse("identity:sign-out-everywhere")).status_code == 405
    there.post(reverse("identity:sign-out-everywhere"))
    reached = [client.get(reverse("identity:me")).status_code for client in (there, elsewhere, other)]
    assert reached == [302, 302, 200]
    assert list(UserSession.objects.values_list("user", flat=True)) == [other_user.pk]


def test_paths_of_allauth_that_we_do_not_use_are_not_there(there):
    for path in ("/konto/email/", "/konto/confirm-email/", "/konto/2fa/webauthn/", "/konto/login/", "/accounts/login/"):
        assert there.get(path).status_code == 404
