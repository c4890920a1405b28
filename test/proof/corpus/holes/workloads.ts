import type { Hole, Patch } from "../case";
import { all, extra, forService, GLOBEX, OPEN, resource } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const OF = "acme > globex open";
const CLUSTER = "${aws_ecs_cluster.globex_web.arn}";

/** A right on something of globex's that works in its role. */
function working(
  id: string,
  title: string,
  action: string,
  on: string,
  work: Patch,
  ...besides: readonly string[]
): Hole {
  return {
    ...{ id, title, cells: OPEN, shows: { cell: OF, what: action, on, at: EXTRA } },
    edit: all(work, extra({ Action: [action, ...besides], Resource: "*" })),
  };
}

/** An interpreter of code in globex's role. */
export const INTERPRETER = resource("aws_bedrockagentcore_code_interpreter", "globex_code", {
  name: "globex",
  execution_role_arn: GLOBEX,
});

/** A stack that makes what it makes in globex's role. */
export const STACK = resource("aws_cloudformation_stack", "globex_base", {
  ...{ name: "globex-base", template_body: "{}", iam_role_arn: GLOBEX },
});

/** A service whose task works in globex's role. */
export const SERVICE = all(
  resource("aws_ecs_cluster", "globex_web", { name: "globex-web" }),
  resource("aws_ecs_task_definition", "globex_web", {
    ...{ family: "globex-web", task_role_arn: GLOBEX, container_definitions: "[]" },
  }),
  resource("aws_ecs_service", "globex_web", {
    ...{ name: "globex-web", cluster: CLUSTER, enable_execute_command: true },
    task_definition: "${aws_ecs_task_definition.globex_web.arn}",
  }),
);

/** globex's role in a profile, and a group of acme's that makes instances of the newest version of a template. */
export const GROUP = all(
  forService("ec2.amazonaws.com"),
  resource("aws_iam_instance_profile", "globex_app", { name: "globex-app", role: "globex-app" }),
  resource("aws_launch_template", "acme_host", { name: "acme-host" }),
  resource("aws_autoscaling_group", "acme_hosts", {
    ...{ name: "acme-hosts", min_size: 0, max_size: 1 },
    launch_template: [{ id: "${aws_launch_template.acme_host.id}", version: "$Latest" }],
  }),
);

