import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../lab/guard";
import { requireTools } from "../lab/tools";

/** A PATH of one folder with these commands, each of which prints the given text. */
function withPath<T>(commands: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const folder = temporaryFolder("path");
  for (const [name, printed] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${printed}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const original = process.env["PATH"];
  process.env["PATH"] = folder;
  return work().finally(() => (process.env["PATH"] = original));
}

describe("A tool that is missing or too old is said before anything starts", () => {
  test("every problem is in one error, with the reason and what to install", async () => {
    const tools = withPath({ terraform: '{"terraform_version": "1.9.8"}' }, () =>
      requireTools(["terraform", "kubectl"]),
    );
    await expect(tools).rejects.toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          new RegExp(
            [
              "terraform \\(.*/terraform\\) is 1\\.9\\.8; 1\\.11 or newer is needed",
              "why  applies what the library synthesized",
              "do   install it: https://developer\\.hashicorp\\.com/terraform/install",
              "kubectl is not on the PATH",
            ].join("\\n\\s+"),
          ),
        ),
      }),
    );
  });

  test("a command that cannot say its version is not taken", async () => {
    const tools = withPath({ python3: "something else" }, () => requireTools(["python3"]));
    await expect(tools).rejects.toThrow(/python3 .* did not say its version: something else/);
  });

  test("a tool that is new enough is found by its absolute path", async () => {
    const { terraform } = await withPath({ terraform: '{"terraform_version": "1.12.0"}' }, () =>
      requireTools(["terraform"]),
    );
    expect(terraform).toMatch(/^\/.*\/terraform$/);
  });
});
