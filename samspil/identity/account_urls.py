"""The pages of django-allauth that we use, each named as allauth knows it. What is not here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path, re_path

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("ny/", account.signup, name="account_signup"),
    path("er-det-dig/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/skift/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("adgangskode/glemt/", account.password_reset, name="account_reset_password"),
    path("adgangskode/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    path("adgangskode/ny/faerdig/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("kode/", mfa.index, name="mfa_index"),
    path("kode/indtast/", mfa.authenticate, name="mfa_authenticate"),
    path("kode/igen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("kode/slaa-til/", totp.activate_totp, name="mfa_activate_totp"),
    path("kode/slaa-fra/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("noedkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("noedkoder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("noedkoder/hent/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("steder/", sessions.list_usersessions, name="usersessions_list"),
]
