import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { openLab } from "../lab/lab";

const NAME = "/self-check/repeated";
const ssm = openLab().root().ssm;

const put = (value: string, invocation: string) =>
  ssm.send(sameCall(new PutParameterCommand({ Name: NAME, Type: "String", Value: value }), invocation));

/** The command as an attempt of the call that has this id. */
function sameCall(command: PutParameterCommand, invocation: string): PutParameterCommand {
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers["amz-sdk-invocation-id"] = invocation;
      return next(args);
    },
    { name: "sameCall", step: "finalizeRequest", priority: "low" },
  );
  return command;
}

async function valueIn(client: SSMClient): Promise<string | undefined> {
  return (await client.send(new GetParameterCommand({ Name: NAME }))).Parameter?.Value;
}

describe("A call whose answer was lost is repeated without harm", () => {
  afterAll(() => ssm.send(new DeleteParameterCommand({ Name: NAME })));

  test("the same call has its effect once and gets the same answer, another call is judged anew", async () => {
    const first = await put("one", "call-1");
    expect(await put("one", "call-1")).toMatchObject({ Version: first.Version });
    await expect(put("two", "call-2")).rejects.toThrow(/already exists/i);
    expect(await valueIn(ssm)).toBe("one");
  });

  test("a refusal is not kept: the same call succeeds once its cause is gone", async () => {
    await expect(put("three", "call-3")).rejects.toThrow(/already exists/i);
    await ssm.send(new DeleteParameterCommand({ Name: NAME }));
    await put("three", "call-3");
    expect(await valueIn(ssm)).toBe("three");
  });

  test("attempts at the same time are one call", async () => {
    await ssm.send(new DeleteParameterCommand({ Name: NAME }));
    const answers = await Promise.all([put("four", "call-4"), put("four", "call-4"), put("four", "call-4")]);
    expect(answers.map(({ Version }) => Version)).toEqual([1, 1, 1]);
  });
});
