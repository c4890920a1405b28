import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { EncryptCommand } from "@aws-sdk/client-kms";
import { DeleteObjectsCommand, ListObjectVersionsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { ReplayableRequest } from "../../../lib/proof/facts/step";
import { attempt, type Verdict } from "../lab/attempt";
import type { AwsTarget } from "../lab/aws";
import type { AwsSession } from "../lab/aws-session";
import type { Askers } from "./askers";
import { type Asked, lastOf } from "./calls/call";
import { CALLS } from "./calls/calls";
import { secretOf } from "./calls/settings";
import { objectOf, tableOf } from "./calls/storage";
import { tagged, tagsIn, type Undo, withTags } from "./tags";

/** Actions on an object that must be there. */
const ON_OBJECTS = new Set([
  "s3:GetObject",
  "s3:GetObjectTagging",
  "s3:PutObjectTagging",
  "s3:DeleteObjectTagging",
]);

/** Tries requests that a proof has found, each as the principal that it names. */
export class Trial {
  readonly #sealed = new Map<string, Uint8Array>();
  readonly #partitionKeys = new Map<string, string>();
  readonly #filled = new Map<string, Promise<void>>();
  readonly #buckets = new Set<string>();

  constructor(
    private readonly target: AwsTarget,
    private readonly askers: Askers,
    /** Where what has no region of its own is asked for. */
    private readonly region: string,
    /** ARNs of things whose names AWS chooses, by what a proof calls them. */
    private readonly names: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** Whether the request is answered; throws for an answer that says neither. */
  async verdict(request: ReplayableRequest): Promise<Verdict> {
    const { action, principal } = request;
    const arn = this.arnOf(request.resource);
    const call = CALLS.get(action);
    if (call === undefined) throw new Error(`${action} has no call`);
    await this.fill(action, arn);
    const context = new Map(
      Object.entries(request.context).map(([key, value]) => [
        key,
        typeof value === "string" ? value : (value[0] ?? ""),
      ]),
    );
    context.set("provider", principal.slice(principal.indexOf("/") + 1));
    const { session, undo } = await this.session(request, arn, context);
    const asked = { session, arn, context, ...this.facts() };
    return attempt(() => answered(call.make(asked), call.answers ?? []))
      .catch((cause: unknown) => {
        throw new Error(`${principal} tried ${action} on ${arn}`, { cause });
      })
      .finally(undo);
  }

  private facts(): Pick<Asked, "endpoint" | "sealed" | "partitionKeys"> {
    return { endpoint: this.target.endpoint, sealed: this.#sealed, partitionKeys: this.#partitionKeys };
  }

  private arnOf(resource: string): string {
    return this.names.get(lastOf(resource)) ?? resource;
  }

  /** A session of the principal that asks, with the tags that it and the thing must have for it. */
  private async session(
    { principal }: ReplayableRequest,
    arn: string,
    context: ReadonlyMap<string, string>,
  ): Promise<{ readonly session: AwsSession; readonly undo: Undo }> {
    const region = arn.split(":")[3] || this.region;
    // Who brings a token of somebody else needs no credentials of AWS: those of the root are not looked at.
    if (!/^arn:aws:iam::\d+:(role|user)\//.test(principal)) {
      return { session: this.askers.rootOf(arn).in(region), undo: () => Promise.resolve() };
    }
    const wanted = tagsIn(context, "principaltag");
    const { session, undo } =
      Object.keys(wanted).length === 0
        ? { session: await this.askers.of(principal), undo: () => Promise.resolve() }
        : await withTags(this.askers, principal, wanted);
    const untag = await tagged(this.askers, session.in(region), arn, tagsIn(context, "resourcetag"));
    return { session: session.in(region), undo: () => Promise.all([undo(), untag()]) };
  }

  /** Puts something where there is nothing yet, so that only permission can be missing. */
  private fill(action: string, arn: string): Promise<void> {
    const what = `${action} ${arn}`;
    const filling = this.#filled.get(what) ?? this.filling(action, arn);
    this.#filled.set(what, filling);
    return filling;
  }

  private async filling(action: string, arn: string): Promise<void> {
    const root = this.askers.rootOf(arn).in(this.region);
    if (arn.startsWith("arn:aws:s3:::")) this.#buckets.add(objectOf(arn).Bucket);
    if (ON_OBJECTS.has(action)) await root.s3.send(new PutObjectCommand({ ...objectOf(arn), Body: "x" }));
    if (action === "secretsmanager:GetSecretValue") {
      await root.secretsManager.send(new PutSecretValueCommand({ ...secretOf({ arn }), SecretString: "x" }));
    }
    if (action.startsWith("dynamodb:") && arn.includes(":table/")) {
      const TableName = tableOf({ arn });
      const { Table } = await root.dynamoDb.send(new DescribeTableCommand({ TableName }));
      this.#partitionKeys.set(TableName, Table?.KeySchema?.[0]?.AttributeName ?? "");
    }
    if (action === "kms:Decrypt") {
      const sealed = await root.kms.send(new EncryptCommand({ KeyId: arn, Plaintext: new Uint8Array([1]) }));
      if (sealed.CiphertextBlob !== undefined) this.#sealed.set(arn, sealed.CiphertextBlob);
    }
  }

  /** Takes out of buckets what the trial has put there, so that they can be deleted. */
  async clear(): Promise<void> {
    const { s3 } = this.askers.rootOf("").in(this.region);
    for (const Bucket of this.#buckets) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    }
  }

  /** Forgets what was put where: requests may have taken it away. */
  anew(): void {
    this.#filled.clear();
  }
}

/** An answer that only those get who may ask counts as one. */
async function answered(request: Promise<unknown>, answers: readonly string[]): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof Error) || !answers.includes(error.name)) throw error;
  }
}

/** What a request of a case should come to. */
export interface Expected {
  /** The case. */
  readonly id: string;
  readonly request: ReplayableRequest;
  readonly verdict: Verdict;
}

/** Requests at once that change nothing. */
const AT_ONCE = 8;

/**
 * Tries requests, and says where the answer is another than was expected. Those that are expected to be refused are
 * tried side by side; the others one after the other, and those at the end that change what the rest asks for.
 */
export async function disagreements(trial: Trial, expected: readonly Expected[]): Promise<readonly string[]> {
  trial.anew();
  const found: string[] = [];
  const queue = [...expected].sort((a, b) => rank(a) - rank(b));
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { id, request, verdict } = next;
      const got = await trial.verdict(request).catch(described);
      if (got !== verdict) found.push(`${id}: ${got}: ${JSON.stringify(request)}`);
    }
  };
  const width = expected.every(({ verdict }) => verdict === "denied") ? AT_ONCE : 1;
  await Promise.all(Array.from({ length: width }, worker));
  return found.sort();
}

/** An answer that says neither, as a text: the other requests are tried all the same. */
function described(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return `${String(error)}: ${String(cause)}`;
}

function rank({ request }: Expected): number {
  return CALLS.get(request.action)?.takesAway === true ? 1 : 0;
}
