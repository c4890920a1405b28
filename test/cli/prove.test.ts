import { tmpdir } from "node:os";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { run } from "../support/cli";
import { wholeTenant } from "../support/whole-infrastructure";
import { synthesize } from "../support/synth";

const twoTenants = () =>
  synthesize((app) => {
    new TenantBucket(wholeTenant(app, "dev"), "uploads");
    wholeTenant(app, "qa");
  }).outdir;

/** Puts something into the plan that no construct wrote. */
function withRaw(folder: string, type: string, body: object): string {
  const file = join(folder, "stacks", "tenants", "cdk.tf.json");
  const plan = JSON.parse(readFileSync(file, "utf8")) as { resource: Record<string, object> };
  plan.resource[type] = { ...plan.resource[type], added: body };
  writeFileSync(file, JSON.stringify(plan));
  return folder;
}

test("prove ends with 0 where nothing is shared, prints the matrix, and says what it looked at", () => {
  const { status, stdout, stderr } = run(["prove", twoTenants()], tmpdir());
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/looked at: identity, kubernetes, network\n/);
  expect(stdout).toMatch(/nonprod\/qa( +isolated){3} +·/);
  expect(stdout).toMatch(/\nIsolated in identity, kubernetes, network\.\n$/);
});

test("prove ends with 1 where something is open that nobody declared, worst first, with the way out", () => {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Queues", Effect: "Allow", Action: "sqs:*", Resource: "*" }],
  });
  const folder = withRaw(twoTenants(), "aws_iam_role_policy", { role: "nonprod--qa--pods", policy });
  withRaw(folder, "aws_sqs_queue", {
    name: "raw",
    tags: { "cdktf-tenants:infrastructure": "nonprod", "cdktf-tenants:tenant": "dev" },
  });
  const { status, stdout } = run(["prove", folder], tmpdir());
  expect(status).toBe(1);
  expect(stdout).toMatch(/OPEN {2}nonprod\/qa → nonprod\/dev {3}identity {3}nobody declared it/);
  expect(stdout).toMatch(/Or declare it: CrossTenantGrant \{ owner: dev, requester: qa/);
  expect(stdout).toMatch(/Not isolated in identity, kubernetes, network: \d+ open that nobody declared/);
});

test("prove ends with 2 where something cannot be told, and with 0 if that was asked for", () => {
  const folder = withRaw(twoTenants(), "aws_something_new", { name: "x" });
  expect(run(["prove", folder], tmpdir()).status).toBe(2);
  expect(run(["prove", folder, "--allow-unknown"], tmpdir()).status).toBe(0);
  expect(run(["prove", folder, "--strict"], tmpdir()).status).toBe(2);
});

test("prove --json prints version 1 of what docs/CLI.md describes", () => {
  const { stdout } = run(["prove", twoTenants(), "--json"], tmpdir());
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(report)).toEqual([
    ...["version", "planes", "verdict", "tenants", "totals", "cells", "findings", "opaque", "unused"],
    ...["disagreements", "assumptions"],
  ]);
});

test("prove of a folder that is not there ends with 3", () => {
  const { status, stderr } = run(["prove", "/nowhere"], tmpdir());
  expect(status).toBe(3);
  expect(stderr).toMatch(/^TNT3001/);
});
