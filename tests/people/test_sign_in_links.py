"""Sign-in links: each signs one person in, once, within 14 days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from deepdive.core.refused import Refused
from deepdive.people.actions import LINK_LIFETIME, find_link, link_expiry, make_sign_in_link, use_link
from deepdive.people.models import Person, SignInLink
from tests.factories import add_person

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> Person:
    return add_person("Amina Yusuf")


def secret_in(address: str) -> str:
    return address.rpartition("/")[2]


def test_a_link_is_the_address_of_this_installation(amina: Person) -> None:
    address = make_sign_in_link(amina, now=NOW)
    assert address == f"http://127.0.0.1:8000/sign-in/{secret_in(address)}"
    assert len(secret_in(address)) == 43


def test_only_the_fingerprint_of_a_link_is_kept(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    (row,) = SignInLink.objects.values()
    assert row["fingerprint"] == sha256(secret.encode()).hexdigest()
    assert secret not in str(row)


def test_looking_at_a_link_does_not_spend_it(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    for _ in range(3):
        assert find_link(secret, now=NOW).used_at is None


def test_a_link_signs_in_once(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    assert use_link(secret, now=NOW) == amina
    with pytest.raises(Refused) as refused:
        use_link(secret, now=NOW)
    assert refused.value == Refused(
        "link-used", "This sign-in link has been used. For safety each link works once. Ask for a new one."
    )


def test_a_link_works_until_its_last_moment(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    assert use_link(secret, now=NOW + LINK_LIFETIME - timedelta(microseconds=1)) == amina


def test_a_link_runs_out_after_14_days(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    with pytest.raises(Refused) as refused:
        use_link(secret, now=NOW + timedelta(days=14))
    assert refused.value == Refused(
        "link-expired", "This sign-in link has run out: links work for 14 days. Ask for a new one."
    )


def test_a_link_with_a_part_missing_is_unknown(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    with pytest.raises(Refused) as refused:
        use_link(secret[:-1], now=NOW)
    assert refused.value == Refused(
        "link-unknown",
        "We do not know this sign-in link. Part of it may be missing: copy the whole link from the e-mail, "
        "or ask for a new one.",
    )


def test_the_fingerprint_itself_signs_nobody_in(amina: Person) -> None:
    make_sign_in_link(amina, now=NOW)
    with pytest.raises(Refused, match="We do not know this sign-in link"):
        use_link(SignInLink.objects.get().fingerprint, now=NOW)


def test_a_closed_account_is_told_so(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW))
    Person.objects.update(is_active=False)
    with pytest.raises(Refused) as refused:
        use_link(secret, now=NOW)
    assert refused.value == Refused(
        "account-closed",
        "The account behind this sign-in link is closed. If it should be open, ask your organiser.",
    )


def test_a_reusable_link_works_as_often_as_one_likes(amina: Person) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW, is_reusable=True))
    assert [use_link(secret, now=NOW) for _ in range(3)] == [amina] * 3


def test_a_reusable_link_that_a_demonstration_left_behind_is_unknown_in_production(
    amina: Person, settings: Any
) -> None:
    secret = secret_in(make_sign_in_link(amina, now=NOW, is_reusable=True))
    settings.PRODUCTION = True
    with pytest.raises(Refused) as refused:
        use_link(secret, now=NOW)
    assert refused.value.code == "link-unknown"


def test_a_new_link_leaves_an_older_one_alone(amina: Person) -> None:
    older = secret_in(make_sign_in_link(amina, now=NOW))
    newer = secret_in(make_sign_in_link(amina, now=NOW))
    assert use_link(newer, now=NOW) == use_link(older, now=NOW) == amina


def test_the_day_in_the_letter_is_the_day_in_london() -> None:
    half_past_midnight_in_london = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)
    assert link_expiry(half_past_midnight_in_london) == "16 June 2027"


@pytest.mark.django_db(transaction=True)
def test_of_many_clicks_at_the_same_moment_one_signs_in() -> None:
    secret = secret_in(make_sign_in_link(add_person("Amina Yusuf"), now=timezone.now()))
    together = Barrier(8)

    def click(_: int) -> str:
        try:
            together.wait()
            return use_link(secret, now=timezone.now()).name
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(click, range(8)))
    assert answers == ["Amina Yusuf"] + ["link-used"] * 7
