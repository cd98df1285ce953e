// Checks what was given on the command line against a schema: settings from texts. Every refusal becomes a usage diagnostic.

import * as z from "zod/mini";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Problem } from "../../diagnostics/problem.ts";
import { isProblem } from "../../diagnostics/problem.ts";
import type { GivenArguments, PositionalDefinition } from "./command.ts";
import { optionOf } from "../../shell/option-spelling.ts";

/** A schema for the text of an option, from a function that reads it. */
export function text<Value>(read: (text: string) => Value | Problem): z.ZodMiniType<Value> {
  const reading = z.transform((given: string, context) => {
    const value = read(given);
    if (!isProblem(value)) return value;
    context.issues.push({ code: "custom", input: given, message: value.problem, params: { note: value.note, hint: value.hint } });
    return z.NEVER;
  });
  return z.pipe(z.string(), reading);
}

/** A schema for an option that may be repeated; an empty list where it is not given. */
export function texts<Value>(read: (text: string) => Value | Problem): z.ZodMiniType<readonly Value[]> {
  return z._default(z.array(text(read)), []);
}

export const flag: z.ZodMiniType<boolean> = z._default(z.boolean(), false);

const problemDetails = z.object({ note: z.optional(z.string()), hint: z.optional(z.string()) });

/** @throws DiagnosticError of category usage for the first value that is refused. */
export function validate<Settings>(
  schema: z.ZodMiniType<Settings>,
  given: GivenArguments,
  positionals: readonly PositionalDefinition[],
): Settings {
  const named = positionals.slice(0, given.positionals.length).map(({ name, isList }, place) => {
    return [name.toLowerCase(), isList === true ? given.positionals.slice(place) : given.positionals[place]];
  });
  const result = schema.safeParse({ ...given.options, ...Object.fromEntries(named) });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0] ?? "");
  const details = problemDetails.safeParse(issue?.code === "custom" ? issue.params : {}).data ?? {};
  throw new DiagnosticError({
    id: "argument-invalid",
    message: issue?.message ?? "the arguments cannot be used",
    place: positionals.find((positional) => positional.name.toLowerCase() === name)?.name ?? optionOf(name),
    note: details.note,
    hint: details.hint,
  });
}
