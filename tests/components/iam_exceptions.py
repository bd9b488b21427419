"""What the audit of the program's IAM policies lets pass, each with the reason and where AWS says so."""

REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_"
GUIDE = "https://docs.aws.amazon.com/"

ON_EVERYTHING = {
    "cloudwatch:PutMetricData": f"Metrics have no ARN; the namespace is a condition. {REFERENCE}amazoncloudwatch.html",
    "ec2:DescribeTags": f"Describes have no resource. {REFERENCE}amazonec2.html",
    "ecr:GetAuthorizationToken": f"The token is the registry's. {REFERENCE}amazonelasticcontainerregistry.html",
    "logs:DescribeLogGroups": f"Lists what there is. {GUIDE}AmazonECS/latest/developerguide/ecs-exec.html",
    "ssmmessages:CreateControlChannel": f"Has no resource. {REFERENCE}amazonmessagegatewayservice.html",
    "ssmmessages:CreateDataChannel": f"Has no resource. {REFERENCE}amazonmessagegatewayservice.html",
    "ssmmessages:OpenControlChannel": f"Has no resource. {REFERENCE}amazonmessagegatewayservice.html",
    "ssmmessages:OpenDataChannel": f"Has no resource. {REFERENCE}amazonmessagegatewayservice.html",
}
"""Actions that AWS grants on every resource or not at all, and why."""

FAMILIES = {
    "kms:GenerateDataKey*": "With or without the plain text: services choose. "
    f"{GUIDE}AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    "kms:ReEncrypt*": f"From and To are asked for together. {GUIDE}kms/latest/APIReference/API_ReEncrypt.html",
}
"""Actions with a wildcard, and why."""

NO_OPERATION = {
    "s3:ListBucket": f"Permission of ListObjectsV2 and HeadBucket. {REFERENCE}amazons3.html",
    **{action: why for action, why in ON_EVERYTHING.items() if action.startswith("ssmmessages:")},
}
"""Actions that no operation of a published API is called."""

OPEN = {
    (
        "TopicPolicy topic-events",
        "Cache",
    ): "ElastiCache publishes as the topic's owner, which only a condition "
    f"can say. {GUIDE}AmazonElastiCache/latest/dg/ECEvents.SNS.html",
}
"""Statements that allow everybody something, under a condition."""

TRUSTED_AS_SUCH = {
    "ec2.amazonaws.com": f"Sends no source. {GUIDE}AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
    "backup.amazonaws.com": f"Documented without a condition. {GUIDE}aws-backup/latest/devguide/iam-service-roles.html",
    "chatbot.amazonaws.com": f"Documented without a condition. {GUIDE}chatbot/latest/adminguide/slack-setup.html",
    "logdelivery.elasticloadbalancing.amazonaws.com": "Documented without a condition; the account is in the "
    f"path it writes to. {GUIDE}elasticloadbalancing/latest/application/enable-access-logging.html",
}
"""Services that say for whom they act in no condition. A role can only be passed within its account:
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"""

MANAGED = {
    "service-role/AmazonRDSEnhancedMonitoringRole": f"{GUIDE}AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
    "service-role/AmazonEC2ContainerServiceforEC2Role": f"{GUIDE}AmazonECS/latest/developerguide/instance_IAM_role.html",
    "AmazonSSMManagedInstanceCore": "Patches and sessions without open ports. "
    f"{GUIDE}systems-manager/latest/userguide/setup-instance-permissions.html",
    "service-role/AWSBackupServiceRolePolicyForBackup": f"{GUIDE}aws-backup/latest/devguide/iam-service-roles.html",
    "service-role/AWSBackupServiceRolePolicyForRestores": f"{GUIDE}aws-backup/latest/devguide/iam-service-roles.html",
    "CloudWatchReadOnlyAccess": f"What a Slack channel may look at. {GUIDE}chatbot/latest/adminguide/slack-setup.html",
}
"""Policies of AWS that are attached, each where AWS says so or to read only."""
