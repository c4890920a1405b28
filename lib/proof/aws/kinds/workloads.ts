import { kind, type KindSpec } from "./kind";

/** What is told what to do, by whoever may tell it, and does it in a role. */
export const WORKLOAD_KINDS: Readonly<Record<string, KindSpec>> = {
  aws_cloudformation_stack: kind("stack", "CloudFormation stack", {
    name: "name",
    arn: "arn:{P}:cloudformation:{R}:{A}:stack/{N}/*",
    parts: { "cloudformation/stack": "{arn}" },
    refers: { id: "{arn}" },
    runs: ["iam_role_arn"],
  }),
  aws_cloudformation_stack_set: kind("stack-set", "CloudFormation stack set", {
    name: "name",
    arn: "arn:{P}:cloudformation:{R}:{A}:stackset/{N}:*",
    parts: { "cloudformation/stackset": "{arn}" },
    refers: { id: "{N}" },
    // The first role only takes the second one, in each account that has a stack.
    runs: ["administration_role_arn", "execution_role_name"],
  }),
  aws_codepipeline: kind("pipeline", "pipeline", {
    name: "name",
    arn: "arn:{P}:codepipeline:{R}:{A}:{N}",
    parts: { "codepipeline/pipeline": "{arn}" },
    refers: { id: "{N}" },
    runs: ["role_arn"],
  }),
  aws_emr_cluster: kind("emr-cluster", "EMR cluster", {
    name: "id",
    arn: "arn:{P}:elasticmapreduce:{R}:{A}:cluster/{N}",
    parts: { "elasticmapreduce/cluster": "{arn}" },
    runs: ["ec2_attributes/instance_profile"],
  }),
  aws_emrserverless_application: kind("emr-application", "EMR application", {
    name: "id",
    arn: "arn:{P}:emr-serverless:{R}:{A}:/applications/{N}",
    parts: { "emr-serverless/application": "{arn}" },
  }),
  aws_bedrockagentcore_code_interpreter: kind("code-interpreter", "code interpreter", {
    name: "code_interpreter_id",
    arn: "arn:{P}:bedrock-agentcore:{R}:{A}:code-interpreter-custom/{N}",
    parts: { "bedrock-agentcore/code-interpreter-custom": "{arn}" },
    runs: ["execution_role_arn"],
  }),
  aws_bedrockagentcore_agent_runtime: kind("agent-runtime", "agent runtime", {
    name: "agent_runtime_id",
    arn: "arn:{P}:bedrock-agentcore:{R}:{A}:runtime/{N}",
    parts: { "bedrock-agentcore/runtime": "{arn}" },
    runs: ["role_arn"],
  }),
  aws_sagemaker_domain: kind("studio-domain", "SageMaker domain", {
    name: "id",
    arn: "arn:{P}:sagemaker:{R}:{A}:domain/{N}",
    parts: {
      "sagemaker/domain": "{arn}",
      "sagemaker/user-profile": "arn:{P}:sagemaker:{R}:{A}:user-profile/{N}/*",
      "sagemaker/app": "arn:{P}:sagemaker:{R}:{A}:app/{N}/*",
    },
    runs: ["default_user_settings/execution_role", "default_space_settings/execution_role"],
  }),
  aws_sagemaker_user_profile: kind("studio-user", "SageMaker user", {
    name: "user_profile_name",
    arn: "arn:{P}:sagemaker:{R}:{A}:user-profile/*/{N}",
    parts: { "sagemaker/user-profile": "{arn}" },
    runs: ["user_settings/execution_role"],
  }),
  aws_sagemaker_notebook_instance_lifecycle_configuration: kind("notebook-start", "start of notebooks", {
    name: "name",
    arn: "arn:{P}:sagemaker:{R}:{A}:notebook-instance-lifecycle-config/{N}",
    parts: { "sagemaker/notebook-instance-lifecycle-config": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_kinesisanalyticsv2_application: kind("analytics-application", "analytics application", {
    name: "name",
    arn: "arn:{P}:kinesisanalytics:{R}:{A}:application/{N}",
    parts: { "kinesisanalytics/application": "{arn}" },
    refers: { id: "{arn}" },
    runs: ["service_execution_role"],
  }),
  aws_mwaa_environment: kind("workflows", "environment of workflows", {
    name: "name",
    arn: "arn:{P}:airflow:{R}:{A}:environment/{N}",
    parts: {
      "airflow/environment": "{arn}",
      "airflow/rbac-role": "arn:{P}:airflow:{R}:{A}:role/{N}/*",
    },
    refers: { id: "{N}" },
    runs: ["execution_role_arn"],
  }),
  aws_amplify_app: kind("amplify-app", "Amplify app", {
    name: "id",
    arn: "arn:{P}:amplify:{R}:{A}:apps/{N}",
    parts: { "amplify/apps": "{arn}", "amplify/branches amplify/jobs": "{arn}/branches/*" },
    runs: ["iam_service_role_arn", "compute_role_arn"],
  }),
  aws_batch_compute_environment: kind("batch-environment", "environment of batch jobs", {
    name: { attribute: "compute_environment_name", prefix: "compute_environment_name_prefix" },
    arn: "arn:{P}:batch:{R}:{A}:compute-environment/{N}",
    parts: { "batch/compute-environment": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_elastic_beanstalk_environment: kind("beanstalk-environment", "Elastic Beanstalk environment", {
    name: "name",
    arn: "arn:{P}:elasticbeanstalk:{R}:{A}:environment/*/{N}",
    parts: { "elasticbeanstalk/environment": "{arn}" },
    runs: ["setting/value"],
  }),
  aws_rolesanywhere_profile: kind("anywhere-profile", "Roles Anywhere profile", {
    name: "id",
    arn: "arn:{P}:rolesanywhere:{R}:{A}:profile/{N}",
    parts: { "rolesanywhere/profile": "{arn}" },
  }),
  aws_rolesanywhere_trust_anchor: kind("trust-anchor", "trust anchor", {
    name: "id",
    arn: "arn:{P}:rolesanywhere:{R}:{A}:trust-anchor/{N}",
    parts: { "rolesanywhere/trust-anchor": "{arn}" },
  }),
};
