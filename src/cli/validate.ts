// Checks what was given on the command line against a schema. Every refusal becomes a usage diagnostic.

import * as z from "zod";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { GivenArguments, PositionalDefinition } from "./command.ts";

/** What is wrong with a value: the fields of a diagnostic that the value's option does not know. */
export interface Problem {
  readonly problem: string;
  readonly note?: string;
  readonly hint?: string;
}

/** A schema for the text of an option, from a function that reads it. */
export function text<Value>(read: (text: string) => Value | Problem): z.ZodType<Value> {
  return z.string().transform((given, context) => {
    const value = read(given);
    if (!isProblem(value)) return value;
    context.addIssue({ code: "custom", message: value.problem, params: { note: value.note, hint: value.hint } });
    return z.NEVER;
  });
}

/** A schema for an option that may be repeated; an empty list where it is not given. */
export function texts<Value>(read: (text: string) => Value | Problem): z.ZodType<readonly Value[]> {
  return z.array(text(read)).default([]);
}

export const flag: z.ZodType<boolean> = z.boolean().default(false);

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "problem" in value;
}

const problemDetails = z.object({ note: z.string().optional(), hint: z.string().optional() });

/** @throws DiagnosticError of category usage for the first value that is refused. */
export function validate<Settings>(
  schema: z.ZodType<Settings>,
  given: GivenArguments,
  positionals: readonly PositionalDefinition[],
): Settings {
  const named = positionals.slice(0, given.positionals.length).map(({ name }, place) => [name.toLowerCase(), given.positionals[place]]);
  const result = schema.safeParse({ ...given.options, ...Object.fromEntries(named) });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const option = String(issue?.path[0] ?? "");
  const details = problemDetails.safeParse(issue?.code === "custom" ? issue.params : {}).data ?? {};
  throw new DiagnosticError({
    category: "usage",
    message: issue?.message ?? "the arguments cannot be used",
    place: positionals.find(({ name }) => name.toLowerCase() === option)?.name ?? `--${option}`,
    ...(details.note === undefined ? {} : { note: details.note }),
    ...(details.hint === undefined ? {} : { hint: details.hint }),
  });
}
