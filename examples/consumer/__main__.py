"""An application's own program: it reads what the stack promises (docs/outputs.md) and builds on it.

Here a queue consumer's log group beside the backend's, and the address people see. Run it in a project of its
own: `pulumi config set foundation organization/alicerce/prod`, then `pulumi up`.
"""

import pulumi
from pulumi_aws import cloudwatch

foundation = pulumi.StackReference(pulumi.Config().require("foundation"))

# require_output fails on a name that is not promised; get_output would answer nothing, and no error.
backend_logs = foundation.require_output("backend_log_group")
cloudwatch.LogGroup("consumer", name=pulumi.Output.concat(backend_logs, "/consumer"), retention_in_days=30)

pulumi.export("url", foundation.require_output("url"))
