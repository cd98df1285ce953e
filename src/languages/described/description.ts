// What a description of a language says: the keys of language.json, with what each may be. docs/templates.md lists them for users, and a test
// compares the two. Reads no file, and spells nothing.

import * as z from "zod/mini";
import type { BasicOperatorName } from "../../program/operator-name.ts";
import { isConversion } from "../../program/convert.ts";
import type { Scalar } from "../../program/scalar.ts";
import { patternFault } from "./pattern.ts";

const SCALAR_NAMES = ["f32", "f64", "i8", "u8", "i16", "u16", "i32", "u32", "bool"] as const satisfies readonly Scalar[];
export const CASES = ["snake_case", "camelCase", "PascalCase", "UPPER_CASE"] as const;
export type NameCase = (typeof CASES)[number];

const CONVERSIONS = ["round", "truncate", "saturate", "bits"] as const;

/** `round`, `round to f32`, or `round i32 f32`: how, from which type, to which. */
const CONVERSION_KEYS: readonly string[] = CONVERSIONS.flatMap((how) => [
  how,
  ...SCALAR_NAMES.filter((to) => SCALAR_NAMES.some((from) => isConversion(from, to, how))).map((to) => `${how} to ${to}`),
  ...SCALAR_NAMES.flatMap((from) => SCALAR_NAMES.filter((to) => isConversion(from, to, how)).map((to) => `${how} ${from} ${to}`)),
]);

/** What is said of a value of another type goes on from its key. */
const mustBe = (what: string): { readonly error: (issue: { readonly input?: unknown }) => string } => ({
  error: ({ input }) => (input === undefined ? "is missing" : `must be ${what}`),
});

/** The mark of what nnc puts into a text later. */
const RESERVED_CHARACTER = /[\uE000\uE001]/;

const LONGEST_TEXT = 400;

const anyText = z.string(mustBe("a text")).check(
  z.maxLength(LONGEST_TEXT, `must have ${LONGEST_TEXT} characters at the most`),
  z.refine((text) => !text.includes("\n") && !text.includes("\r"), "must be one line"),
  z.refine((text) => !RESERVED_CHARACTER.test(text), "has a character that nnc keeps to itself, U+E000 or U+E001"),
);

function matching(format: RegExp, what: string): z.ZodMiniType<string> {
  return anyText.check(z.regex(format, `must be ${what}`));
}

/** Of which a table may hold many. */
const shortText = matching(/^[\x20-\x7e]{1,40}$/, "a text of 1 to 40 ASCII characters");

function oneOf<const Name extends string>(names: readonly Name[]): z.ZodMiniType<Name> {
  return z.enum(names, mustBe(names.map((name) => `"${name}"`).join(" or ")));
}

/** A text with all of the places `must`, and perhaps with those of `may`. */
function pattern(must: readonly string[], may: readonly string[] = []): z.ZodMiniType<string> {
  const checked = z.transform((text: string, context) => {
    const fault = patternFault(text, must, may);
    if (fault === undefined) return text;
    context.issues.push({ code: "custom", input: text, message: `is no such text: ${fault}` });
    return z.NEVER;
  });
  return z.pipe(anyText, checked);
}

/** A text for all types of the operands, or one for each. */
export type ByType = string | Readonly<Partial<Record<Scalar, string>>>;

function byType(must: readonly string[]): z.ZodMiniOptional<z.ZodMiniType<ByType>> {
  const texts = z.union([anyText, z.partialRecord(z.enum(SCALAR_NAMES), anyText)], mustBe(`a text, or an object with texts by type: ${SCALAR_NAMES.join(", ")}`));
  const checked = z.transform((given: ByType, context) => {
    const faults = (typeof given === "string" ? [given] : Object.values(given)).flatMap((text) => patternFault(text, must, []) ?? []);
    if (faults.length === 0) return given;
    context.issues.push({ code: "custom", input: given, message: `is no such text: ${faults[0]}` });
    return z.NEVER;
  });
  return z.optional(z.pipe(texts, checked));
}

const two = byType(["left", "right"]);
const one = byType(["of"]);
const shifted = byType(["of", "count"]);

export const descriptionSchema = z.strictObject(
  {
    title: matching(/^\S(?:.{0,40}\S)?$/, "a name of at most 42 characters"),
    extension: matching(/^[A-Za-z0-9]{1,12}$/, "letters and digits without a dot, 12 at the most"),
    comment: pattern(["text"]),
    indent: matching(/^[ \t]{1,8}$/, "blanks or tabs"),
    reserved: z.array(matching(/^[A-Za-z_]\w*$/, "a word"), mustBe("a list of words")),
    names: z.strictObject({ functions: oneOf(CASES), variables: oneOf(CASES), tables: oneOf(CASES) }, mustBe("an object")),
    types: z.optional(z.partialRecord(z.enum(SCALAR_NAMES), anyText, mustBe("an object"))),
    elementTypes: z.optional(z.partialRecord(z.enum(SCALAR_NAMES), anyText, mustBe("an object"))),
    literals: z.optional(z.partialRecord(z.enum(SCALAR_NAMES), pattern(["digits"]), mustBe("an object"))),
    truth: z.strictObject({ true: shortText, false: shortText }, mustBe("an object")),
    round: z.optional(pattern(["value"])),
    operators: z.strictObject(
      {
        add: two, subtract: two, multiply: two, multiplyAdd: byType(["left", "right", "addend"]), divide: two, negate: one, squareRoot: one, less: two, lessOrEqual: two, equal: two, not: one,
        minimum: two, maximum: two, multiplyHigh: two, quotient: two, and: two, or: two, exclusiveOr: two, shiftLeft: shifted, shiftRight: shifted,
      } satisfies Readonly<Record<Exclude<BasicOperatorName, "select">, unknown>>,
      mustBe("an object"),
    ),
    select: pattern(["condition", "whenTrue", "whenFalse"]),
    conversions: z.optional(z.partialRecord(z.enum(CONVERSION_KEYS), pattern(["of"], ["least", "greatest"]), mustBe("an object"))),
    element: pattern(["array", "index"]),
    function: z.strictObject(
      {
        exported: pattern(["name", "parameters"], ["result"]),
        internal: z.optional(pattern(["name", "parameters"], ["result"])),
        number: pattern(["name"], ["type"]),
        inputArray: pattern(["name"], ["type", "size"]),
        outputArray: pattern(["name"], ["type", "size"]),
        separator: z.optional(anyText),
        result: z.optional(pattern([], ["type"])),
        noResult: z.optional(anyText),
      },
      mustBe("an object"),
    ),
    statements: z.strictObject(
      {
        let: pattern(["name", "value"], ["type"]),
        variable: z.optional(pattern(["name", "value"], ["type"])),
        set: pattern(["name", "value"]),
        store: z.optional(pattern(["target", "value"])),
        for: pattern(["variable", "extent"]),
        forSteps: pattern(["variable", "extent", "step"]),
        end: z.optional(anyText),
        return: pattern(["value"]),
        ignore: z.optional(pattern(["name"])),
        scratch: pattern(["name", "size"], ["type", "zero"]),
      },
      mustBe("an object"),
    ),
    tables: z.strictObject(
      {
        open: pattern(["name"], ["type", "size"]),
        close: anyText,
        number: z.optional(pattern(["digits"])),
        single: pattern(["name", "value"], ["type"]),
      },
      mustBe("an object"),
    ),
  },
  mustBe("an object"),
);

export type Description = z.infer<typeof descriptionSchema>;
