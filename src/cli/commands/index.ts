// The commands of nnc. Adding one is a file beside this one and a line here.

import type { Command } from "../command.ts";
import { check } from "./check.ts";
import { convert } from "./convert.ts";
import { emit } from "./emit.ts";
import { info } from "./info.ts";
import { run } from "./run.ts";
import { trace } from "./trace.ts";
import { train } from "./train.ts";

export const COMMANDS: readonly Command[] = [train, emit, check, run, info, convert, trace];
