/** A way to have something run in a role that is passed for it. */
export interface PassRoleWay {
  /** All of them; the first makes or changes what the role is passed for. */
  readonly actions: readonly string[];
  /**
   * The kind of what has to be there already, on which the actions are.
   *
   * @default - what the first action makes is new
   */
  readonly on?: string | undefined;
}

/** A service that works for its caller in a role that the caller passes to it. */
export interface PassRoleService {
  /** As the role's trust policy names it. */
  readonly service: string;
  /** Any one of these. */
  readonly ways: readonly PassRoleWay[];
  /** The ARN of what is made with it, which the service names as its source: `{R}`, `{A}` are put in. */
  readonly source: string;
  /** True where the role is a task's of an instance, which takes it in a profile. @default false */
  readonly inProfile?: boolean | undefined;
}

/** Ways by something new, one a text. */
function made(...ways: readonly string[]): readonly PassRoleWay[] {
  return ways.map((way) => ({ actions: way.split(" ") }));
}

/** Ways by something of a kind that is there. */
function on(kind: string, ...ways: readonly string[]): readonly PassRoleWay[] {
  return ways.map((way) => ({ actions: way.split(" "), on: kind }));
}

const INSTANCES: readonly PassRoleWay[] = [
  ...made(
    "ec2:RunInstances",
    "ec2:RequestSpotInstances",
    "ec2:CreateLaunchTemplate ec2:CreateFleet",
    "ec2:RequestSpotFleet",
    "autoscaling:CreateLaunchConfiguration autoscaling:CreateAutoScalingGroup",
    "ec2:CreateLaunchTemplate autoscaling:CreateAutoScalingGroup",
    "elasticbeanstalk:CreateEnvironment",
    "elasticmapreduce:RunJobFlow",
    "imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImage",
    "imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImagePipeline",
    "batch:CreateComputeEnvironment batch:CreateJobQueue batch:SubmitJob",
    "datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline",
  ),
  ...on("instance", "ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"),
  ...on("autoscaling-group", "autoscaling:CreateLaunchConfiguration autoscaling:UpdateAutoScalingGroup"),
];

const FUNCTIONS: readonly PassRoleWay[] = [
  ...made(
    "lambda:CreateFunction lambda:InvokeFunction",
    "lambda:CreateFunction lambda:InvokeAsync",
    "lambda:CreateFunction lambda:CreateEventSourceMapping",
    "lambda:CreateFunction lambda:AddPermission",
    "lambda:CreateFunction lambda:CreateFunctionUrlConfig lambda:InvokeFunctionUrl",
  ),
  ...on("function", "lambda:UpdateFunctionConfiguration lambda:InvokeFunction"),
];

const STACKS: readonly PassRoleWay[] = [
  ...made(
    "cloudformation:CreateStack",
    "cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet",
    "cloudformation:CreateStackSet cloudformation:CreateStackInstances",
  ),
  ...on("stack", "cloudformation:UpdateStack"),
  ...on("stack-set", "cloudformation:UpdateStackSet"),
];

const BUILDS: readonly PassRoleWay[] = [
  ...made(
    "codebuild:CreateProject codebuild:StartBuild",
    "codebuild:CreateProject codebuild:StartBuildBatch",
    "codebuild:CreateProject codebuild:CreateWebhook",
  ),
  ...on(
    "build-project",
    "codebuild:UpdateProject codebuild:StartBuild",
    "codebuild:UpdateProject codebuild:StartBuildBatch",
  ),
];

/** A task is run in a role of the caller's choice, and with a command of its choice, whatever its definition says. */
const TASKS: readonly PassRoleWay[] = [
  ...made(
    "ecs:RegisterTaskDefinition ecs:RunTask",
    "ecs:RegisterTaskDefinition ecs:StartTask",
    "ecs:RegisterTaskDefinition ecs:CreateService",
    "ecs:RegisterTaskDefinition ecs:CreateTaskSet",
    "batch:RegisterJobDefinition batch:SubmitJob",
  ),
  ...on("task-definition", "ecs:RunTask", "ecs:StartTask"),
  ...on("ecs-service", "ecs:RegisterTaskDefinition ecs:UpdateService"),
];

