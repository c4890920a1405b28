import type { Construct } from "constructs";
import { arn } from "../model/arn";
import type { Platform } from "./platform";
import { PlatformKey } from "./platform-key";

/** The key of the platform's log groups. Tenants' log groups have the tenants' own keys. */
export function createLogsKey(scope: Construct, platform: Platform): PlatformKey {
  const { environment, name, path } = platform;
  const group = (pattern: string) => arn(environment, "logs", `log-group:${pattern}`);
  return new PlatformKey(scope, "LogsKey", {
    platform,
    purpose: "logs",
    description: `Logs of the platform of ${name}`,
    use: [
      {
        Sid: "CloudWatchLogsOfThePlatform",
        Effect: "Allow",
        Principal: { Service: `logs.${environment.region}.amazonaws.com` },
        Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        // The service may use the key for these groups only, whoever names the key in another group.
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": [group(`/aws/eks/${name}/*`), group(`${path}*`)] },
        },
      },
    ],
  });
}
