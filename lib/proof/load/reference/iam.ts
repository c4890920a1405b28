import type { Piece } from "../../facts/text";
import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import type { Attributes, Described } from "./described";
import { accountKey, arn, givenPieces, unknownPart } from "./described";
import { nameOf } from "./named";

/** Kinds of IAM have a path before the name, and no region. Source: IAM user guide, "IAM identifiers". */
function iamKind(kind: string, id: "name" | "arn"): Attributes {
  const name = (resource: Described) => nameOf(resource, "name", `iam:${kind}@${accountKey(resource)}`);
  const arnOf = (resource: Described): Value =>
    arn(resource, "iam", { region: null }, [kind, ...pathOf(resource), ...name(resource)]);
  return {
    arn: arnOf,
    name: (resource) => textOfPieces(name(resource)),
    id: id === "arn" ? arnOf : (resource) => textOfPieces(name(resource)),
    path: (resource) => textOfPieces(pathOf(resource)),
    unique_id: (resource) => textOfPieces([unknownPart(resource, "unique_id", "iam:unique-id")]),
  };
}

/** A path that cannot be read may hold separators. */
function pathOf(resource: Described): readonly Piece[] {
  if (resource.given("path") === undefined) return ["/"];
  return givenPieces(resource, "path") ?? [unknownPart(resource, "path", undefined, "text")];
}

/** The issuer without its scheme. */
function issuerOf(resource: Described): readonly Piece[] {
  const [first, ...rest] = givenPieces(resource, "url") ?? [];
  if (first === undefined) return [unknownPart(resource, "url", undefined, "text")];
  if (typeof first === "string") return [first.replace(/^https:\/\//, ""), ...rest];
  return [unknownPart(resource, "issuer", undefined, "text")];
}

const provider = (kind: string, name: (resource: Described) => readonly Piece[]): Attributes => {
  const arnOf = (resource: Described): Value =>
    arn(resource, "iam", { region: null }, [kind, ...name(resource)]);
  return { arn: arnOf, id: arnOf };
};

export const IAM: readonly (readonly [string, Attributes])[] = [
  ["aws_iam_role", iamKind("role", "name")],
  ["aws_iam_user", iamKind("user", "name")],
  ["aws_iam_group", iamKind("group", "name")],
  ["aws_iam_policy", iamKind("policy", "arn")],
  ["aws_iam_instance_profile", iamKind("instance-profile", "name")],
  ["aws_iam_openid_connect_provider", provider("oidc-provider/", issuerOf)],
  ["aws_iam_saml_provider", provider("saml-provider/", (resource) => nameOf(resource, "name", "iam:saml"))],
];
