import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { AssumeOptions, AwsSession } from "./aws-session";

const NAME = "e2e-visitor";
const POLICY = "assume";
const ENTER = ["sts:AssumeRole", "sts:TagSession"];

interface TrustPolicy {
  readonly Version: string;
  readonly Statement: unknown;
}

/**
 * A principal of the test suite's own. Tenants' roles trust only their service, so nobody here can become one of
 * them; the visitor is put into a role's trust policy for the time of a check, and taken out again.
 */
export class Visitor {
  /** Makes the visitor's role: it may ask for any role, so that what lets it in or not is the trust policy. */
  static async create(root: AwsSession, account: string): Promise<Visitor> {
    const trust = policy({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ENTER,
    });
    const { Role } = await root.iam.send(
      new CreateRoleCommand({ RoleName: NAME, Path: "/e2e/", AssumeRolePolicyDocument: trust }),
    );
    if (!Role?.Arn) throw new Error("CreateRole answered without the role's ARN");
    const mayAsk = policy({ Effect: "Allow", Action: ENTER, Resource: "*" });
    await root.iam.send(
      new PutRolePolicyCommand({ RoleName: NAME, PolicyName: POLICY, PolicyDocument: mayAsk }),
    );
    return new Visitor(root, Role.Arn, await root.as(Role.Arn));
  }

  private constructor(
    private readonly root: AwsSession,
    readonly arn: string,
    /** The visitor itself, outside of any other role. */
    readonly session: AwsSession,
  ) {}

  /**
   * Does the work in a session of a role that would not let anybody here in, and puts the role's trust policy
   * back byte by byte, also when the work fails.
   */
  async inside<T>(
    roleArn: string,
    work: (session: AwsSession) => Promise<T>,
    options: AssumeOptions = {},
  ): Promise<T> {
    const roleName = roleArn.split("/").at(-1) ?? roleArn;
    const original = await this.trustOf(roleName);
    await this.setTrust(roleName, this.withVisitor(original));
    try {
      return await work(await this.session.as(roleArn, options));
    } finally {
      await this.putBack(roleName, original);
    }
  }

  /** Deletes the visitor's role. */
  async remove(): Promise<void> {
    await this.root.iam.send(new DeleteRolePolicyCommand({ RoleName: NAME, PolicyName: POLICY }));
    await this.root.iam.send(new DeleteRoleCommand({ RoleName: NAME }));
  }

  private async putBack(roleName: string, original: string): Promise<void> {
    await this.setTrust(roleName, original);
    const restored = await this.trustOf(roleName);
    if (restored !== original) {
      throw new Error(`the trust policy of ${roleName} was not put back: ${restored} instead of ${original}`);
    }
  }

  private withVisitor(document: string): string {
    const trust = JSON.parse(document) as TrustPolicy;
    const added = { Sid: "EndToEndVisitor", Effect: "Allow", Principal: { AWS: this.arn }, Action: ENTER };
    return JSON.stringify({ ...trust, Statement: [trust.Statement, added].flat() });
  }

  /** The document as it was put: IAM answers it URL-encoded (RFC 3986). */
  private async trustOf(roleName: string): Promise<string> {
    const { Role } = await this.root.iam.send(new GetRoleCommand({ RoleName: roleName }));
    if (!Role?.AssumeRolePolicyDocument) throw new Error(`${roleName} has no trust policy`);
    return decodeURIComponent(Role.AssumeRolePolicyDocument);
  }

  private async setTrust(roleName: string, document: string): Promise<void> {
    await this.root.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: document }),
    );
  }
}

function policy(statement: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
