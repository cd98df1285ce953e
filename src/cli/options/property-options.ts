// The options that ask for properties to be proved: --properties, --around and --radius.

import * as z from "zod/mini";
import { PROPERTY_NAMES, type PropertyName } from "../../certify/properties/property-name.ts";
import { isProblem, type Problem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { parseDecimal, readNumber, readNumbers } from "../../run/settings/numbers.ts";
import type { OptionDefinition } from "../arguments/command.ts";
import { text, texts } from "../arguments/validate.ts";
import { readPath } from "./shared-options.ts";

export const PROPERTY_OPTIONS: readonly OptionDefinition[] = [
  { name: "properties", kind: "list", describe: `prove these in place of the error, with commas between them: ${PROPERTY_NAMES.join(", ")}` },
  { name: "around", kind: "list", describe: "prove that the class of a classifier stays the same around a point, numbers with commas between them, or a file of samples" },
  { name: "radius", kind: "value", describe: "by how much each input may differ from --around" },
];

export const propertyFields = {
  properties: texts(readProperties),
  around: texts(readAround),
  radius: z.optional(text(readRadius)),
};

/** Their names, each one once. */
function readProperties(given: string): readonly PropertyName[] | Problem {
  const words = given.split(",").map((word) => word.trim());
  const unknown = words.find((word) => !PROPERTY_NAMES.some((name) => name === word));
  if (unknown === undefined) return PROPERTY_NAMES.filter((name) => words.includes(name));
  return { problem: `there is no property called '${unknown}'`, note: `properties: ${PROPERTY_NAMES.join(", ")}`, hint: didYouMean(unknown, PROPERTY_NAMES) };
}

/** A point, or the path of a file of them. */
export type Around = { readonly kind: "point"; readonly point: readonly number[] } | { readonly kind: "file"; readonly path: string };

function readAround(given: string): Around | Problem {
  const numbers = readNumbers(given);
  if (!isProblem(numbers)) return { kind: "point", point: numbers };
  // A file may be called so, but a point that was mistyped is what it is far more often.
  if (given.includes(",") && given.split(",").some((word) => parseDecimal(word) !== undefined)) {
    return { problem: numbers.problem, hint: "separate the numbers of a point by commas; a file of such a name is given as ./NAME" };
  }
  const path = readPath(given);
  return typeof path === "string" ? { kind: "file", path } : path;
}

function readRadius(given: string): number | Problem {
  const value = readNumber(given);
  if (typeof value !== "number" || value >= 0) return value;
  return { problem: `${given} is less than 0`, hint: "give by how much an input may differ, such as 0.1" };
}
