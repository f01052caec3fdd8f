#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
// What a library has left open, such as a name look-up without an answer, must not keep a program that is done.
setTimeout(() => process.exit(), 500).unref();
