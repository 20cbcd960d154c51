"""Found tenants, bring people in."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.core.clock import now
from apps.outbox import services as outbox
from apps.tenants import doorway
from apps.tenants.models import Invitation, Membership, Tenant, User
from apps.tenants.scope import acting_for

INVITATION_DAYS = 14
RESERVED_SLUGS = frozenset({"new"})  # /ops/tenants/new/ is a page of its own


class CannotAccept(Exception):
    """The invitation was used, revoked or has expired; ``state`` says which.

    Where it is ``open`` still, its address got a sign-in meanwhile, which is to be used.
    """

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def found(*, name: str, actor: Actor) -> Tenant:
    """Make a tenant with a free slug of its name."""
    tenant = _founded(name)
    with acting_for(tenant):
        audit.record(
            Action.TENANT_FOUNDED,
            actor=actor,
            target_id=tenant.id,
            target_label=tenant.name,
            tenant_id=tenant.id,
        )
    return tenant


@transaction.atomic
def invite(*, tenant: Tenant, email: str, role: str, actor: Actor) -> Invitation:
    """Offer membership to an e-mail address; the outbox mails the link."""
    with acting_for(tenant):
        invitation = Invitation.objects.create(
            tenant=tenant,
            email=email.strip(),
            role=role,
            invited_by=actor.label,
            expires_at=now() + timedelta(days=INVITATION_DAYS),
        )
        _record(Action.MEMBER_INVITED, invitation, actor)
        outbox.post(
            kind="invitation",
            to=invitation.email,
            payload={"invitation_id": str(invitation.id)},
            tenant_id=tenant.id,
        )
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> Membership:
    """Turn an invitation into a membership, once; raises `CannotAccept` otherwise."""
    with acting_for(invitation.tenant):
        invitation = _held(invitation)
        invitation.accepted_at = now()
        invitation.save(update_fields=["accepted_at"])
        membership = _placed(user, invitation)
        _record(Action.INVITATION_ACCEPTED, invitation, user.as_actor)
    return membership


@transaction.atomic
def join(*, invitation: Invitation, name: str, password: str) -> Membership:
    """Make the invited person's sign-in and accept in their name; raises `CannotAccept`."""
    with acting_for(invitation.tenant):
        invitation = _held(invitation)
        try:
            with transaction.atomic():
                user = User.objects.create_user(
                    email=invitation.email, password=password, name=name.strip()
                )
        except IntegrityError as error:
            raise CannotAccept(invitation.state) from error
        return accept(invitation=invitation, user=user)


@transaction.atomic
def revoke(*, invitation: Invitation, actor: Actor) -> None:
    """Close an open invitation; a used or expired one stays what it is."""
    with acting_for(invitation.tenant):
        if Invitation.objects.filter(id=invitation.id, accepted_at=None, revoked_at=None).update(
            revoked_at=now()
        ):
            _record(Action.INVITATION_REVOKED, invitation, actor)


@transaction.atomic
def add_operator(*, email: str, name: str, role: str, password: str, actor: Actor) -> User:
    """Make one of the vendor's own staff."""
    user = User.objects.create_user(email=email, password=password, name=name, operator_role=role)
    audit.record(
        Action.OPERATOR_ADDED, actor=actor, target_id=user.id, target_label=email, role=role
    )
    return user


def _founded(name: str, tries: int = 5) -> Tenant:
    """Two tenants of one name may be founded at once: the slower one chooses again."""
    try:
        return doorway.found_tenant(name=name, slug=_free_slug(name))
    except IntegrityError:
        if tries == 1:
            raise
        return _founded(name, tries - 1)


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "tenant"
    taken = doorway.slugs_like(base) | RESERVED_SLUGS
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbers) if slug not in taken)


def _held(invitation: Invitation) -> Invitation:
    """Take the invitation's row until the transaction ends, so that it is accepted once."""
    held = Invitation.objects.select_for_update(of=("self",)).select_related("tenant")
    invitation = held.get(id=invitation.id)
    if invitation.state != "open":
        raise CannotAccept(invitation.state)
    return invitation


def _placed(user: User, invitation: Invitation) -> Membership:
    """The person's membership, of the higher role: an invitation takes nothing away."""
    membership, _ = Membership.objects.select_for_update().get_or_create(
        tenant_id=invitation.tenant_id, user=user, defaults={"role": invitation.role}
    )
    if not membership.may(invitation.role):
        membership.role = invitation.role
        membership.save(update_fields=["role"])
    return membership


def _record(action: Action, invitation: Invitation, actor: Actor) -> None:
    audit.record(
        action,
        actor=actor,
        target_id=invitation.id,
        target_label=invitation.email,
        tenant_id=invitation.tenant_id,
        role=invitation.role,
    )
