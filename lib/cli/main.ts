#!/usr/bin/env node
import { failure } from "./exit";
import { program } from "./program";
import { endQuietlyWhenClosed } from "./terminal";

endQuietlyWhenClosed(process);
program(process)
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    const { exit, message } = failure(error);
    if (message !== undefined) process.stderr.write(`${message}\n`);
    process.exitCode = exit;
  });
