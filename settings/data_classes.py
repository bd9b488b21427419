"""Memory of database classes and cache nodes, for rules. Pure data.

components/instance_classes.py tells the components, which know nothing of settings; a test compares the two.
"""

_SIZES = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge")


def _family(name: str, memory: tuple[int, ...]) -> dict[str, int]:
    return {f"{name}.{size}": each for size, each in zip(_SIZES, memory, strict=True)}


_M = (8, 16, 32, 64, 128, 192, 256)
_R = tuple(2 * gib for gib in _M)

DATABASES: dict[str, int] = {
    "db.t4g.micro": 1,
    "db.t4g.small": 2,
    "db.t4g.medium": 4,
    "db.t4g.large": 8,
    "db.t4g.xlarge": 16,
    "db.t4g.2xlarge": 32,
    **_family("db.m6g", _M),
    **_family("db.m7g", _M),
    **_family("db.m8g", _M),
    **_family("db.r6g", _R),
    **_family("db.r7g", _R),
    **_family("db.r8g", _R),
}
"""Database class -> GiB of memory.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html"""

_CACHE_M = (4902, 9936, 20003, 40137, 79626, 120675, 160932)
_CACHE_R = (10040, 20214, 40562, 81260, 160932, 244049, 321865)

CACHES: dict[str, int] = {
    "cache.t4g.micro": 256,
    "cache.t4g.small": 982,
    "cache.t4g.medium": 2373,
    **_family("cache.m6g", _CACHE_M),
    **_family("cache.m7g", _CACHE_M),
    **_family("cache.r6g", _CACHE_R),
    **_family("cache.r7g", _CACHE_R),
}
"""Cache node type -> MiB that data may take: maxmemory less the reserve for snapshots and replication.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html"""
