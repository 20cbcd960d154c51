"""Whose grant it is, compared by keyed names that outlive a change of the vault's keys."""

import pytest
from pytest_django import Settings

from apps.connections import doorway
from apps.connections.identities import index_of, indexes_of
from apps.connections.models import Grant
from apps.vault.keyring import generate
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Office

NEW_PUBLIC, NEW_PRIVATE = generate()
NEW_ID = NEW_PUBLIC.partition(":")[0]


def rotate(settings: Settings, *, keep: bool = True) -> None:
    public, private = settings.VAULT_PUBLIC_KEYS, settings.VAULT_PRIVATE_KEYS
    settings.VAULT_PUBLIC_KEYS = f"{NEW_PUBLIC},{public}" if keep else NEW_PUBLIC
    settings.VAULT_PRIVATE_KEYS = f"{NEW_PRIVATE},{private}" if keep else NEW_PRIVATE


def state_of(office: Office) -> str:
    [grant] = office.grants()
    return grant.state


def test_a_grant_named_under_an_older_key_is_superseded_all_the_same(
    office: Office, intacct: Intacct, settings: Settings
) -> None:
    newer = Office.open(office.application)
    office.approve(intacct)
    rotate(settings)

    newer.approve(intacct)

    assert (state_of(office), state_of(newer)) == ("superseded", "live")
    [grant] = newer.grants()
    assert grant.identity_index.startswith(f"{NEW_ID}:")


@pytest.mark.parametrize("keep", [True, False], ids=["older", "gone"])
def test_the_tick_names_anew_what_is_under_an_older_key_or_one_that_is_gone(
    office: Office, intacct: Intacct, settings: Settings, *, keep: bool
) -> None:
    office.approve(intacct)
    [grant] = office.grants()
    rotate(settings, keep=keep)

    assert doorway.renew_identity_indexes() == 1
    assert doorway.renew_identity_indexes() == 0

    [renamed] = office.grants()
    assert renamed.identity_index == index_of(grant) != grant.identity_index


def test_a_page_compares_by_the_row_s_own_name(office: Office, settings: Settings) -> None:
    settings.VAULT_PRIVATE_KEYS = None

    assert indexes_of(Grant(identity_index="k1:name")) == ("k1:name",)
