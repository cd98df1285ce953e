#!/usr/bin/env node
// Where the program nnc starts. Everything is in command-line.ts; only the exit code is set here.

import { runCommandLine } from "./command-line.ts";

// Not process.exit: it would cut off what is still on its way into a pipe.
process.exitCode = await runCommandLine(process.argv.slice(2));
