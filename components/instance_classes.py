"""What the classes of managed databases and caches hold. Pure data, Graviton classes only."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """vCPUs and memory (GiB) of a database class."""

    vcpus: int
    memory_gib: int


_SIZES = {"large": 2, "xlarge": 4, "2xlarge": 8, "4xlarge": 16, "8xlarge": 32, "12xlarge": 48, "16xlarge": 64}
"""Size -> vCPUs."""


def _family(name: str, gib_per_vcpu: int) -> dict[str, Size]:
    return {f"db.{name}.{size}": Size(vcpus, vcpus * gib_per_vcpu) for size, vcpus in _SIZES.items()}


DATABASES: dict[str, Size] = {
    "db.t4g.micro": Size(2, 1),
    "db.t4g.small": Size(2, 2),
    "db.t4g.medium": Size(2, 4),
    "db.t4g.large": Size(2, 8),
    "db.t4g.xlarge": Size(4, 16),
    "db.t4g.2xlarge": Size(8, 32),
    **_family("m6g", 4),
    **_family("m7g", 4),
    **_family("m8g", 4),
    **_family("r6g", 8),
    **_family("r7g", 8),
    **_family("r8g", 8),
}
"""Database classes.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html"""


def _nodes(families: Sequence[str], maxmemory: Sequence[int]) -> dict[str, int]:
    return {
        f"cache.{family}.{size}": limit
        for family in families
        for size, limit in zip(_SIZES, maxmemory, strict=True)
    }


CACHES: dict[str, int] = {
    "cache.t4g.micro": 536_870_912,
    "cache.t4g.small": 1_471_026_299,
    "cache.t4g.medium": 3_317_862_236,
    **_nodes(
        ("m6g", "m7g"),
        (
            6_854_542_746,
            13_891_921_715,
            27_966_669_210,
            56_116_178_125,
            111_325_552_312,
            168_715_971_994,
            225_000_375_228,
        ),
    ),
    **_nodes(
        ("r6g", "r7g"),
        (
            14_037_181_030,
            28_261_849_702,
            56_711_183_565,
            113_609_865_216,
            225_000_375_228,
            341_206_346_547,
            450_000_750_456,
        ),
    ),
}
"""Cache node types -> maxmemory in bytes, which ElastiCache fixes; the same for Redis and Valkey.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html"""
