import fc from "fast-check";
import { readAws } from "../../../lib/proof/aws/adapters/adapters";
import type { AwsModel } from "../../../lib/proof/aws/model/model";
import { DeclaredOpenings } from "../../../lib/proof/aws/reach/declared-openings";
import { Edges } from "../../../lib/proof/aws/reach/edges";
import { Principals } from "../../../lib/proof/aws/reach/expand";
import { ANY_ACTION } from "../../../lib/proof/aws/reach/outcome";
import { ACCOUNT, document, facts, REGION, type Written } from "../support/aws-facts";

type Fields = Readonly<Record<string, unknown>>;

const declared = new DeclaredOpenings({ grants: [] });
const ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;
const of = (kind: string, name: string) => `arn:aws:ec2:${REGION}:${ACCOUNT}:${kind}/${name}`;

/** Groups, an instance and a volume of several tenants: only the apply knows what they are called. */
const GROUPS = ["a", "b", "c"];
const things: readonly Written[] = [
  ...GROUPS.flatMap((name): Written[] => [
    { address: `aws_security_group.${name}`, owner: name, values: { tags: { team: name } } },
    { address: `aws_instance.${name}`, owner: name, values: {} },
  ]),
  ...["a", "b"].map((name): Written => ({
    address: `aws_kms_key.${name}`,
    owner: name,
    values: {
      policy: document({
        Principal: name === "a" ? "*" : { AWS: ROLE },
        Action: "kms:Decrypt",
        Resource: "*",
      }),
    },
  })),
  { address: "aws_security_group.elsewhere", owner: "a", values: {}, region: "eu-west-1" },
  { address: "aws_security_group.any", owner: "b", values: {}, many: true },
];

const resource = fc.constantFrom(
  ...["*", of("security-group", "*"), of("instance", "*"), of("security-group", "sg-1"), of("*", "?*")],
  ...GROUPS.map((name) => of("security-group", `<aws_security_group.${name}#id>`)),
  of("security-group", "<aws_vpc.x#id>*"),
);
const condition = fc.constantFrom(
  ...[{}, {}, {}, {}],
  { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } },
  { Condition: { ArnLike: { "ec2:Vpc": "arn:*" } } },
);
const action = fc.constantFrom("ec2:*", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateTags", "ec2:Delete*");
const statement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    Action: action,
    Resource: fc.array(resource, { minLength: 1, maxLength: 2 }),
  })
  .chain((plain) => condition.map((more) => ({ ...plain, ...more })));

function read(statements: readonly Fields[], limits: readonly Fields[]): AwsModel {
  const role: Written = {
    address: "aws_iam_role.network",
    values: {
      name: "network",
      assume_role_policy: document({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
      inline_policy: [{ name: "own", policy: document(...statements) }],
      ...(limits.length > 0 && { permissions_boundary: "<aws_iam_policy.limit#arn>" }),
    },
  };
  const limit = {
    address: "aws_iam_policy.limit",
    values: { name: "limit", policy: document(...limits) },
  };
  return readAws(facts(...things, role, limit)).model;
}

/** What the role can do to each thing: with what was found of the others at hand, or as if there were no others. */
function outcomes(model: AwsModel, edgesOf: () => Edges) {
  const [role] = model.ofKind("role");
  if (role === undefined) throw new Error("There is no role.");
  const asker = new Principals(model, declared).askerOf(role);
  return model.nodes.map((node) => [node.node.id, edgesOf().outcomes(asker, node, ANY_ACTION)] as const);
}

describe("resources that differ in a name alone", () => {
  const statements = fc.array(statement, { minLength: 1, maxLength: 3 });
  const limits = fc.array(statement, { maxLength: 1 });

  it("are answered for as each of them by itself", () => {
    fc.assert(
      fc.property(statements, limits, (own, bounds) => {
        const model = read(own, bounds);
        const together = new Edges(model, declared);
        expect(outcomes(model, () => together)).toEqual(outcomes(model, () => new Edges(model, declared)));
      }),
      { numRuns: 300 },
    );
  });

  it("are asked about once, unless a policy names one of them or asks for a key", () => {
    const asked = (...own: readonly Fields[]) => {
      const model = read(own, []);
      const edges = new Edges(model, declared);
      outcomes(model, () => edges);
      return edges.questions;
    };
    const all = { Action: "ec2:CreateTags", Resource: of("security-group", "*") };
    const tagged = { ...all, Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } };
    const named = { ...all, Resource: [all.Resource, of("security-group", "<aws_security_group.a#id>")] };
    const others = asked({ ...all, Resource: of("volume", "*") });
    // Of a block that stands for many each may be another; and whoever may tag what is tagged so is asked about twice.
    expect([all, named, tagged].map((one) => asked(one) - others)).toEqual([1 + 1, 1 + 1 + 1, 3 + 1 + 1]);
  });
});
