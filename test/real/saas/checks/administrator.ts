import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { attempt } from "../../lab/attempt";
import type { AwsSession } from "../../lab/aws-session";
import { openLab } from "../../lab/lab";
import { ACCOUNT } from "../tenants";
import { CONTROL, USE } from "./probes";
import type { Probe, Target } from "./probes";

const NAME = "e2e-administrator";

/** Also shows that what tenants are refused is refused to them: an administrator's same requests get through. */
export function administratorsManageAndNeverUse(targets: () => readonly Target[]): void {
  const lab = openLab();

  test("an administrator of the account manages every tenant's key and logs, and cannot use a key", async () => {
    await asAdministrator(lab.root(), async (session) => {
      for (const target of targets()) {
        const there = session.in(target.tenant.on.region);
        const verdict = (probe: Probe) => attempt(() => probe(there, target, "administrator"));
        expect({
          encrypt: await verdict(USE["kms:Encrypt"]),
          decrypt: await verdict(USE["kms:Decrypt"]),
          generateDataKey: await verdict(USE["kms:GenerateDataKey"]),
          createGrant: await verdict(CONTROL["kms:CreateGrant"]),
          putTheSamePolicy: await attempt(() => putTheSamePolicy(there, target)),
          createLogStream: await verdict(USE["logs:CreateLogStream"]),
          listRoles: await verdict(CONTROL["iam:ListRoles"]),
          takeTheRole: await verdict(CONTROL["sts:AssumeRole"]),
        }).toEqual({
          encrypt: "denied",
          decrypt: "denied",
          generateDataKey: "denied",
          createGrant: "denied",
          putTheSamePolicy: "allowed",
          createLogStream: "allowed",
          listRoles: "allowed",
          takeTheRole: "denied",
        });
      }
    });
  });
}

async function putTheSamePolicy({ kms }: AwsSession, { keyArn }: Target): Promise<void> {
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: keyArn }));
  await kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy }));
}

/** In a session of a role that may do everything which no resource denies. */
async function asAdministrator(
  root: AwsSession,
  work: (session: AwsSession) => Promise<void>,
): Promise<void> {
  const RoleName = NAME;
  const trust = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "sts:AssumeRole",
  };
  const { Role } = await root.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }),
  );
  const everything = { Effect: "Allow", Action: "*", Resource: "*" };
  const policy = { RoleName, PolicyName: "everything" };
  await root.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: document(everything) }));
  try {
    await work(await root.as(Role?.Arn ?? ""));
  } finally {
    await root.iam.send(new DeleteRolePolicyCommand(policy));
    await root.iam.send(new DeleteRoleCommand({ RoleName }));
  }
}

function document(statement: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
