"""What a million monthly users do, as quantities and prices: assumptions, not measurements.

150 million edge requests (1,000,000 users, 10 sessions, 15 requests), 3,000 GB out of CloudFront (70 % North
America, 30 % Europe), 40 % of the requests reach the load balancer with 15 KB each, 100 GB of logs.
"""

from tests.costs.prices import price

HOURS = 730

USAGE: tuple[tuple[str, float, float], ...] = (
    ("NAT: 300 GB", 300, price("NAT gateway", "data processed")),
    ("Endpoints: 150 GB", 150, price("VPC endpoint", "interface data, first 1 PB")),
    ("Between zones: 1,000 GB both ways", 2000, price("Data transfer", "inter-AZ, each direction")),
    (
        "Out to the internet beside CloudFront: 100 GB above the free 100",
        100,
        price("Data transfer", "out to internet, first 10 TB"),
    ),
    ("Load balancer: 2.0 LCU", 2 * HOURS, price("ALB", "LCU")),
    (
        "Database backups: 200 GB above the free 200",
        200,
        price("RDS", "backup storage above the free allowance"),
    ),
    ("Enhanced Monitoring: 2 GB", 2, price("RDS", "Enhanced Monitoring")),
    ("Cache snapshots: 10 GB", 10, price("ElastiCache", "backup storage")),
    (
        "CloudFront: 3,000 GB less the free 1,024",
        3000 - 1024,
        price("CloudFront", "data out, United States, Mexico, Canada, first 10 TB"),
    ),
    ("CloudFront: 98M requests, America", 9800, price("CloudFront", "HTTPS requests, United States")),
    ("CloudFront: 42M requests, Europe", 4200, price("CloudFront", "HTTPS requests, Europe")),
    ("CloudFront: 100 GB of uploads", 100, price("CloudFront", "transfer to origin, US and Europe")),
    (
        "CloudFront: 150M function runs less the free 2M, as every request may run it",
        148,
        price("CloudFront", "function invocations"),
    ),
    ("Logs: 100 GB less the free 5", 95, price("CloudWatch", "logs ingested, standard")),
    ("Logs: 90 GB kept", 90, price("CloudWatch", "logs stored")),
    ("Container Insights: 300 metrics", 300, price("CloudWatch", "Container Insights enhanced, ECS")),
    ("DNS: 10M queries", 10, price("Route 53", "standard queries, first 1 billion")),
    ("Secrets: 200,000 calls", 20, price("Secrets Manager", "API calls")),
    ("Keys: 1M requests", 100, price("KMS", "symmetric requests")),
    ("S3: 300 GB", 300, price("S3", "Standard storage, first 50 TB")),
    ("S3: 1M writes", 1000, price("S3", "PUT, COPY, POST, LIST")),
    ("S3: 10M reads", 10000, price("S3", "GET and other")),
    ("Flow logs: 50 GB", 50, price("CloudWatch", "vended logs delivered to S3, first 10 TB (VPC flow logs)")),
    ("Images: 20 GB", 20, price("ECR", "private storage")),
    ("Backup copy: 200 GB", 200, price("AWS Backup", "RDS snapshot, warm (RDS backup rate)")),
    ("Backup copy: 100 GB moved", 100, price("AWS Backup", "cross-region copy, transfer")),
)
"""What, how much, USD each."""

NOT_PRICED = (
    "AWS Backup's fee for a restore test, and the hours of the instance it restores, once a week",
    "Two registered hosts in Cloud Map",
    "WAF's log of blocked requests",
    "Savings plans, support plans and taxes",
)
"""Left out: no price for them is in the snapshot, or no figure for how much there is."""
