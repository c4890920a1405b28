import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PolicyObject } from "cdktf-tenants/proof";

/** A question to the independent simulator, with the context in full: it derives nothing. */
export interface OracleQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly policies: {
    readonly identity?: readonly PolicyObject[] | undefined;
    readonly boundary?: readonly PolicyObject[] | undefined;
    readonly session?: readonly PolicyObject[] | undefined;
    readonly resource?: PolicyObject | undefined;
  };
}

/** Asks the simulator, in a process of its own. Answers in the order of the questions. */
export async function askOracle(
  questions: readonly OracleQuestion[],
): Promise<readonly ("allow" | "deny")[]> {
  const child = spawn(process.execPath, [join(__dirname, "oracle-child.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const answers: ("allow" | "deny")[] = [];
  const read = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const { id, decision } = JSON.parse(line) as { id: number; decision: "allow" | "deny" };
      answers[id] = decision;
    }
  })();
  child.stdin.end(questions.map((question, id) => `${JSON.stringify({ ...question, id })}\n`).join(""));
  await read;
  const code = await ended;
  if (code !== 0 || answers.length !== questions.length)
    throw new Error(`the oracle answered ${answers.length} of ${questions.length} and ended with ${code}`);
  return answers;
}
