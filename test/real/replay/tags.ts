import { GetRoleCommand, GetUserCommand, TagRoleCommand, UntagRoleCommand } from "@aws-sdk/client-iam";
import {
  DescribeSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-secrets-manager";
import { attempt } from "../lab/attempt";
import type { AwsSession } from "../lab/aws-session";
import type { Askers } from "./askers";
import { lastOf } from "./calls/call";
import { secretOf } from "./calls/settings";

type Tags = Readonly<Record<string, string>>;
type Tag = { readonly Key?: string | undefined; readonly Value?: string | undefined };

/** What is to be done when the request was tried. */
export type Undo = () => Promise<unknown>;

/** The tags that a request's context says somebody or something has, by their names in small letters. */
export function tagsIn(context: ReadonlyMap<string, string>, of: "principaltag" | "resourcetag"): Tags {
  const prefix = `aws:${of}/`;
  const tags = [...context].filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(tags.map(([key, value]) => [key.slice(prefix.length), value]));
}

function tagsOf(tags: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

const listed = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Those of the wanted tags that are not there. */
function missing(wanted: Tags, has: Tags): Tags {
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => has[key] !== value));
}

/** What puts tags back: those that were there as they were, and none that was not. */
function before(
  changed: Tags,
  has: Tags,
): { readonly Tags: { readonly Key: string; readonly Value: string }[]; readonly TagKeys: string[] } {
  const known = Object.keys(changed).filter((key) => key in has);
  const added = Object.keys(changed).filter((key) => !(key in has));
  return { Tags: known.map((Key) => ({ Key, Value: has[Key] ?? "" })), TagKeys: added };
}

/**
 * A session of a principal that has these tags: as it is; or by tagging itself; or with tags that somebody gives to
 * the session whom the role lets in. Each of it only as far as the policies allow it.
 */
export async function withTags(
  askers: Askers,
  principal: string,
  wanted: Tags,
): Promise<{ readonly session: AwsSession; readonly undo: Undo }> {
  const plain = { session: await askers.of(principal), undo: () => Promise.resolve() };
  const { iam } = askers.rootOf(principal);
  const name = lastOf(principal);
  if (principal.includes(":user/")) {
    const { User } = await iam.send(new GetUserCommand({ UserName: name }));
    if (Object.keys(missing(wanted, tagsOf(User?.Tags))).length === 0) return plain;
    throw new Error(`${principal} has not the tags ${JSON.stringify(wanted)}`);
  }
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
  const has = tagsOf(Role?.Tags);
  const lacking = missing(wanted, has);
  if (Object.keys(lacking).length === 0) return plain;
  const tagging = new TagRoleCommand({ RoleName: name, Tags: listed(lacking) });
  if ((await attempt(() => plain.session.iam.send(tagging))) === "allowed") {
    askers.forget(principal);
    const undo = async () => {
      askers.forget(principal);
      const { Tags, TagKeys } = before(lacking, has);
      if (Tags.length > 0) await iam.send(new TagRoleCommand({ RoleName: name, Tags }));
      if (TagKeys.length > 0) await iam.send(new UntagRoleCommand({ RoleName: name, TagKeys }));
    };
    return { session: await askers.of(principal), undo };
  }
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  const [trusted] = /arn:aws:iam::\d+:(?:role|user)\/[^"]+/.exec(trust) ?? [];
  if (trusted === undefined) throw new Error(`nobody gives ${principal} the tags ${JSON.stringify(wanted)}`);
  return { ...plain, session: await (await askers.of(trusted)).as(principal, { tags: wanted }) };
}

/** Gives a secret these tags, as somebody; other things are not tagged. */
export async function tagged(askers: Askers, session: AwsSession, arn: string, wanted: Tags): Promise<Undo> {
  if (Object.keys(wanted).length === 0) return () => Promise.resolve();
  const root = askers.rootOf(arn).in(session.region).secretsManager;
  const secret = secretOf({ arn });
  const has = tagsOf((await root.send(new DescribeSecretCommand(secret))).Tags);
  const lacking = missing(wanted, has);
  if (Object.keys(lacking).length === 0) return () => Promise.resolve();
  await session.secretsManager.send(new TagResourceCommand({ ...secret, Tags: listed(lacking) }));
  return async () => {
    const { Tags, TagKeys } = before(lacking, has);
    if (Tags.length > 0) await root.send(new TagResourceCommand({ ...secret, Tags }));
    if (TagKeys.length > 0) await root.send(new UntagResourceCommand({ ...secret, TagKeys }));
  };
}
