import { kind, type KindSpec } from "./kind";

const SECURITY_GROUP = kind("security-group", "security group", {
  name: "id",
  arn: "arn:{P}:ec2:{R}:{A}:security-group/{N}",
  parts: { "ec2/security-group": "{arn}" },
});

/** What runs code, and the roles in which it does. */
export const COMPUTE_KINDS: Readonly<Record<string, KindSpec>> = {
  aws_lambda_function: kind("function", "function", {
    name: "function_name",
    arn: "arn:{P}:lambda:{R}:{A}:function:{N}",
    parts: { "lambda/function": ["{arn}", "{arn}:*"] },
    refers: { id: "{N}", qualified_arn: "{arn}:*" },
    runs: ["role"],
  }),
  aws_lambda_layer_version: kind("layer", "layer", {
    name: "layer_name",
    arn: "arn:{P}:lambda:{R}:{A}:layer:{N}:*",
    parts: { "lambda/layerVersion": "{arn}", "lambda/layer": "arn:{P}:lambda:{R}:{A}:layer:{N}" },
    refers: { layer_arn: "arn:{P}:lambda:{R}:{A}:layer:{N}" },
  }),
  aws_instance: kind("instance", "instance", {
    name: "id",
    arn: "arn:{P}:ec2:{R}:{A}:instance/{N}",
    parts: { "ec2/instance ssm/instance ec2-instance-connect/instance": "{arn}" },
    runs: ["iam_instance_profile"],
  }),
  // Whoever writes its rules, or starts something that carries it, is let in where it is.
  aws_security_group: SECURITY_GROUP,
  aws_default_security_group: SECURITY_GROUP,
  aws_launch_template: kind("launch-template", "launch template", {
    name: "id",
    arn: "arn:{P}:ec2:{R}:{A}:launch-template/{N}",
    parts: { "ec2/launch-template": "{arn}" },
    runs: ["iam_instance_profile/arn", "iam_instance_profile/name"],
  }),
  aws_autoscaling_group: kind("autoscaling-group", "autoscaling group", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:autoscaling:{R}:{A}:autoScalingGroup:*:autoScalingGroupName/{N}",
    parts: { "autoscaling/autoScalingGroup": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_ecs_cluster: kind("ecs-cluster", "ECS cluster", {
    name: "name",
    arn: "arn:{P}:ecs:{R}:{A}:cluster/{N}",
    parts: { "ecs/cluster": "{arn}", "ecs/task": "arn:{P}:ecs:{R}:{A}:task/{N}/*" },
    refers: { id: "{arn}" },
  }),
  aws_ecs_service: kind("ecs-service", "ECS service", {
    name: "name",
    arn: "arn:{P}:ecs:{R}:{A}:service/*/{N}",
    parts: { "ecs/service": "{arn}" },
    refers: { id: "{arn}" },
    runs: ["iam_role"],
  }),
  aws_ecs_task_definition: kind("task-definition", "task definition", {
    name: "family",
    arn: "arn:{P}:ecs:{R}:{A}:task-definition/{N}:*",
    parts: { "ecs/task-definition": "{arn}" },
    runs: ["task_role_arn", "execution_role_arn"],
  }),
  aws_codebuild_project: kind("build-project", "build project", {
    name: "name",
    arn: "arn:{P}:codebuild:{R}:{A}:project/{N}",
    parts: { "codebuild/project": "{arn}" },
    refers: { id: "{arn}" },
    runs: ["service_role"],
  }),
  aws_sfn_state_machine: kind("state-machine", "state machine", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:states:{R}:{A}:stateMachine:{N}",
    parts: { "states/statemachine": "{arn}" },
    refers: { id: "{arn}" },
    runs: ["role_arn"],
  }),
  aws_cloudwatch_event_rule: kind("event-rule", "event rule", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:events:{R}:{A}:rule/{N}",
    parts: {
      "events/rule-on-default-event-bus events/rule-on-custom-event-bus": [
        "{arn}",
        "arn:{P}:events:{R}:{A}:rule/*/{N}",
      ],
    },
    refers: { id: "{N}" },
    runs: ["role_arn"],
  }),
  aws_scheduler_schedule: kind("schedule", "schedule", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:scheduler:{R}:{A}:schedule/*/{N}",
    parts: { "scheduler/schedule": "{arn}" },
    runs: ["target/role_arn"],
  }),
  aws_pipes_pipe: kind("pipe", "pipe", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:pipes:{R}:{A}:pipe/{N}",
    parts: { "pipes/pipe": "{arn}" },
    runs: ["role_arn"],
  }),
  aws_kinesis_firehose_delivery_stream: kind("delivery-stream", "delivery stream", {
    name: "name",
    arn: "arn:{P}:firehose:{R}:{A}:deliverystream/{N}",
    parts: { "firehose/deliverystream": "{arn}" },
    runs: ["extended_s3_configuration/role_arn", "redshift_configuration/role_arn"],
  }),
  aws_glue_job: kind("glue-job", "Glue job", {
    name: "name",
    arn: "arn:{P}:glue:{R}:{A}:job/{N}",
    parts: { "glue/job": "{arn}" },
    refers: { id: "{N}" },
    runs: ["role_arn"],
  }),
  aws_glue_dev_endpoint: kind("glue-dev-endpoint", "Glue development endpoint", {
    name: "name",
    arn: "arn:{P}:glue:{R}:{A}:devEndpoint/{N}",
    parts: { "glue/devendpoint": "{arn}" },
    runs: ["role_arn"],
  }),
  aws_sagemaker_notebook_instance: kind("notebook", "notebook", {
    name: "name",
    arn: "arn:{P}:sagemaker:{R}:{A}:notebook-instance/{N}",
    parts: { "sagemaker/notebook-instance": "{arn}" },
    runs: ["role_arn"],
  }),
  aws_batch_job_definition: kind("batch-job", "batch job definition", {
    name: "name",
    arn: "arn:{P}:batch:{R}:{A}:job-definition/{N}*",
    parts: { "batch/job-definition": "{arn}" },
  }),
  aws_apprunner_service: kind("apprunner-service", "App Runner service", {
    name: "service_name",
    arn: "arn:{P}:apprunner:{R}:{A}:service/{N}/*",
    parts: { "apprunner/service": "{arn}" },
    runs: ["instance_configuration/instance_role_arn"],
  }),
  aws_ssm_document: kind("document", "SSM document", {
    name: "name",
    arn: "arn:{P}:ssm:{R}:{A}:document/{N}",
    parts: { "ssm/document": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_eks_cluster: kind("cluster", "cluster", {
    name: "name",
    arn: "arn:{P}:eks:{R}:{A}:cluster/{N}",
    parts: {
      "eks/cluster": "{arn}",
      "eks/access-entry": "arn:{P}:eks:{R}:{A}:access-entry/{N}/*",
      "eks/podidentityassociation": "arn:{P}:eks:{R}:{A}:podidentityassociation/{N}/*",
    },
    refers: { id: "{N}" },
    runs: ["role_arn"],
  }),
  aws_eks_node_group: kind("node-group", "node group", {
    name: { attribute: "node_group_name", prefix: "node_group_name_prefix" },
    arn: "arn:{P}:eks:{R}:{A}:nodegroup/*/{N}/*",
    parts: { "eks/nodegroup": "{arn}" },
    runs: ["node_role_arn"],
  }),
  aws_eks_fargate_profile: kind("fargate-profile", "Fargate profile", {
    name: "fargate_profile_name",
    arn: "arn:{P}:eks:{R}:{A}:fargateprofile/*/{N}/*",
    parts: { "eks/fargateprofile": "{arn}" },
    runs: ["pod_execution_role_arn"],
  }),
};
