"""Tags that every resource of a stack carries."""


def standard(project: str, stack: str) -> dict[str, str]:
    """Who owns a resource. Stable values only: a tag that changes on each run makes every diff noisy."""
    return {"Project": project, "Stack": stack, "ManagedBy": "pulumi"}
