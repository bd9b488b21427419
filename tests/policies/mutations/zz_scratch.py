from tests.policies.mutations import *
MUTATIONS=(Mutation("container-non-root","aws:ecs/taskDefinition:TaskDefinition","containerDefinitions[*].user","0"),
Mutation("container-non-root","aws:ecs/taskDefinition:TaskDefinition","containerDefinitions[*].user"),
Mutation("container-non-root","aws:ecs/taskDefinition:TaskDefinition","containerDefinitions[*].foo"),
Mutation("container-non-root","aws:ecs/taskDefinition:TaskDefinition","containerDefinitions[*].foo",1),
)
UNBROKEN=()
