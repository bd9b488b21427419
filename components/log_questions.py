"""Questions that people ask of the logs, saved where they look for them: in CloudWatch Logs Insights.

The services write one JSON object a line, with level, service and message; a start says which version.
"""

from collections.abc import Sequence

import pulumi
from pulumi_aws import cloudwatch

from components.cloud import Cloud

QUESTIONS = {
    "errors-by-message": """filter level in ["error", "fatal"]
| stats count(*) as times, latest(@timestamp) as last by service, message
| sort times desc
| limit 50""",
    "errors-a-minute": """filter level in ["error", "fatal"]
| stats count(*) as errors by bin(1m), service""",
    "starts-and-versions": """filter message = "listening"
| fields @timestamp, service, version, @logStream
| sort @timestamp desc
| limit 50""",
    "lines-by-task": """stats count(*) as lines, latest(@timestamp) as last by @logStream
| sort lines desc
| limit 50""",
}
"""Each question in the language of Logs Insights.
Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html"""


def save_questions(cloud: Cloud, log_groups: Sequence[str], opts: pulumi.ResourceOptions) -> None:
    """The questions, in a folder of the stack, put to all of these log groups."""
    for key, question in QUESTIONS.items() if log_groups else ():
        cloudwatch.QueryDefinition(
            key,
            name=f"{cloud.project}/{cloud.stack}/{key}",
            log_group_names=list(log_groups),
            query_string=question,
            opts=opts,
        )
