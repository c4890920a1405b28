import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "../lab/environment";
import { openLab } from "../lab/lab";
import { PROJECT } from "../lab/paths";

const EXAMPLES = join(PROJECT, "examples");
const lab = openLab();

/** The stacks of every example, synthesized as it stands: names and folders. */
const stacks = readdirSync(EXAMPLES)
  .filter((name) => existsSync(join(EXAMPLES, name, "cdktf.json")))
  .flatMap((name) => {
    const folder = join(synthesized(name), "stacks");
    return readdirSync(folder).map((stack) => [`${name}/${stack}`, join(folder, stack)] as const);
  });

/** At once, unlike everything else here: the tests are named after the stacks. */
function synthesized(example: string): string {
  const copy = lab.copyOfApp(join(EXAMPLES, example));
  const { app } = JSON.parse(readFileSync(join(copy, "cdktf.json"), "utf8")) as { app: string };
  const [file = "", ...args] = app.split(" ");
  const env = { ...cleanEnvironment(), CDKTF_OUTDIR: "cdktf.out" };
  execFileSync(file, args, { cwd: copy, env, stdio: ["ignore", "pipe", "pipe"] });
  return join(copy, "cdktf.out");
}

describe("The output of every example fits the schemas of the real providers", () => {
  test.each(stacks)("%s is valid as it was synthesized, without a warning", async (_name, folder) => {
    const terraform = lab.terraform(folder);
    await terraform.init();
    expect(await terraform.validate()).toEqual({ valid: true, diagnostics: [] });
  });
});

describe("What the local stand-ins cannot do", () => {
  const listed = JSON.parse(readFileSync(join(__dirname, "..", "not-emulated.json"), "utf8")) as Record<
    string,
    unknown
  >[];

  test.each(listed.map((entry) => [String(entry["what"]), entry] as const))(
    "is listed with where, the reason, and what is done instead: %s",
    (_what, entry) => {
      const text = expect.stringMatching(/^\S.*\S$/);
      expect(entry).toEqual({ what: text, where: text, reason: text, instead: text });
    },
  );
});
