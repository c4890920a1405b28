import type { Hole } from "../case";
import { arn, iam } from "../bases/by-hand";
import { all, extra, forService, GLOBEX, OPEN, resource, UNKNOWN } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const ON_ROLE = { cell: "acme > globex open", on: "globex-app", at: EXTRA };
const PASS = { Action: "iam:PassRole", Resource: GLOBEX };

/** globex's role in a profile, as instances take it. */
const PROFILE = all(
  forService("ec2.amazonaws.com"),
  resource("aws_iam_instance_profile", "globex_app", {
    name: "globex-app",
    role: "${aws_iam_role.globex_app.name}",
  }),
);

/** Passing globex's role to a service that does what it is told. */
function passing(id: string, title: string, service: string, ...actions: readonly string[]): Hole {
  return {
    ...{ id, title, cells: OPEN, shows: { ...ON_ROLE, what: "iam:PassRole" } },
    edit: all(forService(service), extra(PASS, { Action: actions, Resource: "*" })),
  };
}

/** A role of another tenant that a service takes, by whoever may pass it. */
export const PASSED_HOLES: readonly Hole[] = [
  {
    ...passing(
      "pass-to-function",
      "a role passed to a new function, with the right to call all of them",
      "lambda.amazonaws.com",
      "lambda:CreateFunction",
      "lambda:InvokeFunction",
    ),
    cells: ["acme > acme-eu open", "acme > globex open"],
  },
  passing(
    "pass-to-task",
    "a role passed to a new task",
    "ecs-tasks.amazonaws.com",
    "ecs:RegisterTaskDefinition",
    "ecs:RunTask",
  ),
  passing(
    "pass-to-stack",
    "a role passed to a new stack",
    "cloudformation.amazonaws.com",
    "cloudformation:CreateStack",
  ),
  passing(
    "pass-to-build",
    "a role passed to a new build",
    "codebuild.amazonaws.com",
    "codebuild:CreateProject",
    "codebuild:StartBuild",
  ),
  passing(
    "pass-to-job",
    "a role passed to a new job of Glue",
    "glue.amazonaws.com",
    "glue:CreateJob",
    "glue:StartJobRun",
  ),
  passing(
    "pass-to-notebook",
    "a role passed to a new notebook",
    "sagemaker.amazonaws.com",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
  ),
  passing(
    "pass-to-schedule",
    "a role passed to a new schedule",
    "scheduler.amazonaws.com",
    "scheduler:CreateSchedule",
  ),
  {
    id: "pass-to-instance",
    title: "a role passed to a new instance, in the profile that there is for it",
    edit: all(
      PROFILE,
      extra({ Action: "iam:PassRole", Resource: "*" }, { Action: "ec2:RunInstances", Resource: "*" }),
    ),
    cells: OPEN,
    shows: { ...ON_ROLE, what: "iam:PassRole" },
  },
  {
    ...passing(
      "pass-to-own-function",
      "a role passed to a new function of one's own name, which one may call",
      "lambda.amazonaws.com",
    ),
    edit: all(
      forService("lambda.amazonaws.com"),
      extra(PASS, {
        ...{ Action: ["lambda:CreateFunction", "lambda:InvokeFunction"] },
        Resource: arn("lambda", "function:acme-job-*"),
      }),
    ),
  },
  {
    ...passing(
      "pass-to-changed-function",
      "a role passed to a function that is there",
      "lambda.amazonaws.com",
    ),
    edit: all(
      forService("lambda.amazonaws.com"),
      extra(PASS, {
        ...{ Action: "lambda:UpdateFunctionConfiguration", Resource: arn("lambda", "function:acme-etl") },
      }),
    ),
  },
  passing(
    "pass-to-batch-of-builds",
    "a role passed to a new project, of which all builds are started",
    "codebuild.amazonaws.com",
    "codebuild:CreateProject",
    "codebuild:StartBuildBatch",
  ),
  passing(
    "pass-to-stack-set",
    "a role passed to a new set of stacks",
    "cloudformation.amazonaws.com",
    "cloudformation:CreateStackSet",
    "cloudformation:CreateStackInstances",
  ),
  passing(
    "pass-to-interpreter",
    "a role passed to an interpreter of code",
    "bedrock-agentcore.amazonaws.com",
    "bedrock-agentcore:CreateCodeInterpreter",
    "bedrock-agentcore:StartCodeInterpreterSession",
    "bedrock-agentcore:InvokeCodeInterpreter",
  ),
  passing(
    "pass-to-machine-elsewhere",
    "a role passed to a machine of one's own, which becomes one of the account's",
    "ssm.amazonaws.com",
    "ssm:CreateActivation",
  ),
  passing(
    "pass-to-certificates",
    "a role passed for whoever has a certificate of an authority of one's own",
    "rolesanywhere.amazonaws.com",
    "rolesanywhere:CreateTrustAnchor",
    "rolesanywhere:CreateProfile",
  ),
  passing(
    "pass-to-thing",
    "a role passed for a thing with a new certificate",
    "credentials.iot.amazonaws.com",
    "iot:CreateRoleAlias",
    "iot:CreateKeysAndCertificate",
    "iot:CreatePolicy",
    "iot:AttachPolicy",
  ),
  passing(
    "pass-to-pipeline",
    "a role passed to a new pipeline",
    "codepipeline.amazonaws.com",
    "codepipeline:CreatePipeline",
  ),
  passing(
    "pass-to-workflows",
    "a role passed to a new environment of workflows",
    "airflow-env.amazonaws.com",
    "airflow:CreateEnvironment",
  ),
  passing(
    "pass-to-resolver",
    "a role passed to a source of data of an interface, which signs what it asks for",
    "appsync.amazonaws.com",
    "appsync:CreateGraphqlApi",
    "appsync:CreateDataSource",
    "appsync:CreateResolver",
  ),
  passing(
    "pass-to-analytics",
    "a role passed to a new application that reads streams",
    "kinesisanalytics.amazonaws.com",
    "kinesisanalytics:CreateApplication",
    "kinesisanalytics:StartApplication",
  ),
  {
    id: "pass-to-task-of-old",
    title: "a role passed instead of the one that a task was made for",
    edit: all(
      forService("ecs-tasks.amazonaws.com"),
      resource("aws_ecs_task_definition", "acme_job", { family: "acme-job", container_definitions: "[]" }),
      extra(PASS, { Action: "ecs:RunTask", Resource: arn("ecs", "task-definition/acme-job:*") }),
    ),
    cells: OPEN,
    shows: { ...ON_ROLE, what: "ecs:RunTask" },
  },
  {
    id: "pass-to-changed-job",
    title: "a role passed to a job that is there, and a time for it to run",
    edit: all(
      forService("glue.amazonaws.com"),
      resource("aws_glue_job", "acme_nightly", {
        ...{
          name: "acme-nightly",
          role_arn: iam("role/acme-runner"),
          command: { script_location: "s3://x" },
        },
      }),
      extra(PASS, { Action: ["glue:UpdateJob", "glue:CreateTrigger"], Resource: "*" }),
    ),
    cells: OPEN,
    shows: { ...ON_ROLE, what: "glue:UpdateJob" },
  },
  {
    id: "pass-to-job-elsewhere",
    title: "a role passed to jobs of which the plan has none",
    edit: all(
      forService("glue.amazonaws.com"),
      extra(PASS, { Action: ["glue:UpdateJob", "glue:StartJobRun"], Resource: "*" }),
    ),
    cells: UNKNOWN,
    shows: { ...ON_ROLE, cell: "acme > globex unknown", what: "glue:UpdateJob" },
  },
  {
    id: "pass-to-spot-instance",
    title: "a role passed to an instance that is asked for at a price",
    edit: all(PROFILE, extra({ Action: ["iam:PassRole", "ec2:RequestSpotInstances"], Resource: "*" })),
    cells: OPEN,
    shows: { ...ON_ROLE, what: "ec2:RequestSpotInstances" },
  },
  {
    id: "pass-to-group-of-instances",
    title: "a role passed in a template of which a group makes instances",
    edit: all(
      PROFILE,
      extra({
        ...{ Action: ["iam:PassRole", "ec2:CreateLaunchTemplate", "autoscaling:CreateAutoScalingGroup"] },
        Resource: "*",
      }),
    ),
    cells: OPEN,
    shows: { ...ON_ROLE, what: "autoscaling:CreateAutoScalingGroup" },
  },
  {
    ...passing(
      "pass-to-unknown-service",
      "a role passed to a service of which nobody knows what it does in it",
      "medialive.amazonaws.com",
      "medialive:CreateChannel",
    ),
    cells: UNKNOWN,
    shows: { ...ON_ROLE, cell: "acme > globex unknown", what: "iam:PassRole" },
  },
];
