"""How a host of the cluster configures itself on its first boot, as plain text."""

LOG_FILE_SIZE = "100m"
LOG_FILES = 10
"""Logs a container may leave on its host: ten files of 100 MB, then the oldest goes."""

RESERVED_MEMORY_MIB = 256
"""Memory kept from tasks, for the agent and the system."""


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
ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=15m
EOF
"""
