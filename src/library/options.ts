// Takes options as programs give them, those without types among them: refuses names there are not and values of other types, and copies
// lists, so that what a caller changes afterwards changes nothing. What the values mean is for others to judge.

import * as z from "zod/mini";
import { SETTING_NAMES, type Mention } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { LoadedModel } from "../pipeline/load-model.ts";
import { nameRefused, valueRefused } from "./refuse.ts";

const LONGEST_SHOWN = 60;

/** What is said of an option's type continues "it must be". */
export const mustBe = (what: string): string => `it must be ${what}`;

export const text = z.string(mustBe("a text"));
export const finiteNumber = z.number(mustBe("a finite number"));
/** Never negative, as of the command line. */
export const tolerance = z.number(mustBe("a finite number")).check(z.minimum(0, "an error is never negative"));
export const expressions = z.union([z.string(), z.array(z.string())], mustBe("an expression, or a list with one for each output"));
export const domain = z.record(
  z.string(),
  z.tuple([finiteNumber, finiteNumber], mustBe("two numbers, the lower one first")),
  mustBe("an object with an interval for each variable, such as { x: [0, 1] }"),
);

/** One of some names. */
export function oneOf<const Name extends string>(names: readonly Name[]): z.ZodMiniType<Name> {
  return z.enum(names, mustBe(names.map((name) => `'${name}'`).join(" or ")));
}

/** The options of a function: those of `shape`, and no others. */
export function optionsLike<const Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodMiniObject<Shape, z.core.$strict> {
  return z.strictObject(shape, mustBe("an object"));
}

/**
 * The options, of the types that the schema says.
 *
 * @param called the function whose options they are.
 * @throws DiagnosticError (usage) for the first that is of another type, or that there is not.
 */
export function optionsOf<Options>(schema: z.ZodMiniType<Options> & { readonly shape: object }, given: unknown, called: string): Options {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new RangeError("options were refused without an issue");
  const place = placeOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys.slice(0, 1).join("");
    const names = Object.keys(issue.path.length === 0 ? schema.shape : {});
    throw nameRefused({
      message: `${written(issue.path) || called} has no option '${key}'`,
      place,
      note: names.length === 0 ? undefined : `its options: ${names.join(", ")}`,
      hint: didYouMean(key, names) ?? "leave it out",
    });
  }
  const what = issue.path.length === 0 ? `the options of ${called} are` : `${written(issue.path)} is`;
  throw valueRefused({ message: `${what} ${shown(issue.input)}`, place, note: issue.message });
}

/**
 * The same model.
 *
 * @throws DiagnosticError (usage) where it is none, as for a promise of one.
 */
export function modelGiven(model: LoadedModel, called: string): LoadedModel {
  if (isModel(model)) return model;
  throw valueRefused({
    message: `${called} was given no model`,
    note: "models are what read gives, and what the promise of train is of",
    hint: `write ${called}(read(bytes)) or ${called}(await train())`,
  });
}

function isModel(value: unknown): boolean {
  return typeof value === "object" && value !== null && "model" in value && "program" in value;
}

function placeOf([option]: readonly PropertyKey[]): Mention | string | undefined {
  if (option === undefined) return undefined;
  const setting = SETTING_NAMES.find((name) => name === option);
  return setting === undefined ? String(option) : { setting };
}

/** As programs write what lies there: `domain.x[0]`. */
function written(path: readonly PropertyKey[]): string {
  return path.map((key, depth) => (typeof key === "number" ? `[${key}]` : `${depth === 0 ? "" : "."}${String(key)}`)).join("");
}

/** Long values by their types. */
function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return shortened(JSON.stringify(value), "a list");
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? shortened(`'${value}'`, "a text") : String(value);
}

function shortened(value: string, otherwise: string): string {
  return value.length <= LONGEST_SHOWN && !value.includes("\n") ? value : otherwise;
}
