import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, TerraformStack } from "cdktf";

/** Two stacks, the second of which needs a value of the first: the smallest app that shows the CLI's order. */
const app = new App();

const logs = new TerraformStack(app, "logs");
new AwsProvider(logs, "aws", { region: "eu-central-1", allowedAccountIds: ["123456789012"] });
const group = new CloudwatchLogGroup(logs, "group", { name: "/cli-app", retentionInDays: 30 });

const inside = new TerraformStack(app, "inside");
new KubernetesProvider(inside, "kubernetes", {
  configPath: process.env["KUBECONFIG"] ?? "~/.kube/config",
  configContext: "prod",
});
// The bindings write the single version that they were made from.
inside.addOverride("terraform.required_providers.kubernetes.version", ">= 2.38.0, < 4.0.0");
new NamespaceV1(inside, "namespace", {
  metadata: { name: "cli-app", annotations: { "log-group": group.arn } },
});

app.synth();
