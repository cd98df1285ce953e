// Makes a command of its definition: what is given is checked against a schema before it runs.

import type * as z from "zod/mini";
import type { Terminal } from "../terminal/terminal.ts";
import type { Command } from "./command.ts";
import { validate } from "./validate.ts";

interface CommandDefinition<Settings> extends Omit<Command, "run"> {
  /** From what is given, by settings and by the positional arguments' names in lower case. */
  readonly schema: z.ZodMiniType<Settings>;
  readonly run: (settings: Settings, terminal: Terminal) => Promise<number>;
}

/** Puts a schema before `run`, which then sees settings that are valid. */
export function defineCommand<Settings>(definition: CommandDefinition<Settings>): Command {
  const { schema, run, ...rest } = definition;
  return {
    ...rest,
    run: (given, terminal) => run(validate(schema, given, definition.positionals), terminal),
  };
}