const JOBS_OF_GLUE: readonly PassRoleWay[] = [
  ...made(
    "glue:CreateDevEndpoint",
    "glue:CreateJob glue:StartJobRun",
    "glue:CreateJob glue:CreateTrigger",
    "glue:CreateSession glue:RunStatement",
  ),
  ...on("glue-job", "glue:UpdateJob glue:StartJobRun", "glue:UpdateJob glue:CreateTrigger"),
];

const LEARNING: readonly PassRoleWay[] = [
  ...made(
    "sagemaker:CreateNotebookInstance sagemaker:CreatePresignedNotebookInstanceUrl",
    "sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:CreateNotebookInstance",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateModel sagemaker:CreateTransformJob",
    "sagemaker:CreateModel sagemaker:CreateEndpointConfig sagemaker:CreateEndpoint",
    "sagemaker:CreatePipeline sagemaker:StartPipelineExecution",
    "sagemaker:CreateDomain sagemaker:CreateUserProfile sagemaker:CreatePresignedDomainUrl",
    "sagemaker:CreateCluster",
  ),
  ...on("notebook", "sagemaker:UpdateNotebookInstance sagemaker:CreatePresignedNotebookInstanceUrl"),
];

/** The services that run what they are told, in a role that can be passed (2.6 of the escalation list). */
export const PASS_ROLE_SERVICES: readonly PassRoleService[] = [
  {
    ...{ service: "ec2.amazonaws.com", ways: INSTANCES, inProfile: true },
    source: "arn:aws:ec2:{R}:{A}:instance/i-00000000000000000",
  },
  {
    ...{ service: "lambda.amazonaws.com", ways: FUNCTIONS },
    source: "arn:aws:lambda:{R}:{A}:function:a-new-function",
  },
  {
    ...{ service: "cloudformation.amazonaws.com", ways: STACKS },
    source: "arn:aws:cloudformation:{R}:{A}:stack/a-new-stack/0",
  },
  {
    ...{ service: "codebuild.amazonaws.com", ways: BUILDS },
    source: "arn:aws:codebuild:{R}:{A}:project/a-new-project",
  },
  { service: "ecs-tasks.amazonaws.com", ways: TASKS, source: "arn:aws:ecs:{R}:{A}:*" },
  {
    ...{ service: "glue.amazonaws.com", ways: JOBS_OF_GLUE },
    source: "arn:aws:glue:{R}:{A}:job/a-new-job",
  },
  {
    ...{ service: "sagemaker.amazonaws.com", ways: LEARNING },
    source: "arn:aws:sagemaker:{R}:{A}:notebook-instance/a-new-notebook",
  },
  {
    service: "states.amazonaws.com",
    ways: [
      ...made(
        "states:CreateStateMachine states:StartExecution",
        "states:CreateStateMachine states:StartSyncExecution",
      ),
      ...on("state-machine", "states:UpdateStateMachine states:StartExecution"),
    ],
    source: "arn:aws:states:{R}:{A}:stateMachine:a-new-machine",
  },
  {
    service: "scheduler.amazonaws.com",
    ways: [...made("scheduler:CreateSchedule"), ...on("schedule", "scheduler:UpdateSchedule")],
    source: "arn:aws:scheduler:{R}:{A}:schedule-group/default",
  },
  {
    service: "pipes.amazonaws.com",
    ways: [...made("pipes:CreatePipe"), ...on("pipe", "pipes:UpdatePipe")],
    source: "arn:aws:pipes:{R}:{A}:pipe/a-new-pipe",
  },
  {
    service: "events.amazonaws.com",
    ways: [...made("events:PutRule events:PutTargets"), ...on("event-rule", "events:PutTargets")],
    source: "arn:aws:events:{R}:{A}:rule/a-new-rule",
  },
  {
    service: "datapipeline.amazonaws.com",
    ways: made(
      "datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline",
    ),
    source: "arn:aws:datapipeline:{R}:{A}:pipeline/df-0",
  },
  {
    service: "tasks.apprunner.amazonaws.com",
    ways: [...made("apprunner:CreateService"), ...on("apprunner-service", "apprunner:UpdateService")],
    source: "arn:aws:apprunner:{R}:{A}:service/a-new-service/0",
  },
  {
    service: "bedrock-agentcore.amazonaws.com",
    ways: [
      ...made(
        "bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
        "bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:InvokeAgentRuntime",
      ),
      ...on("agent-runtime", "bedrock-agentcore:UpdateAgentRuntime bedrock-agentcore:InvokeAgentRuntime"),
    ],
    source: "arn:aws:bedrock-agentcore:{R}:{A}:code-interpreter-custom/a-new-one",
  },
  {
    service: "ssm.amazonaws.com",
    ways: made(
      "ssm:StartAutomationExecution",
      "ssm:CreateActivation",
      "ssm:RegisterTargetWithMaintenanceWindow ssm:RegisterTaskWithMaintenanceWindow",
    ),
    source: "arn:aws:ssm:{R}:{A}:automation-execution/0",
  },
  {
    service: "pods.eks.amazonaws.com",
    ways: [...made("eks:CreatePodIdentityAssociation"), ...on("cluster", "eks:UpdatePodIdentityAssociation")],
    source: "arn:aws:eks:{R}:{A}:cluster/a-new-cluster",
  },
  {
    service: "emr-serverless.amazonaws.com",
    ways: [
      ...made("emr-serverless:CreateApplication emr-serverless:StartJobRun"),
      ...on("emr-application", "emr-serverless:StartJobRun"),
    ],
    source: "arn:aws:emr-serverless:{R}:{A}:/applications/0",
  },
  {
    service: "kinesisanalytics.amazonaws.com",
    ways: made("kinesisanalytics:CreateApplication kinesisanalytics:StartApplication"),
    source: "arn:aws:kinesisanalytics:{R}:{A}:application/a-new-one",
  },
  {
    service: "airflow-env.amazonaws.com",
    ways: made("airflow:CreateEnvironment"),
    source: "arn:aws:airflow:{R}:{A}:environment/a-new-one",
  },
  {
    service: "amplify.amazonaws.com",
    ways: made("amplify:CreateApp amplify:CreateBranch amplify:StartJob"),
    source: "arn:aws:amplify:{R}:{A}:apps/0",
  },
  {
    service: "codepipeline.amazonaws.com",
    ways: [
      ...made("codepipeline:CreatePipeline"),
      ...on("pipeline", "codepipeline:UpdatePipeline codepipeline:StartPipelineExecution"),
    ],
    source: "arn:aws:codepipeline:{R}:{A}:a-new-pipeline",
  },
  {
    service: "gamelift.amazonaws.com",
    ways: made("gamelift:CreateBuild gamelift:CreateFleet", "gamelift:CreateScript gamelift:CreateFleet"),
    source: "arn:aws:gamelift:{R}:{A}:fleet/fleet-0",
  },
  {
    service: "braket.amazonaws.com",
    ways: made("braket:CreateJob"),
    source: "arn:aws:braket:{R}:{A}:job/0",
  },
  {
    service: "credentials.deadline.amazonaws.com",
    ways: made(
      "deadline:CreateQueue deadline:AssumeQueueRoleForUser",
      "deadline:CreateQueue deadline:CreateJob",
    ),
    source: "arn:aws:deadline:{R}:{A}:farm/farm-0",
  },
  {
    service: "credentials.iot.amazonaws.com",
    ways: made("iot:CreateRoleAlias iot:CreateKeysAndCertificate iot:CreatePolicy iot:AttachPolicy"),
    source: "arn:aws:iot:{R}:{A}:rolealias/a-new-one",
  },
  {
    service: "rolesanywhere.amazonaws.com",
    ways: made("rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile"),
    source: "arn:aws:rolesanywhere:{R}:{A}:trust-anchor/a-new-one",
  },
  {
    service: "appsync.amazonaws.com",
    ways: made("appsync:CreateGraphqlApi appsync:CreateDataSource appsync:CreateResolver"),
    source: "arn:aws:appsync:{R}:{A}:apis/0",
  },
];
