// The options several commands share, and how their texts are read. Pure: looks at no file.

import { OPTIMISATIONS, type Optimisation } from "../../codegen/lower/layout.ts";
import { MATHEMATICS, type Mathematics } from "../../codegen/mathematics.ts";
import type { Problem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { OptionDefinition, PositionalDefinition } from "../arguments/command.ts";

export const DEFAULT_MODEL = "nnc-model.onnx";

export const MODEL_ARGUMENT: PositionalDefinition = {
  name: "MODEL",
  describe: `the model file (ONNX, .tflite or Chainer .npz), ${DEFAULT_MODEL} where it is left out, - for standard input`,
};

export const TARGET_OPTION: OptionDefinition = {
  name: "target",
  kind: "list",
  describe: "the function to approximate, an expression such as 'sin(3*x)', as mathematics, Python, JavaScript or C write it; once per output",
};

export const DOMAIN_OPTION: OptionDefinition = {
  name: "domain",
  kind: "list",
  describe: "where it is approximated: LO:HI of the variable x, or NAME=LO:HI, once per variable; pi is a number; LO..HI and [LO, HI] are the same",
};

export const FORCE_OPTION: OptionDefinition = {
  name: "force",
  kind: "flag",
  describe: "overwrite a file that nnc did not write",
};

export const OPTIMIZE_OPTION: OptionDefinition = {
  name: "optimize",
  kind: "value",
  describe: "what loops and tables are arranged for: speed (the default), size, or memory, which computes images and sequences row by row where that needs less of it; the results are the same",
  choices: OPTIMISATIONS,
};

export const MATH_OPTION: OptionDefinition = {
  name: "math",
  kind: "value",
  describe:
    "whose exp, tanh and the like are computed: own (the default), the same bits everywhere, or libm, the platform's where the language has " +
    "them: results then depend on the platform",
  choices: MATHEMATICS,
};

/** Whose elementary functions, by its name. */
export function readMathematics(text: string): Mathematics | Problem {
  const found = MATHEMATICS.find((name) => name === text.trim().toLowerCase());
  return found ?? { problem: `there is no mathematics called '${text}'`, hint: didYouMean(text, MATHEMATICS) ?? `write --math ${MATHEMATICS.join(" or --math ")}` };
}

/** What to optimise for, by its name. */
export function readOptimisation(text: string): Optimisation | Problem {
  const found = OPTIMISATIONS.find((name) => name === text.trim().toLowerCase());
  return found ?? { problem: `there is no optimisation for '${text}'`, hint: didYouMean(text, OPTIMISATIONS) ?? `write --optimize ${OPTIMISATIONS.join(" or --optimize ")}` };
}

/** The path of a file that is read and written again, or looked for beside others: no stream is. */
export function readKeptFile(text: string): string | Problem {
  if (text !== "-") return readPath(text);
  return { problem: "- is standard input or output, and a file is needed", hint: "name a file; one that is called - is ./-" };
}

/** A path: any text but none. */
export function readPath(text: string): string | Problem {
  if (text === "")
    return {
      problem: "an empty path names no file",
      hint: "give the name of a file, or - for standard input or output",
    };
  if (text.includes("\0")) return { problem: "a path has no NUL characters" };
  return text;
}
