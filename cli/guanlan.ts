#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";

for (const stream of [process.stdout, process.stderr]) stream.on("error", leaveClosedPipe);
process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
// What a library has left open, such as a name look-up without an answer, must not keep a program that is done.
setTimeout(() => process.exit(), 500).unref();

/** Whoever reads of a list what they need, as `head` does, closes its pipe; that is no fault. */
function leaveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
