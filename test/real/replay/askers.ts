import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import type { AwsTarget } from "../lab/aws";
import { AwsSession } from "../lab/aws-session";
import { Visitor } from "../lab/visitor";
import { lastOf } from "./calls/call";

const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

export interface AskersOptions {
  readonly target: AwsTarget;
  /** The account of all whose ARN names none. */
  readonly home: string;
  /**
   * Further accounts whose principals are there. Those of all others are made, and may do everything in their own
   * account.
   *
   * @default - none
   */
  readonly others?: readonly string[];
  /** Who is let into roles of the home account, where there is somebody already. @default - somebody new */
  readonly visitor?: Visitor;
}

/** Sessions of those who ask: of roles, which let nobody here in, and of users, which have no keys. */
export class Askers {
  readonly #sessions = new Map<string, Promise<AwsSession>>();
  readonly #visitors = new Map<string, Promise<Visitor>>();
  readonly #target: AwsTarget;
  readonly #home: string;
  readonly #others: readonly string[];

  constructor({ target, home, others = [], visitor }: AskersOptions) {
    this.#target = target;
    this.#home = home;
    this.#others = others;
    if (visitor !== undefined) this.#visitors.set(home, Promise.resolve(visitor));
  }

  /** A session of this principal; an ARN of a provider of identities stands for somebody without an account. */
  async of(principal: string): Promise<AwsSession> {
    const known = this.#sessions.get(principal) ?? this.begun(principal);
    this.#sessions.set(principal, known);
    return known;
  }

  /** The root of the account that an ARN is in. */
  rootOf(arn: string): AwsSession {
    return AwsSession.rootOf(this.accountOf(arn), this.#target);
  }

  /** Lets a principal ask anew, with what it is now. */
  forget(principal: string): void {
    this.#sessions.delete(principal);
  }

  /** Takes away what was made for the asking. */
  async close(): Promise<void> {
    for (const visitor of this.#visitors.values()) await (await visitor).remove();
  }

  private async begun(principal: string): Promise<AwsSession> {
    const kind = (principal.split(":")[5] ?? "").split("/")[0];
    if (kind === "role") {
      const visitor = await this.visitorIn(principal);
      return visitor.inside(principal, (session) => Promise.resolve(session));
    }
    if (kind === "user") return this.asUser(principal);
    throw new Error(`nobody can ask as ${principal}`);
  }

  private accountOf(arn: string): string {
    return arn.split(":")[4] || this.#home;
  }

  private visitorIn(arn: string): Promise<Visitor> {
    const account = this.accountOf(arn);
    const known = this.#visitors.get(account) ?? Visitor.create(this.rootOf(arn), account);
    this.#visitors.set(account, known);
    return known;
  }

  private async asUser(arn: string): Promise<AwsSession> {
    const { iam } = this.rootOf(arn);
    const UserName = lastOf(arn);
    if (![this.#home, ...this.#others].includes(this.accountOf(arn))) {
      await iam.send(new CreateUserCommand({ UserName }));
      const everything = { PolicyName: "everything", PolicyDocument: EVERYTHING };
      await iam.send(new PutUserPolicyCommand({ UserName, ...everything }));
    }
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    if (!AccessKey?.AccessKeyId || !AccessKey.SecretAccessKey) throw new Error(`${arn} got no access key`);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey;
    return AwsSession.withKey(this.#target, { accessKeyId, secretAccessKey });
  }
}
