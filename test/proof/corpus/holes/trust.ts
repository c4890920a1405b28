import { type Hole, policy } from "../case";
import { iam, OTHER_ACCOUNT } from "../bases/by-hand";
import { ACME, all, extra, GLOBEX, OPEN, resource, trusted, UNKNOWN } from "../parts";

const ASSUME = { Action: "sts:AssumeRole" };
const BY_TOKEN = { Action: "sts:AssumeRoleWithWebIdentity" };
const TAKEN = { cell: "acme > globex open", what: "sts:AssumeRole", on: "globex-app", at: "globex_app" };
/** The tenants of the account are part of everybody. */
const ANYBODY = ["acme > globex open", "acme-eu > globex open", "world > globex open"];
const WORLD = ["world > globex open"];
const BY_WORLD = { ...TAKEN, cell: "world > globex open" };
const BY_TOKEN_OF_WORLD = { ...BY_WORLD, what: "sts:AssumeRoleWithWebIdentity" };
const GITHUB = "token.actions.githubusercontent.com";

/** acme may assume what lets it. */
const ASSUMES = extra({ ...ASSUME, Resource: "*" });

const BY_STAFF = {
  ...{ Principal: { Federated: iam("saml-provider/staff") }, Action: "sts:AssumeRoleWithSAML" },
  Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
};
const ANYWHERE = "rolesanywhere.amazonaws.com";

/** acme's authority for certificates, and a profile that lists globex's role. */
export const ANCHORS = all(
  resource("aws_rolesanywhere_trust_anchor", "acme_ca", { name: "acme-ca" }),
  resource("aws_rolesanywhere_trust_anchor", "globex_ca", { name: "globex-ca" }),
  resource("aws_rolesanywhere_profile", "globex_hosts", {
    ...{ name: "globex-hosts", role_arns: [GLOBEX], enabled: true },
  }),
);

