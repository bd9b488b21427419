"""Rules about identity: who may do what, and who keeps keys, secrets, buckets and messages."""

from pack.rule import AnyRule

from . import (
    bucket_parts,
    keys,
    messages,
    permissions,
    secrets,
    sharing,
    storage,
    transport,
    trust,
    used_secrets,
    users,
)

RULES: tuple[AnyRule, ...] = (
    *permissions.RULES,
    *users.RULES,
    *trust.RULES,
    *sharing.RULES,
    *keys.RULES,
    *secrets.RULES,
    *used_secrets.RULES,
    *storage.RULES,
    *bucket_parts.RULES,
    *transport.RULES,
    *messages.RULES,
)
