import {
  AddPermissionCommand,
  CreateAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  TagResourceCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { CODE_FILE } from "../complete";
import { type Asked, type Calls, TAG } from "./call";

const functionOf = ({ arn }: Asked) => ({ FunctionName: arn.split(":")[6] ?? "" });

let names = 0;
/** A new one each time: aliases and statements are made once. */
const name = () => `replayed${(names += 1)}`;

/** Requests to functions. */
export const FUNCTIONS: Calls = {
  "lambda:GetFunction": {
    make: (asked) => asked.session.lambda.send(new GetFunctionCommand(functionOf(asked))),
  },
  "lambda:GetFunctionConfiguration": {
    make: (asked) => asked.session.lambda.send(new GetFunctionConfigurationCommand(functionOf(asked))),
  },
  "lambda:InvokeFunction": {
    make: (asked) =>
      asked.session.lambda.send(new InvokeCommand({ ...functionOf(asked), InvocationType: "DryRun" })),
  },
  "lambda:AddPermission": {
    make: (asked) =>
      asked.session.lambda.send(
        new AddPermissionCommand({
          ...{ ...functionOf(asked), StatementId: name(), Action: "lambda:GetFunction" },
          Principal: "111122223333",
        }),
      ),
    takesAway: true,
  },
  "lambda:CreateAlias": {
    make: (asked) =>
      asked.session.lambda.send(
        new CreateAliasCommand({ ...functionOf(asked), Name: name(), FunctionVersion: "$LATEST" }),
      ),
  },
  "lambda:TagResource": {
    make: ({ session, arn }) =>
      session.lambda.send(new TagResourceCommand({ Resource: arn, Tags: { [TAG.key]: TAG.value } })),
  },
  "lambda:UpdateFunctionCode": {
    make: (asked) =>
      asked.session.lambda.send(
        new UpdateFunctionCodeCommand({ ...functionOf(asked), ZipFile: CODE_FILE.content }),
      ),
  },
};
