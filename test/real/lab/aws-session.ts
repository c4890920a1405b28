import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { EKSClient } from "@aws-sdk/client-eks";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { ResourceGroupsClient } from "@aws-sdk/client-resource-groups";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AwsTarget } from "./aws";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What every client is made with. */
interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly maxAttempts: number;
}

export interface AssumeOptions {
  /** Session tags, as EKS Pod Identity sets them. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** @default "e2e" */
  readonly sessionName?: string;
}

/** Somebody's clients in one region: the account's root, or a session of a role. */
export class AwsSession {
  /** The account's root, whom no policy but a key policy or an explicit deny stops. */
  static root(target: AwsTarget): AwsSession {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = target.env;
    if (!accessKeyId || !secretAccessKey) throw new Error("the AWS target has no root credentials");
    return AwsSession.withKey(target, { accessKeyId, secretAccessKey });
  }

  /** The root of another account: its number is its key here. */
  static rootOf(account: string, target: AwsTarget): AwsSession {
    return AwsSession.withKey(target, { accessKeyId: account, secretAccessKey: "test" });
  }

  /** Whose access key it is: a user, or the root of an account. */
  static withKey(target: AwsTarget, key: Credentials): AwsSession {
    return new AwsSession(target.endpoint, target.region, key);
  }

  readonly #clients = new Map<unknown, unknown>();

  private constructor(
    private readonly endpoint: string,
    readonly region: string,
    private readonly credentials: Credentials,
  ) {}

  get cloudWatchLogs(): CloudWatchLogsClient {
    return this.client(CloudWatchLogsClient);
  }
  get dynamoDb(): DynamoDBClient {
    return this.client(DynamoDBClient);
  }
  get ec2(): EC2Client {
    return this.client(EC2Client);
  }
  get ecr(): ECRClient {
    return this.client(ECRClient);
  }
  get eks(): EKSClient {
    return this.client(EKSClient);
  }
  get iam(): IAMClient {
    return this.client(IAMClient);
  }
  get kms(): KMSClient {
    return this.client(KMSClient);
  }
  get lambda(): LambdaClient {
    return this.client(LambdaClient);
  }
  get resourceGroups(): ResourceGroupsClient {
    return this.client(ResourceGroupsClient);
  }
  get s3(): S3Client {
    return this.client(S3Client);
  }
  get secretsManager(): SecretsManagerClient {
    return this.client(SecretsManagerClient);
  }
  get sns(): SNSClient {
    return this.client(SNSClient);
  }
  get sqs(): SQSClient {
    return this.client(SQSClient);
  }
  get ssm(): SSMClient {
    return this.client(SSMClient);
  }
  get sts(): STSClient {
    return this.client(STSClient);
  }

  /** The same identity in another region. */
  in(region: string): AwsSession {
    return new AwsSession(this.endpoint, region, this.credentials);
  }

  /** A session of a role, in this region; fails as AWS does when this identity may not assume it. */
  async as(roleArn: string, options: AssumeOptions = {}): Promise<AwsSession> {
    const { Credentials: issued } = await this.sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: options.sessionName ?? "e2e",
        Tags: Object.entries(options.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    if (!issued?.AccessKeyId || !issued.SecretAccessKey || !issued.SessionToken) {
      throw new Error(`AssumeRole of ${roleArn} answered without credentials`);
    }
    return new AwsSession(this.endpoint, this.region, {
      accessKeyId: issued.AccessKeyId,
      secretAccessKey: issued.SecretAccessKey,
      sessionToken: issued.SessionToken,
    });
  }

  private client<C>(kind: new (settings: ClientSettings) => C): C {
    let client = this.#clients.get(kind) as C | undefined;
    if (client === undefined) {
      const { endpoint, region, credentials } = this;
      // One attempt: an answer that only a second try gives would hide a fault of policy or emulator.
      client = new kind({ endpoint, region, credentials, maxAttempts: 1 });
      this.#clients.set(kind, client);
    }
    return client;
  }
}
