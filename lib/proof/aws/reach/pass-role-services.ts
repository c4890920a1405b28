/** A service that runs what its caller says, in a role that the caller passes to it. */
export interface PassRoleService {
  /** As the role's trust policy names it. */
  readonly service: string;
  /** Any one of these; all actions of it. */
  readonly ways: readonly (readonly string[])[];
  /** The ARN of what is made with it, which the service names as its source: `{R}`, `{A}` are put in. */
  readonly source: string;
}

/** The services through which a role that can be passed can be had (2.6 of the escalation list). */
export const PASS_ROLE_SERVICES: readonly PassRoleService[] = [
  {
    service: "ec2.amazonaws.com",
    ways: [
      ["ec2:RunInstances"],
      ["ec2:AssociateIamInstanceProfile"],
      ["autoscaling:CreateLaunchConfiguration"],
    ],
    source: "arn:aws:ec2:{R}:{A}:instance/i-00000000000000000",
  },
  {
    service: "lambda.amazonaws.com",
    ways: [
      ["lambda:CreateFunction", "lambda:InvokeFunction"],
      ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
      ["lambda:CreateFunction", "lambda:AddPermission"],
      ["lambda:CreateFunction", "lambda:CreateFunctionUrlConfig"],
      ["lambda:UpdateFunctionConfiguration", "lambda:InvokeFunction"],
    ],
    source: "arn:aws:lambda:{R}:{A}:function:a-new-function",
  },
  {
    service: "cloudformation.amazonaws.com",
    ways: [
      ["cloudformation:CreateStack"],
      ["cloudformation:UpdateStack"],
      ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
      ["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"],
    ],
    source: "arn:aws:cloudformation:{R}:{A}:stack/a-new-stack/0",
  },
  {
    service: "codebuild.amazonaws.com",
    ways: [
      ["codebuild:CreateProject", "codebuild:StartBuild"],
      ["codebuild:UpdateProject", "codebuild:StartBuild"],
    ],
    source: "arn:aws:codebuild:{R}:{A}:project/a-new-project",
  },
  {
    service: "ecs-tasks.amazonaws.com",
    ways: [
      ["ecs:RegisterTaskDefinition", "ecs:RunTask"],
      ["ecs:RegisterTaskDefinition", "ecs:StartTask"],
      ["ecs:RegisterTaskDefinition", "ecs:CreateService"],
      ["ecs:RegisterTaskDefinition", "ecs:UpdateService"],
      ["batch:RegisterJobDefinition", "batch:SubmitJob"],
    ],
    source: "arn:aws:ecs:{R}:{A}:*",
  },
  {
    service: "glue.amazonaws.com",
    ways: [
      ["glue:CreateDevEndpoint"],
      ["glue:CreateJob", "glue:StartJobRun"],
      ["glue:CreateJob", "glue:CreateTrigger"],
      ["glue:UpdateJob", "glue:StartJobRun"],
      ["glue:CreateSession", "glue:RunStatement"],
    ],
    source: "arn:aws:glue:{R}:{A}:job/a-new-job",
  },
  {
    service: "sagemaker.amazonaws.com",
    ways: [
      ["sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"],
      ["sagemaker:CreateTrainingJob"],
      ["sagemaker:CreateProcessingJob"],
    ],
    source: "arn:aws:sagemaker:{R}:{A}:notebook-instance/a-new-notebook",
  },
  {
    service: "states.amazonaws.com",
    ways: [
      ["states:CreateStateMachine", "states:StartExecution"],
      ["states:UpdateStateMachine", "states:StartExecution"],
    ],
    source: "arn:aws:states:{R}:{A}:stateMachine:a-new-machine",
  },
  {
    service: "scheduler.amazonaws.com",
    ways: [["scheduler:CreateSchedule"], ["scheduler:UpdateSchedule"]],
    source: "arn:aws:scheduler:{R}:{A}:schedule-group/default",
  },
  {
    service: "pipes.amazonaws.com",
    ways: [["pipes:CreatePipe"]],
    source: "arn:aws:pipes:{R}:{A}:pipe/a-new-pipe",
  },
  {
    service: "events.amazonaws.com",
    ways: [["events:PutRule", "events:PutTargets"]],
    source: "arn:aws:events:{R}:{A}:rule/a-new-rule",
  },
  {
    service: "datapipeline.amazonaws.com",
    ways: [
      ["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"],
    ],
    source: "arn:aws:datapipeline:{R}:{A}:pipeline/df-0",
  },
  {
    service: "tasks.apprunner.amazonaws.com",
    ways: [["apprunner:CreateService"]],
    source: "arn:aws:apprunner:{R}:{A}:service/a-new-service/0",
  },
  {
    service: "bedrock.amazonaws.com",
    ways: [["bedrock:CreateAgent", "bedrock:CreateAgentActionGroup", "bedrock:InvokeAgent"]],
    source: "arn:aws:bedrock:{R}:{A}:agent/ANEWAGENT0",
  },
  {
    service: "ssm.amazonaws.com",
    ways: [["ssm:StartAutomationExecution"]],
    source: "arn:aws:ssm:{R}:{A}:automation-execution/0",
  },
  {
    service: "pods.eks.amazonaws.com",
    ways: [["eks:CreatePodIdentityAssociation"], ["eks:UpdatePodIdentityAssociation"]],
    source: "arn:aws:eks:{R}:{A}:cluster/a-new-cluster",
  },
];
