import {
  CancelKeyDeletionCommand,
  CreateGrantCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
  TagResourceCommand,
} from "@aws-sdk/client-kms";
import { type Asked, type Calls, TAG } from "./call";

const keyOf = ({ arn }: Asked) => ({ KeyId: arn });

/** What the key's policy becomes where somebody may write it: everything to its account, as KMS does by itself. */
function accountsPolicy({ arn }: Asked): string {
  const Principal = { AWS: `arn:aws:iam::${arn.split(":")[4]}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }],
  });
}

/** Requests to keys. */
export const KEYS: Calls = {
  "kms:Encrypt": {
    make: (asked) =>
      asked.session.kms.send(new EncryptCommand({ ...keyOf(asked), Plaintext: new Uint8Array([1]) })),
  },
  "kms:Decrypt": {
    make: (asked) => {
      const CiphertextBlob = asked.sealed.get(asked.arn);
      if (CiphertextBlob === undefined) throw new Error(`nothing was sealed with ${asked.arn}`);
      return asked.session.kms.send(new DecryptCommand({ ...keyOf(asked), CiphertextBlob }));
    },
  },
  "kms:GenerateDataKey": {
    make: (asked) =>
      asked.session.kms.send(new GenerateDataKeyCommand({ ...keyOf(asked), KeySpec: "AES_256" })),
  },
  "kms:CreateGrant": {
    make: (asked) =>
      asked.session.kms.send(
        new CreateGrantCommand({
          ...keyOf(asked),
          GranteePrincipal: asked.context.get("kms:granteeprincipal") ?? "arn:aws:iam::111122223333:root",
          Operations: ["DescribeKey"],
        }),
      ),
  },
  "kms:PutKeyPolicy": {
    make: (asked) =>
      asked.session.kms.send(
        new PutKeyPolicyCommand({ ...keyOf(asked), PolicyName: "default", Policy: accountsPolicy(asked) }),
      ),
    takesAway: true,
  },
  "kms:TagResource": {
    make: (asked) =>
      asked.session.kms.send(
        new TagResourceCommand({ ...keyOf(asked), Tags: [{ TagKey: TAG.key, TagValue: TAG.value }] }),
      ),
    takesAway: true,
  },
  "kms:CancelKeyDeletion": {
    make: (asked) => asked.session.kms.send(new CancelKeyDeletionCommand(keyOf(asked))),
    answers: ["KMSInvalidStateException"],
    takesAway: true,
  },
};
