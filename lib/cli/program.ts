import { Command } from "commander";
import { addDiff } from "./commands/diff";
import type { OpeningsReport } from "./commands/grants";
import { openingsReport } from "./commands/grants";
import { addProve } from "./commands/prove";
import { grantsText } from "./commands/grants-text";
import type { Listing } from "./commands/list";
import { listing } from "./commands/list";
import { listText } from "./commands/list-text";
import type { TenantReport } from "./commands/show";
import { tenantReport } from "./commands/show";
import { showText } from "./commands/show-text";
import { findTenant } from "./find-tenant";
import { planIn } from "./folder";
import { packageVersion } from "./package-version";
import type { Style, Terminal } from "./terminal";
import { styleOf } from "./terminal";

const FOLDER = "what `cdktf synth` wrote (default: `output` of cdktf.json, or cdktf.out)";

const EPILOGUE = `
Only what was synthesized is read: neither the app, nor Terraform, nor AWS is called.

Exit codes:
  0   fine; prove: nothing is open but what was declared; diff: the change opens nothing else
  1   prove: something is open that nobody declared; diff: because of the change
  2   called wrongly, or a name that does not exist; prove, diff: something cannot be told
  3   the input is missing, damaged, or not of one synthesis

Examples:
  $ cdktf-tenants list                          everything in cdktf.out
  $ cdktf-tenants list build/cdktf.out --json   the same, for scripts
  $ cdktf-tenants show dev                      what belongs to the tenant dev
  $ cdktf-tenants show dev -i prod              where two Infrastructures have one
  $ cdktf-tenants grants                        everything that is declared open
  $ cdktf-tenants grants dev                    what dev gives, and what it receives
  $ cdktf-tenants prove                         whether anything else is open
  $ cdktf-tenants diff main.out pr.out          what a change opens and closes`;

const LIST_EXAMPLES = `
Examples:
  $ cdktf-tenants list
  $ cdktf-tenants list cdktf.out --json | jq '.totals'`;

const SHOW_EXAMPLES = `
Examples:
  $ cdktf-tenants show dev
  $ cdktf-tenants show dev --infrastructure prod
  $ cdktf-tenants show prod-tenants/dev cdktf.out    by its construct path
  $ cdktf-tenants show dev --json | jq -r '.resources[].address'`;

const GRANTS_EXAMPLES = `
Examples:
  $ cdktf-tenants grants
  $ cdktf-tenants grants dev
  $ cdktf-tenants grants --dir build/cdktf.out
  $ cdktf-tenants grants dev --json | jq -r '.gives.grants[] | select(.expires == null) | .path'`;

/** The commands. Commander throws instead of ending the process, so that all output is written first. */
export function program(terminal: Terminal): Command {
  const command = new Command("cdktf-tenants")
    .description("Tenants of a synthesized app: who exists, what is shared, and whether anything else is.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help for a command")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError("(see `cdktf-tenants --help`)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", EPILOGUE);
  addList(command, terminal);
  addShow(command, terminal);
  addGrants(command, terminal);
  addProve(command, terminal);
  addDiff(command, terminal);
  return command;
}

function addList(parent: Command, terminal: Terminal): void {
  parent
    .command("list")
    .description("list Infrastructures, tenants and stacks, and where each plan lies")
    .argument("[dir]", FOLDER)
    .option("--json", "print JSON, version 1 (docs/CLI.md)")
    .addHelpText("after", LIST_EXAMPLES)
    .action((dir: string | undefined, options: { json?: true }) => {
      print<Listing>(terminal, listing(planIn(dir)), options, listText);
    });
}

function addShow(parent: Command, terminal: Terminal): void {
  parent
    .command("show")
    .description("show one tenant: its place, and every resource that belongs to it")
    .argument("<tenant>", "its name, or its construct path")
    .argument("[dir]", FOLDER)
    .option("-i, --infrastructure <name>", "the Infrastructure, where several have a tenant of that name")
    .option("--json", "print JSON, version 1 (docs/CLI.md)")
    .addHelpText("after", SHOW_EXAMPLES)
    .action((name: string, dir: string | undefined, options: { json?: true; infrastructure?: string }) => {
      const plan = planIn(dir);
      const tenant = findTenant(plan.intent, name, options.infrastructure);
      print<TenantReport>(terminal, tenantReport(plan, tenant), options, showText);
    });
}

function addGrants(parent: Command, terminal: Terminal): void {
  parent
    .command("grants")
    .description("list what is declared open, rules and grants, with reason, expiry and addresses")
    .argument("[tenant]", "its name, or its construct path (default: all)")
    .argument("[dir]", FOLDER)
    .option("-d, --dir <dir>", `${FOLDER}; for all tenants`)
    .option("-i, --infrastructure <name>", "the Infrastructure, where several have a tenant of that name")
    .option("--json", "print JSON, version 1 (docs/CLI.md)")
    .addHelpText("after", GRANTS_EXAMPLES)
    .action(
      (
        name: string | undefined,
        dir: string | undefined,
        options: { json?: true; infrastructure?: string; dir?: string },
      ) => {
        const plan = planIn(dir ?? options.dir);
        const tenant = name === undefined ? undefined : findTenant(plan.intent, name, options.infrastructure);
        print<OpeningsReport>(terminal, openingsReport(plan, tenant), options, grantsText);
      },
    );
}

function print<Report>(
  terminal: Terminal,
  report: Report,
  options: { json?: true },
  text: (report: Report, style: Style) => string,
): void {
  terminal.stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : text(report, styleOf(terminal)),
  );
}