/** Ways to have what works in another tenant's role do something else. */
export const WORKLOAD_HOLES: readonly Hole[] = [
  {
    ...working(
      "update-stack",
      "the right to change stacks, one of which makes what it makes in another's role",
      "cloudformation:UpdateStack",
      "globex-base",
      STACK,
    ),
    cells: ["acme > globex open", "anyone > anyone unknown"],
    opaque: ["aws_cloudformation_stack.globex_base"],
  },
  {
    ...working(
      "change-of-stack",
      "the right to prepare changes of stacks and to carry them out",
      "cloudformation:CreateChangeSet",
      "globex-base",
      STACK,
      "cloudformation:ExecuteChangeSet",
    ),
    cells: ["acme > globex open", "anyone > anyone unknown"],
    opaque: ["aws_cloudformation_stack.globex_base"],
  },
  {
    ...working(
      "update-stack-set",
      "the right to change sets of stacks",
      "cloudformation:UpdateStackSet",
      "globex-all",
      resource("aws_cloudformation_stack_set", "globex_all", {
        ...{ name: "globex-all", template_body: "{}", administration_role_arn: GLOBEX },
      }),
    ),
    cells: ["acme > globex open", "anyone > anyone unknown"],
    opaque: ["aws_cloudformation_stack_set.globex_all"],
  },
  working(
    "command-in-container",
    "the right to run commands in the containers of services that let them in",
    "ecs:ExecuteCommand",
    "globex-web",
    SERVICE,
  ),
  {
    id: "service-in-cluster",
    title: "a service that lets commands in, in the cluster of another tenant",
    edit: all(
      SERVICE,
      resource("aws_ecs_cluster", "acme_web", { name: "acme-web" }),
      resource("aws_ecs_service", "globex_web", { cluster: "${aws_ecs_cluster.acme_web.arn}" }),
    ),
    cells: OPEN,
    shows: { cell: OF, what: "runs as", on: "globex-web", at: "aws_ecs_service.globex_web" },
  },
  working(
    "submit-job",
    "the right to have jobs run, with a command of one's own",
    "batch:SubmitJob",
    "globex-nightly",
    resource("aws_batch_job_definition", "globex_nightly", {
      ...{ name: "globex-nightly", type: "container" },
      container_properties: JSON.stringify({ image: "busybox", jobRoleArn: GLOBEX }),
    }),
  ),
  {
    id: "job-in-role",
    title: "a tenant's job in the role of another, which stands in a text",
    edit: resource("aws_batch_job_definition", "acme_nightly", {
      ...{ name: "acme-nightly", type: "container" },
      container_properties: `\${jsonencode({ image = "busybox", jobRoleArn = aws_iam_role.globex_app.arn })}`,
    }),
    cells: OPEN,
    shows: { cell: OF, what: "runs as", on: "globex-app", at: "aws_batch_job_definition.acme_nightly" },
  },
  working(
    "start-of-notebooks",
    "the right to change what notebooks do when they start",
    "sagemaker:UpdateNotebookInstanceLifecycleConfig",
    "globex-start",
    all(
      resource("aws_sagemaker_notebook_instance_lifecycle_configuration", "globex_start", {
        name: "globex-start",
      }),
      resource("aws_sagemaker_notebook_instance", "globex_notes", {
        ...{ name: "globex-notes", instance_type: "ml.t3.medium", role_arn: GLOBEX },
        lifecycle_config_name: "globex-start",
      }),
    ),
  ),
  {
    id: "notebook-started-by-other",
    title: "a notebook that does what another tenant says when it starts",
    edit: all(
      resource("aws_sagemaker_notebook_instance_lifecycle_configuration", "acme_start", {
        name: "acme-start",
      }),
      resource("aws_sagemaker_notebook_instance", "globex_notes", {
        ...{ name: "globex-notes", instance_type: "ml.t3.medium", role_arn: GLOBEX },
        lifecycle_config_name: "acme-start",
      }),
    ),
    cells: OPEN,
    shows: {
      ...{ cell: OF, what: "runs as", on: "globex-notes" },
      at: "aws_sagemaker_notebook_instance.globex_notes",
    },
  },
  {
    ...working(
      "studio-of-another",
      "the right to open a workplace for whoever has one",
      "sagemaker:CreatePresignedDomainUrl",
      "globex_studio",
      resource("aws_sagemaker_domain", "globex_studio", {
        ...{ domain_name: "globex", auth_mode: "IAM", vpc_id: "vpc-0", subnet_ids: [] },
        default_user_settings: [{ execution_role: GLOBEX }],
      }),
    ),
  },
  working(
    "analytics-application",
    "the right to change what an application does with streams",
    "kinesisanalytics:UpdateApplication",
    "globex-flow",
    resource("aws_kinesisanalyticsv2_application", "globex_flow", {
      ...{ name: "globex-flow", runtime_environment: "FLINK-1_20", service_execution_role: GLOBEX },
    }),
  ),
  working(
    "command-to-workflows",
    "the right to command an environment of workflows",
    "airflow:CreateCliToken",
    "globex-flows",
    resource("aws_mwaa_environment", "globex_flows", {
      ...{ name: "globex-flows", execution_role_arn: GLOBEX, dag_s3_path: "dags/" },
    }),
  ),
  working(
    "code-for-interpreter",
    "the right to have an interpreter run code",
    "bedrock-agentcore:InvokeCodeInterpreter",
    "globex_code",
    INTERPRETER,
    "bedrock-agentcore:StartCodeInterpreterSession",
  ),
  working(
    "step-for-cluster",
    "the right to give clusters of EMR more to do",
    "elasticmapreduce:AddJobFlowSteps",
    "globex_emr",
    all(
      resource("aws_iam_instance_profile", "globex_app", { name: "globex-app", role: "globex-app" }),
      resource("aws_emr_cluster", "globex_emr", {
        ...{ name: "globex", ec2_attributes: [{ instance_profile: "globex-app" }] },
      }),
    ),
  ),
  {
    id: "parts-in-role",
    title: "a tenant's application of EMR and its pipeline, the second one in the role of another",
    edit: all(
      resource("aws_emrserverless_application", "acme_emr", { name: "acme", type: "spark" }),
      resource("aws_codepipeline", "acme_release", { name: "acme-release", role_arn: GLOBEX }),
    ),
    cells: OPEN,
    shows: { cell: OF, what: "runs as", on: "globex-app", at: "aws_codepipeline.acme_release" },
  },
  working(
    "environment-of-application",
    "the right to change the environment of another's application",
    "elasticbeanstalk:UpdateEnvironment",
    "globex-live",
    all(
      resource("aws_iam_instance_profile", "globex_app", { name: "globex-app", role: "globex-app" }),
      resource("aws_elastic_beanstalk_environment", "globex_live", {
        ...{ name: "globex-live", application: "globex" },
        setting: [
          {
            namespace: "aws:autoscaling:launchconfiguration",
            name: "IamInstanceProfile",
            value: "globex-app",
          },
        ],
      }),
    ),
  ),
  {
    id: "template-of-group",
    title: "the right to write the template of which a group makes instances, in whichever profile",
    edit: all(GROUP, extra({ Action: "ec2:CreateLaunchTemplateVersion", Resource: "*" })),
    cells: OPEN,
    shows: { cell: OF, what: "ec2:CreateLaunchTemplateVersion", on: "globex-app", at: EXTRA },
  },
];