/** Trust policies that let the wrong ones in. */
export const TRUST_HOLES: readonly Hole[] = [
  {
    id: "trust-everyone",
    title: "a role that trusts everybody",
    edit: trusted({ ...ASSUME, Principal: "*" }),
    cells: ANYBODY,
    shows: BY_WORLD,
  },
  {
    id: "trust-everyone-of-aws",
    title: "a role that trusts every principal of AWS",
    edit: trusted({ ...ASSUME, Principal: { AWS: "*" } }),
    cells: ANYBODY,
    shows: BY_WORLD,
  },
  {
    id: "trust-other-tenant",
    title: "a role that trusts another tenant's role by name",
    edit: trusted({ ...ASSUME, Principal: { AWS: ACME } }),
    cells: OPEN,
    shows: TAKEN,
  },
  {
    id: "trust-user",
    title: "a role that trusts another tenant's user by name",
    edit: trusted({ ...ASSUME, Principal: { AWS: iam("user/acme-ann") } }),
    cells: OPEN,
    shows: TAKEN,
  },
  {
    id: "trust-session",
    title: "a role that trusts a session of another tenant's role, whose name is chosen elsewhere",
    edit: trusted({ ...ASSUME, Principal: { AWS: `arn:aws:sts::123456789012:assumed-role/acme-app/etl` } }),
    cells: UNKNOWN,
    shows: { ...TAKEN, cell: "acme > globex unknown" },
  },
  {
    id: "trust-account",
    title: "a role that leaves it to the account, in which another tenant may assume what it wants",
    edit: all(trusted({ ...ASSUME, Principal: { AWS: iam("root") } }), ASSUMES),
    cells: OPEN,
    shows: { ...TAKEN, at: "acme_extra" },
  },
  {
    id: "trust-account-number",
    title: "a role that leaves it to the account by its number",
    edit: all(
      trusted({ ...ASSUME, Principal: { AWS: "123456789012" } }),
      extra({ ...ASSUME, Resource: iam("role/globex-*") }),
    ),
    cells: OPEN,
    shows: { ...TAKEN, at: "acme_extra" },
  },
  {
    id: "trust-external-id",
    title: "a role that trusts everybody with an external id, which is no secret",
    edit: trusted({
      ...{ ...ASSUME, Principal: { AWS: "*" } },
      Condition: { StringEquals: { "sts:ExternalId": "globex" } },
    }),
    cells: ANYBODY,
    shows: BY_WORLD,
  },
  {
    id: "trust-foreign-account",
    title: "a role that trusts an account of somebody else",
    edit: trusted({ ...ASSUME, Principal: { AWS: "arn:aws:iam::999988887777:root" } }),
    cells: WORLD,
    shows: BY_WORLD,
  },
  {
    id: "trust-any-repository",
    title: "a role for the workflows of every repository of a hosting service",
    edit: trusted({
      ...{ ...BY_TOKEN, Principal: { Federated: iam(`oidc-provider/${GITHUB}`) } },
      Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } },
    }),
    cells: WORLD,
    shows: BY_TOKEN_OF_WORLD,
  },
  {
    id: "trust-repository-pattern",
    title: "a role for workflows by a pattern that begins with a star",
    edit: trusted({
      ...{ ...BY_TOKEN, Principal: { Federated: iam(`oidc-provider/${GITHUB}`) } },
      Condition: { StringLike: { [`${GITHUB}:sub`]: "*:ref:refs/heads/main" } },
    }),
    cells: WORLD,
    shows: BY_TOKEN_OF_WORLD,
  },
  {
    id: "trust-repository-prefix",
    title: "a role for workflows by the beginning of an organization's name, which others may have",
    edit: trusted({
      ...{ ...BY_TOKEN, Principal: { Federated: iam(`oidc-provider/${GITHUB}`) } },
      Condition: { StringLike: { [`${GITHUB}:sub`]: "repo:globex*" } },
    }),
    cells: WORLD,
    shows: BY_TOKEN_OF_WORLD,
  },
  {
    id: "trust-identity-pool",
    title: "a role for every identity pool of every customer",
    edit: trusted({ ...BY_TOKEN, Principal: { Federated: "cognito-identity.amazonaws.com" } }),
    cells: WORLD,
    shows: BY_TOKEN_OF_WORLD,
  },
  {
    id: "trust-complement",
    title: "everybody is trusted but one, which AWS does not take of a trust policy",
    edit: trusted({ ...ASSUME, NotPrincipal: { AWS: iam("role/deployer") } }),
    cells: ANYBODY.map((cell) => cell.replace("open", "unknown")),
    shows: { ...BY_WORLD, cell: "world > globex unknown" },
  },
  {
    id: "trust-through-platform",
    title: "a role of the platform that trusts a tenant, and that others trust",
    edit: all(
      resource("aws_iam_role", "deployer", {
        assume_role_policy: policy({ ...ASSUME, Principal: { AWS: ACME } }),
      }),
    ),
    cells: ["acme > acme-eu open", "acme > globex open", "acme > platform open"],
    shows: {
      cell: "acme > platform open",
      what: "sts:AssumeRole",
      on: "deployer",
      at: "aws_iam_role.deployer",
    },
  },
  {
    id: "trust-chain",
    title: "a role that trusts a role that trusts another tenant",
    edit: all(
      resource("aws_iam_role", "hub", {
        name: "hub",
        assume_role_policy: policy({ ...ASSUME, Principal: { AWS: ACME } }),
      }),
      trusted({ ...ASSUME, Principal: { AWS: "${aws_iam_role.hub.arn}" } }),
    ),
    cells: ["acme > globex open", "acme > platform open"],
    shows: { ...TAKEN, at: "aws_iam_role.hub", closes: "aws_iam_role.globex_app" },
  },
  {
    id: "trust-across-accounts",
    title: "a tenant's role in another account that a role here trusts",
    edit: all(
      resource("aws_iam_role", "acme_remote", {
        provider: "aws.other",
        ...{
          name: "acme-remote",
          assume_role_policy: policy({ ...ASSUME, Principal: { Service: "ec2.amazonaws.com" } }),
        },
      }),
      resource("aws_iam_role_policy", "acme_remote", {
        provider: "aws.other",
        ...{ role: "${aws_iam_role.acme_remote.id}", policy: policy({ ...ASSUME, Resource: "*" }) },
      }),
      trusted({ ...ASSUME, Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/acme-remote` } }),
    ),
    cells: OPEN,
    shows: TAKEN,
  },
  {
    id: "trust-provider-of-platform",
    title: "a role for everybody whom a provider of SAML knows, which another tenant may change",
    edit: all(
      resource("aws_iam_saml_provider", "staff", { name: "staff", saml_metadata_document: "<xml/>" }),
      trusted(BY_STAFF),
      extra({ Action: "iam:UpdateSAMLProvider", Resource: iam("saml-provider/staff") }),
    ),
    cells: ["acme > globex open", "acme > platform open"],
    shows: {
      ...{ cell: "acme > platform open", what: "iam:UpdateSAMLProvider", on: "staff" },
      at: "aws_iam_role_policy.acme_extra",
    },
  },
  {
    id: "trust-provider-elsewhere",
    title: "a role for everybody whom a provider of SAML knows, of which the plan tells nothing",
    edit: trusted(BY_STAFF),
    cells: ["world > globex unknown"],
    shows: {
      ...{ cell: "world > globex unknown", what: "sts:AssumeRoleWithSAML", on: "globex-app" },
      at: "aws_iam_role.globex_app",
    },
  },
  {
    id: "trust-any-anchor",
    title: "a role for certificates of any authority, and another tenant's authority",
    edit: all(ANCHORS, trusted({ Principal: { Service: ANYWHERE }, Action: "sts:AssumeRole" })),
    cells: OPEN,
    shows: { cell: "acme > globex open", what: "sts:AssumeRole", on: "globex-app", at: "globex_app" },
  },
];
