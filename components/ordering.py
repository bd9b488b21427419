"""Values that come with a guarantee: known only once something else stands."""

from typing import TypeVar

import pulumi

T = TypeVar("T")


def once(value: pulumi.Output[T], *standing: pulumi.CustomResource) -> pulumi.Output[T]:
    """The value, once these resources exist too: whoever uses it is made after and deleted before them."""
    return pulumi.Output.all(value, *(resource.id for resource in standing)).apply(lambda known: known[0])
