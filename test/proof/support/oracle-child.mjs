// An independent IAM simulator in a process of its own: requests come in as lines of JSON, answers go out
// so. It is licensed under the AGPL, a development tool only, neither imported by the library nor shipped.
import { createInterface } from "node:readline";
import { URL } from "node:url";
import { loadPolicy } from "@cloud-copilot/iam-policy";

const root = new URL("../../../node_modules/@cloud-copilot/iam-simulate/dist/esm/", import.meta.url);
const { authorize } = await import(new URL("core_engine/CoreSimulatorEngine.js", root));
const { AwsRequestImpl } = await import(new URL("request/request.js", root));
const { DiscoveryContextKeyConstraints } = await import(
  new URL("context_keys/discoveryContextKeyConstraints.js", root)
);
const { RequestContextImpl } = await import(new URL("requestContext.js", root));

const load = (documents, kind) =>
  documents.map((document, n) => loadPolicy(document, { name: `${kind} ${n}` }));

function answer({ principal, action, resource, resourceAccount, context, policies }) {
  const request = new AwsRequestImpl(
    principal,
    { resource, accountId: resourceAccount },
    action,
    new RequestContextImpl(context),
  );
  const result = authorize({
    request,
    identityPolicies: load(policies.identity ?? [], "identity"),
    permissionBoundaries: policies.boundary ? load(policies.boundary, "boundary") : undefined,
    sessionPolicy: policies.session ? load(policies.session, "session")[0] : undefined,
    resourcePolicy: policies.resource ? load([policies.resource], "resource")[0] : undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    vpcEndpointPolicies: undefined,
    simulationParameters: {
      simulationMode: "Strict",
      discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints(),
    },
  });
  return result.result === "Allowed" ? "allow" : "deny";
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(JSON.stringify({ id: question.id, decision: answer(question) }) + "\n");
}
