"""How a host of the cluster configures itself on its first boot, as plain text."""

import json

LOG_FILE_SIZE = "100m"
LOG_FILES = 10
"""Logs a container may leave on its host: ten files of 100 MB, then the oldest goes."""

RESERVED_MEMORY_MIB = 256
"""Memory kept from tasks, for the agent and the system."""

PROCESSES = 1024
"""Processes and threads a task may have: room for any Node.js server, and an end to a fork bomb."""

METRICS = "CWAgent"
"""Where CloudWatch has disk_used_percent and mem_used_percent of the hosts."""


def agent_config() -> str:
    """What the CloudWatch agent measures: the root disk and the memory, which EC2 itself does not see.

    One series for the whole group and not one a host: an alarm looks at the fullest, and each series costs.
    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
    """
    group = "AutoScalingGroupName"
    metrics = {
        "namespace": METRICS,
        "append_dimensions": {group: f"${{aws:{group}}}"},
        "aggregation_dimensions": [[group]],
        "metrics_collected": {
            "disk": {"measurement": ["used_percent"], "resources": ["/"], "drop_device": True},
            "mem": {"measurement": ["used_percent"]},
        },
    }
    agent = {"metrics_collection_interval": 60, "run_as_user": "cwagent"}
    return json.dumps({"agent": agent, "metrics": metrics}, indent=1)


def user_data(cluster: str) -> str:
    """The script that joins a host to its cluster.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
    """
    return f"""#!/bin/bash
set -euo pipefail
cat > /etc/docker/daemon.json <<'EOF'
{{"log-driver": "json-file", "log-opts": {{"max-size": "{LOG_FILE_SIZE}", "max-file": "{LOG_FILES}"}}}}
EOF
# Docker is up before this script; the ECS agent starts after it.
systemctl restart docker
cat >> /etc/ecs/ecs.config <<'EOF'
ECS_CLUSTER={cluster}
# Tasks must not reach the host's credentials.
ECS_AWSVPC_BLOCK_IMDS=true
# Needed for dockerSecurityOptions, which carries no-new-privileges.
ECS_SELINUX_CAPABLE=true
# A tag is never written twice, so an image that was pulled before is the right one.
ECS_IMAGE_PULL_BEHAVIOR=once
ECS_RESERVED_MEMORY={RESERVED_MEMORY_MIB}
ECS_TASK_PIDS_LIMIT={PROCESSES}
ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=15m
EOF
# Last: a host that cannot be measured still joins the cluster, and its silence raises an alarm.
timeout 120 dnf install -y amazon-cloudwatch-agent
agent=/opt/aws/amazon-cloudwatch-agent
cat > $agent/etc/hosts.json <<'EOF'
{agent_config()}
EOF
$agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:$agent/etc/hosts.json
"""
