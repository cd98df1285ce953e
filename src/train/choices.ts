// Reads the text of a setting that chooses from a registry: a name, and numbers behind a colon. Knows no registry.

import { isDecimal } from "../numeric/decimal-text.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../diagnostics/ids.ts";
import type { SettingName } from "../diagnostics/prose.ts";
import { setting } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";

/** What can be chosen by name. */
export interface Choice {
  readonly name: string;
  /** Shorter names. */
  readonly aliases?: readonly string[];
  /** The numbers that may stand behind the name: `name:first,second`. */
  readonly parameters: readonly ChoiceParameter[];
}

export interface ChoiceParameter {
  /** As it is called in messages. */
  readonly name: string;
  /** Its value where it is left out; undefined where it must be given. */
  readonly usual: number | undefined;
  /** Asked about the number as given and as float32. */
  readonly allows: (value: number) => boolean;
  /** What is allowed: it completes "it must be". */
  readonly range: string;
  /** A value for hints. */
  readonly example: number;
}

/** What is chosen: `one` is the setting too. */
export interface ChoiceKind {
  readonly one: Extract<SettingName, "initialiser" | "loss" | "optimiser" | "schedule">;
  readonly many: string;
}

export interface Chosen<Item> {
  readonly item: Item;
  /** One for each parameter, in float64. */
  readonly values: readonly number[];
  /** The shortest text that chooses the same: the full name, without values that are usual. */
  readonly text: string;
}

/**
 * The item that `text` names, with the values of its parameters.
 *
 * @throws DiagnosticError (usage, at the setting of the kind's name) for unknown names, missing, superfluous, malformed and
 * forbidden values.
 */
export function readChoice<Item extends Choice>(text: string, items: readonly Item[], kind: ChoiceKind): Chosen<Item> {
  const [name] = text.split(":");
  const item = items.find((one) => one.name === name || one.aliases?.includes(name));
  if (item === undefined) {
    const names = items.map((one) => one.name);
    const known = items.flatMap((one) => [one.name, ...(one.aliases ?? [])]);
    throw refused(
      "choice-unknown",
      kind,
      `there is no ${kind.one} '${name}'`,
      `${kind.many}: ${names.join(", ")}`,
      didYouMean(name, known),
    );
  }
  const given = text === name ? [] : text.slice(name.length + 1).split(",");
  const { parameters } = item;
  if (given.length > parameters.length) {
    const most = ["no value", "one value"][parameters.length] ?? `${parameters.length} values`;
    throw refused(
      "choice-values-surplus",
      kind,
      `${item.name} takes ${most}, but '${text}' gives ${given.length}`,
      undefined,
      `write ${exampleOf(item)}`,
    );
  }
  const values = parameters.map((parameter, position) => readValue(given[position], parameter, item, kind));
  return { item, values, text: shortest(item, values) };
}

function readValue(given: string | undefined, parameter: ChoiceParameter, item: Choice, kind: ChoiceKind): number {
  const { name, usual, allows, range } = parameter;
  if (given === undefined) {
    if (usual !== undefined) return usual;
    throw refused("choice-value-missing", kind, `${item.name} needs the ${name}`, undefined, `write ${exampleOf(item)}`);
  }
  const value = isDecimal(given) ? Number(given) : NaN;
  if (Number.isFinite(value) && allows(value) && allows(Math.fround(value))) return value;
  throw refused(
    "choice-value-invalid",
    kind,
    `'${given}' is no value for the ${name} of ${item.name}`,
    `it must be ${range}`,
    `write ${exampleOf(item)}`,
  );
}

function shortest({ name, parameters }: Choice, values: readonly number[]): string {
  let count = values.length;
  while (count > 0 && values[count - 1] === parameters[count - 1].usual) count--;
  return count === 0 ? name : `${name}:${values.slice(0, count).join(",")}`;
}

/** The text that chooses an item with a value for each of its parameters: for help and hints. */
export function exampleOf({ name, parameters }: Choice): string {
  return parameters.length === 0 ? name : `${name}:${parameters.map((parameter) => parameter.example).join(",")}`;
}

function refused(id: DiagnosticId, kind: ChoiceKind, message: string, note?: string, hint?: string): DiagnosticError {
  return new DiagnosticError({ id, message, place: setting(kind.one), note, hint });
}
