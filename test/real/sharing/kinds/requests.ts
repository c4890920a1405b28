import type { AwsSession } from "../../lab/aws-session";
import { dataRequests } from "./data-requests";
import { messageRequests } from "./message-requests";

/** A request that somebody tries. */
export type Request = (session: AwsSession) => Promise<unknown>;
/** By what they are called in the committed table. */
export type Requests = Readonly<Record<string, Request>>;

/** What requests need to know of the resources and of what was put into them. */
export interface Subjects {
  readonly account: string;
  readonly region: string;
  readonly endpoint: string;
  /** The ARN of the key of dev, of ops. */
  readonly keys: { readonly dev: string; readonly ops: string };
  /** What dev has sealed with its key. */
  readonly sealed: Uint8Array;
  /** Of messages that dev has received from `jobs`, one for each who tries. */
  readonly receipts: string[];
}

/** The granted actions and their neighbours, on granted resources and on others. */
export function requestsOn(subjects: Subjects): Requests {
  return { ...dataRequests(subjects), ...messageRequests(subjects) };
}
