"""Addresses people type: one rule and one message each, wherever they are typed."""

import pytest
from django.core.exceptions import ValidationError

from samspil.foundation.addresses import BAD_EMAIL, email_address, is_email_address, phone_number, web_address
from samspil.foundation.forms import AddressField

BAD_EMAILS = ["fisk@", "@sted.dk", "navn", "to@ord @sted.dk", "a@b", "a@sted.dk, b@sted.dk", "a" * 195 + "@sted.dk"]


@pytest.mark.parametrize("written", ["navn@sted.dk", " Navn@Sted.dk ", "NAVN@STED.DK\n", "\u00a0navn@sted.dk"])
def test_email_address_is_kept_the_same_way_however_it_was_typed(written):
    assert email_address(written) == AddressField().clean(written) == "navn@sted.dk"


def test_signs_nobody_sees_are_let_go():
    assert email_address("\u200bnavn@sted.dk") == "navn@sted.dk"


@pytest.mark.parametrize("written", ["", "  ", None])
def test_no_address_is_nothing_wrong(written):
    assert email_address(written) == AddressField(required=False).clean(written) == ""


@pytest.mark.parametrize("written", BAD_EMAILS)
def test_wrong_email_address_is_told_at_its_own_field_in_the_same_words(written):
    with pytest.raises(ValidationError) as told:
        email_address(written, "party_email")
    assert told.value.message_dict == {"party_email": [str(BAD_EMAIL)]}
    assert not is_email_address(written)


@pytest.mark.parametrize("written", BAD_EMAILS[:-1])
def test_field_of_a_form_says_it_once(written):
    with pytest.raises(ValidationError) as told:
        AddressField().clean(written)
    assert told.value.messages == [str(BAD_EMAIL)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://sted.dk/a?b=1", "https://sted.dk/a?b=1"),
        (" sted.dk ", "https://sted.dk"),
        ("www.sted.dk/a", "https://www.sted.dk/a"),
        ("sted.dk:8080/a", "https://sted.dk:8080/a"),
        ("http://sted.dk", "http://sted.dk"),
        ("æblehaven.dk", "https://æblehaven.dk"),
        ("", ""),
    ],
)
def test_web_address_says_how_it_is_reached(written, kept):
    assert web_address(written, "link") == kept


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "ftp://sted.dk",
        "mailto:a@sted.dk",
        "sted",
        "to ord.dk",
        "https://engbaek.example@sted.dk",
        "https://sted.dk/" + "a" * 200,
    ],
)
def test_wrong_web_address_is_told_at_its_own_field(written):
    with pytest.raises(ValidationError) as told:
        web_address(written, "link")
    assert list(told.value.message_dict) == ["link"]


def test_page_with_room_for_it_takes_a_longer_web_address():
    long = "https://sted.dk/" + "a" * 200
    assert web_address(long, "link", most=300) == long


@pytest.mark.parametrize(
    "written",
    ["12 34 56 78", "12345678", "+45 12 34 56 78", "0046 (0)70/123 45 67", "298 123", ""],
)
def test_number_stands_as_it_was_typed(written):
    assert phone_number(f" {written}\n") == written


@pytest.mark.parametrize("written", ["12ab", "12", "ring til mig", "12 34 56 78 efter kl. 17", "1234567890123456", "+"])
def test_number_nobody_can_ring_to_is_told_at_its_own_field(written):
    with pytest.raises(ValidationError) as told:
        phone_number(written, "behalf_phone")
    assert told.value.message_dict == {
        "behalf_phone": ["Telefonnummeret ser ikke rigtig ud. Det skal ligne 12 34 56 78."]
    }


@pytest.mark.parametrize(
    "written",
    [
        "1813",
        "3344",
        "(+45) 12.34-56 78",
        "86 12 34 56 lokal 12",
        "86123456, lok. 3344",
        "12 34 56 78 (Ole)",
        "12345678 (Ole fra Banko)",
        "86 12 34 56 lokal 12 (Åse)",
    ],
)
def test_number_within_a_house_and_whose_it_is_may_stand(written):
    assert phone_number(written) == written


@pytest.mark.parametrize(
    "written", ["abc", "123", "Ole", "(Ole)", "lokal 12", "Ole 12345678", "12 34 56 78 Ole", "12 (3)"]
)
def test_words_are_no_number(written):
    with pytest.raises(ValidationError):
        phone_number(written)
