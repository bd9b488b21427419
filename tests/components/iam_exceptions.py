"""What the audit of the program's IAM policies lets pass: the reason, and where AWS says so."""

_GUIDE = "https://docs.aws.amazon.com"
_ACTIONS = f"{_GUIDE}/service-authorization/latest/reference/list_"
_ECS = f"{_GUIDE}/AmazonECS/latest/developerguide"
_BACKUP = f"{_GUIDE}/aws-backup/latest/devguide/iam-service-roles.html"
_CHAT = f"{_GUIDE}/chatbot/latest/adminguide/slack-setup.html"
_SHELL = f"A channel into a task has no ARN. {_ACTIONS}amazonmessagegatewayservice.html"

ON_EVERYTHING = {
    "cloudwatch:PutMetricData": f"A metric has no ARN; a condition names its namespace. {_ACTIONS}"
    "amazoncloudwatch.html",
    "ec2:DescribeTags": f"What describes names no resource. {_ACTIONS}amazonec2.html",
    "ecr:GetAuthorizationToken": f"It is the registry's. {_ACTIONS}amazonelasticcontainerregistry.html",
    "logs:DescribeLogGroups": f"Lists what there is. {_ECS}/ecs-exec.html",
    "ssmmessages:CreateControlChannel": _SHELL,
    "ssmmessages:CreateDataChannel": _SHELL,
    "ssmmessages:OpenControlChannel": _SHELL,
    "ssmmessages:OpenDataChannel": _SHELL,
}
"""Actions that are granted on every resource or not at all."""

FAMILIES = {
    "kms:GenerateDataKey*": "With or without the key in plain: the service chooses. "
    f"{_GUIDE}/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    "kms:ReEncrypt*": f"From and To come together. {_GUIDE}/kms/latest/APIReference/API_ReEncrypt.html",
}
"""Actions with a wildcard."""

NO_OPERATION = {
    "s3:ListBucket": f"The permission of ListObjectsV2. {_ACTIONS}amazons3.html",
    "ssmmessages:CreateControlChannel": _SHELL,
    "ssmmessages:CreateDataChannel": _SHELL,
    "ssmmessages:OpenControlChannel": _SHELL,
    "ssmmessages:OpenDataChannel": _SHELL,
}
"""Actions that are the name of no operation in a published API."""

OPEN = {
    ("TopicPolicy topic-events", "Cache"): "ElastiCache publishes as the topic's owner, and only a condition "
    f"can say so. {_GUIDE}/AmazonElastiCache/latest/dg/ECEvents.SNS.html",
}
"""Statements that allow everybody something, under a condition."""

TRUSTED_AS_SUCH = {
    "ec2.amazonaws.com": f"Names no source. {_GUIDE}/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
    "backup.amazonaws.com": f"No condition is documented. {_BACKUP}",
    "chatbot.amazonaws.com": f"No condition is documented. {_CHAT}",
    "logdelivery.elasticloadbalancing.amazonaws.com": "No condition is documented; the account is in the "
    f"path it writes to. {_GUIDE}/elasticloadbalancing/latest/application/enable-access-logging.html",
}
"""Services of which no condition says for whom they act. A role is only ever passed within its account.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"""

MANAGED = {
    "service-role/AmazonRDSEnhancedMonitoringRole": "Enhanced Monitoring asks for it. "
    f"{_GUIDE}/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
    "service-role/AmazonEC2ContainerServiceforEC2Role": "The agent on a host asks for it. "
    f"{_ECS}/instance_IAM_role.html",
    "AmazonSSMManagedInstanceCore": "Patches and sessions without an open port. "
    f"{_GUIDE}/systems-manager/latest/userguide/setup-instance-permissions.html",
    "service-role/AWSBackupServiceRolePolicyForBackup": f"Backups ask for it. {_BACKUP}",
    "service-role/AWSBackupServiceRolePolicyForRestores": f"Restore tests ask for it. {_BACKUP}",
    "CloudWatchReadOnlyAccess": f"All that a Slack channel may do is look. {_CHAT}",
}
"""Policies of AWS's own that are attached to a role."""
