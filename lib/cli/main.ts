#!/usr/bin/env node
import { failure } from "./exit";
import { program } from "./program";
import { endQuietlyWhenClosed } from "./terminal";

endQuietlyWhenClosed(process);
try {
  program(process).parse(process.argv);
} catch (error) {
  const { exit, message } = failure(error);
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exitCode = exit;
}
