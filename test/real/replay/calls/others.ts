import { FilterLogEventsCommand, TagLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DeleteRepositoryPolicyCommand,
  PutImageCommand,
  SetRepositoryPolicyCommand,
  TagResourceCommand,
} from "@aws-sdk/client-ecr";
import { type Asked, type Calls, HARMLESS_POLICY, nameIn, TAG } from "./call";

const imageIn = (asked: Asked) => ({ repositoryName: nameIn(asked.arn) });
const NO_IMAGE = { imageIds: [{ imageTag: "none" }] };

const REPOSITORIES: Calls = {
  "ecr:BatchGetImage": {
    make: (asked) => asked.session.ecr.send(new BatchGetImageCommand({ ...imageIn(asked), ...NO_IMAGE })),
  },
  "ecr:BatchDeleteImage": {
    make: (asked) => asked.session.ecr.send(new BatchDeleteImageCommand({ ...imageIn(asked), ...NO_IMAGE })),
  },
  "ecr:PutImage": {
    make: (asked) =>
      asked.session.ecr.send(
        new PutImageCommand({ ...imageIn(asked), imageManifest: JSON.stringify({ schemaVersion: 2 }) }),
      ),
    answers: ["InvalidParameterException", "ImageAlreadyExistsException"],
  },
  "ecr:SetRepositoryPolicy": {
    make: (asked) =>
      asked.session.ecr.send(
        new SetRepositoryPolicyCommand({ ...imageIn(asked), policyText: HARMLESS_POLICY }),
      ),
    takesAway: true,
  },
  "ecr:DeleteRepositoryPolicy": {
    make: (asked) => asked.session.ecr.send(new DeleteRepositoryPolicyCommand(imageIn(asked))),
    answers: ["RepositoryPolicyNotFoundException"],
    takesAway: true,
  },
  "ecr:TagResource": {
    make: ({ session, arn }) =>
      session.ecr.send(
        new TagResourceCommand({ resourceArn: arn, tags: [{ Key: TAG.key, Value: TAG.value }] }),
      ),
    takesAway: true,
  },
};

const groupOf = ({ arn }: Asked) => ({ logGroupName: arn.split(":")[6] ?? "" });

const LOGS: Calls = {
  "logs:FilterLogEvents": {
    make: (asked) => asked.session.cloudWatchLogs.send(new FilterLogEventsCommand(groupOf(asked))),
  },
  "logs:TagLogGroup": {
    make: (asked) =>
      asked.session.cloudWatchLogs.send(
        new TagLogGroupCommand({ ...groupOf(asked), tags: { [TAG.key]: TAG.value } }),
      ),
    takesAway: true,
  },
};

/** Requests to repositories and log groups. */
export const OTHERS: Calls = { ...REPOSITORIES, ...LOGS };
