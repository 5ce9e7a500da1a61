"""The states of coming in: contributing without an account, links in letters, signing in, one's own page, the demo."""

from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.urls import reverse

from samspil.actors.actions import end_membership, end_role
from samspil.challenges import actions as challenges
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import SYSTEM
from samspil.identity import rates
from samspil.identity.actions import create_user_for, mark_demo_person
from tests.codes import code_of
from tests.factories import make_challenge, make_person, viewer
from tests.states import LONG_TEXT, LONG_WORD, World, demo, state


def with_code(w: World, person) -> str:
    """Turn the code on for ``person`` and return the key in the app."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(w.user(person), secret)
    return secret


def signed_in_with_code(w: World):
    secret = with_code(w, w.birthe)
    client = w.signed_in(w.birthe)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    return client


def sure_of(w: World, client):
    """The client of Birthe, after she has shown once more that it is her."""
    client.post(reverse("account_reauthenticate"), {"password": w.password})
    return client


GUEST = {"guest_name": "Karen", "guest_function": "datter", "guest_email": "karen@noerre.example"}


def waiting(w: World, body: str = "Han siger ja, når naboen spørger.", challenge=None) -> str:
    """Somebody without an account has written; returns the path of the link in the letter."""
    challenge = challenge or make_challenge()
    with demo():
        w.post("challenges:write", challenge.pk, data={"body": body, **GUEST})
    return w.letter(GUEST["guest_email"])


@state("identity/check_mail.html", "sent")
def _(w):
    return w.post("challenges:write", make_challenge().pk, data={"body": "Aftenerne er lange.", **GUEST})


@state("identity/check_mail.html", "sent, in the demo, to a long address")
def _(w):
    data = {"body": "Aftenerne er lange.", **GUEST, "guest_email": f"{'karen' * 12}@{'noerre' * 10}.example"}
    with demo():
        return w.post("challenges:write", make_challenge().pk, data=data)


@state("identity/confirm.html", "asks")
def _(w):
    return w.client().get(waiting(w, LONG_TEXT))


@state("identity/confirm.html", "cannot be shown any more", status=409)
def _(w):
    challenge = make_challenge(host=w.birthe)
    path = waiting(w, challenge=challenge)
    challenges.change_stage(
        by=viewer(w.birthe),
        challenge_id=challenge.pk,
        stage="closed",
        outcome="Det gik.",
        next_step="Færdig.",
        next_who="Alle",
    )
    return w.client().post(path)


@state("identity/confirm_spent.html", "spent", status=410)
def _(w):
    return w.client().get(reverse("identity:confirm", args=["brugt"]))


@state("identity/confirmed.html", "a perspective")
def _(w):
    return w.client().post(waiting(w))


@state("identity/confirmed.html", "a proposal, with who answers and when")
def _(w):
    w.lene  # noqa: B018 - the unit has a leader
    data = {"title": "En bænk", "body": "Ved åen.", "degree": "incremental", "object": "product", **GUEST}
    with demo():
        w.post("proposals:propose", data={**data, "unit_id": str(w.unit.pk)})
    return w.client().post(w.letter(GUEST["guest_email"]))


@state("identity/demo.html", "empty")
def _(w):
    with demo():
        return w.get("identity:demo")


@state("identity/demo.html", "people to become")
def _(w):
    for order, person in enumerate((w.birthe, w.lene, w.kurt)):
        mark_demo_person(person, role="some", order=order, line="Skriv for andre, og ryk udfordringer.")
    with demo():
        return w.get("identity:demo")


@state("identity/demo_mail.html", "empty")
def _(w):
    with demo():
        return w.get("identity:demo-mail")


@state("identity/demo_mail.html", "letters")
def _(w):
    waiting(w)
    waiting(w, LONG_TEXT)
    with demo():
        return w.get("identity:demo-mail")


@state("identity/link_request.html", "asks")
def _(w):
    return w.get("identity:link-request")


@state("identity/link_request.html", "wrong address")
def _(w):
    return w.post("identity:link-request", data={"email": "birthe"})


@state("identity/link_sent.html", "sent")
def _(w):
    return w.post("identity:link-request", data={"email": w.birthe.email})


@state("identity/link_sent.html", "sent, in the demo")
def _(w):
    with demo():
        return w.post("identity:link-request", data={"email": w.birthe.email})


@state("identity/link_spent.html", "spent", status=410)
def _(w):
    return w.get("identity:link-use", "brugt")


def link_to_sign_in(person) -> str:
    _link, token = OneTimeLink.issue("sign-in", lasts=timedelta(hours=1), person=person.pk)
    return reverse("identity:link-use", args=[token])


@state("identity/link_use.html", "asks")
def _(w):
    return w.client().get(link_to_sign_in(w.birthe))


@state("identity/link_use.html", "somebody else has the address", status=409)
def _(w):
    path = link_to_sign_in(w.birthe)
    create_user_for(by=SYSTEM, person=w.karen)
    w.karen.user.email = w.birthe.email
    w.karen.user.save()
    return w.client().post(path)


@state("429.html", "too often", status=429)
def _(w):
    client = w.client()
    for number in range(rates.LINK_FROM_ORIGIN.most):
        rates.LINK_FROM_ORIGIN.hit("127.0.0.1")
        assert number < rates.LINK_FROM_ORIGIN.most
    return client.post(reverse("identity:link-request"), {"email": w.birthe.email})


@state("identity/me.html", "only a mail address")
def _(w):
    client = w.client()
    client.force_login(create_user_for(by=SYSTEM, person=make_person(LONG_WORD[:110])))
    return client.get(reverse("identity:me"))


@state("identity/me.html", "everything")
def _(w):
    secret = with_code(w, w.lene)
    client = w.signed_in(w.lene)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    return client.get(reverse("identity:me"))


# --- people, for those who look after them ----------------------------------------------------------------------------


def anders(w: World):
    return make_person("Anders Krog", role="administrator")


@state("identity/people.html", "many, first page")
def _(w):
    for person in (w.lene, w.karen, w.kurt, make_person(LONG_WORD[:110], function=LONG_WORD[:80])):
        assert person
    for _number in range(20):
        make_person(role="employee", scope=w.unit)
    return w.get("identity:people", by=w.birthe)


@state("identity/person.html", "roles and memberships that ended")
def _(w):
    by = anders(w)
    end_role(by=viewer(by), role_id=w.lene.roles.get().pk)
    end_membership(by=viewer(by), membership_id=w.lene.memberships.get().pk)
    return w.get("identity:person", w.lene.pk, by=by)


@state("site/form.html", "edit a person without the address")
def _(w):
    return w.get("identity:edit-person", w.lene.pk, by=w.birthe)


@state("site/form.html", "give a role, with everything wrong")
def _(w):
    data = {"kind": "administrator", "scope": str(w.unit.pk), "amount": "mange", "since": "i morgen"}
    return w.post("identity:give-role", w.karen.pk, by=anders(w), data=data)


@state("identity/erase.html", "oneself, asks")
def _(w):
    return w.get("identity:erase-me", by=w.lene)


@state("identity/erase.html", "oneself, not confirmed")
def _(w):
    return w.post("identity:erase-me", by=w.lene)


@state("identity/erase.html", "somebody with a very long name, asks")
def _(w):
    return w.get("identity:erase-person", make_person(LONG_WORD[:110]).pk, by=anders(w))


@state("identity/erase.html", "the only administrator, refused")
def _(w):
    return w.post("identity:erase-me", by=anders(w), data={"is_sure": "on"})


@state("identity/same_person.html", "nobody alike, and two alike with very long names")
def _(w):
    one = make_person(LONG_WORD[:110])
    make_person(LONG_WORD[:110])
    return w.get("identity:same-person", one.pk, by=w.birthe)


@state("identity/same_person.html", "searched for in vain")
def _(w):
    return w.get("identity:same-person", w.lene.pk, by=w.birthe, query="?q=xyz")


@state("identity/merge.html", "refused, because one of them can sign in", 409)
def _(w):
    return w.post("identity:merge-people", make_person(LONG_WORD[:110]).pk, w.lene.pk, by=w.birthe)


# --- signing in with a password, and with a code ----------------------------------------------------------------------


@state("account/login.html", "asks")
def _(w):
    return w.get("account_login")


@state("account/login.html", "asks, in the demo")
def _(w):
    with demo():
        return w.get("account_login", query="?next=/mig/")


@state("account/login.html", "wrong password")
def _(w):
    return w.post("account_login", data={"login": w.birthe.email, "password": "ikke den"})


@state("account/login.html", "empty")
def _(w):
    return w.post("account_login")


@state("identity/locked.html", "locked", status=429)
def _(w):
    w.user(w.birthe)
    client = w.client()
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = client.post(reverse("account_login"), {"login": w.birthe.email, "password": "ikke den"})
    return response


@state("account/logout.html", "asks")
def _(w):
    return w.get("account_logout", by=w.birthe)


@state("account/signup_closed.html", "closed")
def _(w):
    return w.get("account_signup")


@state("account/account_inactive.html", "closed")
def _(w):
    return w.get("account_inactive")


@state("account/password_change.html", "asks")
def _(w):
    return w.signed_in(w.birthe).get(reverse("account_change_password"))


@state("account/password_change.html", "wrong")
def _(w):
    data = {"oldpassword": "nej", "password1": "1234"}
    return w.signed_in(w.birthe).post(reverse("account_change_password"), data)


@state("account/password_set.html", "asks")
def _(w):
    client = w.client()
    client.force_login(create_user_for(by=SYSTEM, person=w.karen))
    return client.get(reverse("account_set_password"))


@state("account/password_reset.html", "asks")
def _(w):
    return w.get("account_reset_password")


@state("account/password_reset.html", "empty")
def _(w):
    return w.post("account_reset_password")


@state("account/password_reset_done.html", "sent")
def _(w):
    w.user(w.birthe)
    with demo():
        return w.post("account_reset_password", data={"email": w.birthe.email})


def link_to_new_password(w: World) -> str:
    w.user(w.birthe)
    with demo():
        w.post("account_reset_password", data={"email": w.birthe.email})
    return w.letter(w.birthe.email)


@state("account/password_reset_from_key.html", "asks")
def _(w):
    return w.client().get(link_to_new_password(w), follow=True)


@state("account/password_reset_from_key.html", "too easy")
def _(w):
    client = w.client()
    form = client.get(link_to_new_password(w), follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": "1234"})


@state("account/password_reset_from_key.html", "spent")
def _(w):
    return w.client().get(reverse("account_reset_password_from_key", args=["1", "brugt-noegle"]), follow=True)


@state("account/password_reset_from_key_done.html", "done")
def _(w):
    return w.get("account_reset_password_from_key_done")


@state("account/reauthenticate.html", "asks")
def _(w):
    return w.signed_in(w.birthe).get(reverse("mfa_activate_totp"), follow=True)


@state("account/reauthenticate.html", "wrong password")
def _(w):
    return w.signed_in(w.birthe).post(reverse("account_reauthenticate"), {"password": "ikke den"})


@state("mfa/authenticate.html", "asks")
def _(w):
    with_code(w, w.birthe)
    return w.signed_in(w.birthe).get(reverse("mfa_authenticate"))


@state("mfa/authenticate.html", "wrong code")
def _(w):
    with_code(w, w.birthe)
    return w.signed_in(w.birthe).post(reverse("mfa_authenticate"), {"code": "000000"})


@state("mfa/reauthenticate.html", "asks")
def _(w):
    return signed_in_with_code(w).get(reverse("mfa_reauthenticate"))


@state("mfa/index.html", "off")
def _(w):
    return w.signed_in(w.birthe).get(reverse("mfa_index"))


@state("mfa/index.html", "on")
def _(w):
    client = signed_in_with_code(w)
    RecoveryCodes.activate(w.birthe.user)
    return client.get(reverse("mfa_index"))


@state("mfa/totp/activate_form.html", "asks")
def _(w):
    return sure_of(w, w.signed_in(w.birthe)).get(reverse("mfa_activate_totp"))


@state("mfa/totp/activate_form.html", "wrong code")
def _(w):
    client = sure_of(w, w.signed_in(w.birthe))
    client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": "000000"})


@state("mfa/totp/deactivate_form.html", "asks")
def _(w):
    return sure_of(w, signed_in_with_code(w)).get(reverse("mfa_deactivate_totp"))


@state("mfa/recovery_codes/generate.html", "asks")
def _(w):
    client = sure_of(w, signed_in_with_code(w))
    RecoveryCodes.activate(w.birthe.user)
    return client.get(reverse("mfa_generate_recovery_codes"))


@state("mfa/recovery_codes/index.html", "ten codes")
def _(w):
    client = sure_of(w, signed_in_with_code(w))
    RecoveryCodes.activate(w.birthe.user)
    return client.get(reverse("mfa_view_recovery_codes"))


@state("mfa/recovery_codes/index.html", "all used")
def _(w):
    client = sure_of(w, signed_in_with_code(w))
    codes = RecoveryCodes.activate(w.birthe.user)
    for code in codes.get_unused_codes():
        codes.validate_code(code)
    return client.get(reverse("mfa_view_recovery_codes"))


@state("usersessions/usersession_list.html", "one place")
def _(w):
    return w.signed_in(w.birthe).get(reverse("usersessions_list"))


@state("usersessions/usersession_list.html", "two places")
def _(w):
    w.signed_in(w.birthe)
    return w.signed_in(w.birthe).get(reverse("usersessions_list"))
