"""Who may do what in a cache: one user for the application, and nobody else."""

import pulumi
from pulumi_aws import elasticache

USER = "app"
"""Name that the application gives."""

ACCESS = "on ~* &* +@all -@dangerous +info"
"""What the application may do: every key and channel, no command that empties, lists or reconfigures the
whole server. Clients ask for INFO when they connect.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html"""

NO_ACCESS = "off -@all"
"""What the user named default may do, whom every group must have: nothing."""


def user_group(
    name: str, group_id: str, password: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> elasticache.UserGroup:
    """The application's user, and one named default that may do nothing in place of AWS's open one.

    The engine redis is right for Valkey as well, and changing the cache's engine then keeps the users.
    """
    user = elasticache.User(
        name,
        user_id=group_id,
        user_name=USER,
        engine="redis",
        access_string=ACCESS,
        authentication_mode=elasticache.UserAuthenticationModeArgs(type="password", passwords=[password]),
        opts=opts,
    )
    nobody = elasticache.User(
        f"{name}-default",
        user_id=f"{group_id}-default",
        user_name="default",
        engine="redis",
        access_string=NO_ACCESS,
        authentication_mode=elasticache.UserAuthenticationModeArgs(type="no-password-required"),
        opts=opts,
    )
    return elasticache.UserGroup(
        name, user_group_id=group_id, engine="redis", user_ids=[user.user_id, nobody.user_id], opts=opts
    )
