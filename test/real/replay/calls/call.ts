import type { AwsSession } from "../../lab/aws-session";

/** What a request is about, taken apart for the services' own operations. */
export interface Asked {
  /** Who asks, in the region of the resource. */
  readonly session: AwsSession;
  readonly arn: string;
  /** Keys of the request's context in small letters, with the first of their values. */
  readonly context: ReadonlyMap<string, string>;
  /** Of KMS keys, by their ARNs: something that was sealed with them. */
  readonly sealed: ReadonlyMap<string, Uint8Array>;
  /** Of tables, by their names: the attribute by which items are found. */
  readonly partitionKeys: ReadonlyMap<string, string>;
  /** The service's endpoint, as URLs of queues begin. */
  readonly endpoint: string;
}

/** How a request is made. */
export interface Call {
  readonly make: (asked: Asked) => Promise<unknown>;
  /**
   * Names of errors that only those get whom the policies allow: the request was judged, and what it is about is in
   * its way.
   *
   * @default - none
   */
  readonly answers?: readonly string[];
  /** What is changed so that later requests would be answered otherwise: such calls come last. @default false */
  readonly takesAway?: boolean;
}

/** Calls by the action that they need. */
export type Calls = Readonly<Record<string, Call>>;

/** What follows the last slash or colon: names of roles, queues, topics. */
export function lastOf(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);
}

/** What follows the fifth colon and the first slash in it: `globex/image` of a repository. */
export function nameIn(arn: string): string {
  const resource = arn.split(":").slice(5).join(":");
  return resource.slice(resource.indexOf("/") + 1);
}

/** A document for operations that need one; it allows nothing. */
export const HARMLESS_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" }],
});

/** A tag for operations that need one; no policy asks for it. */
export const TAG = { key: "replayed", value: "yes" } as const;
