import { TestEnvironment } from "jest-environment-node";
import { runningLab } from "../lab/lab-description";
import { say } from "../lab/progress";
import { tailOf } from "../lab/servers";

/** The part of jest-circus's events that is read here. */
interface TestEvent {
  readonly name: string;
  readonly test?: { readonly name: string };
}

/** Says which test runs, and prints the end of every server's log when one fails: the cause is often only there. */
export default class LabEnvironment extends TestEnvironment {
  handleTestEvent(event: TestEvent): void {
    if (event.name === "test_start" && event.test) say(`› ${event.test.name}`);
    if (event.name !== "test_fn_failure" && event.name !== "hook_failure") return;
    for (const { name, log } of runningLab()?.logs ?? []) {
      process.stderr.write(`\n${name}, the end of ${log}:\n${tailOf(log)}\n`);
    }
  }
}
