// The options that say how a model file is read; every command that reads a model has them.

import * as z from "zod/mini";
import { MULTIPLY_ADDS, type MultiplyAdd } from "../../codegen/lower/multiply-adds.ts";
import type { Problem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { InputSettings } from "../../network/input-settings.ts";
import type { StatePair } from "../../network/pair-states.ts";
import type { OptionDefinition } from "../arguments/command.ts";
import { text, texts } from "../arguments/validate.ts";
import { ACTIVATION_OPTIONS, activationFields } from "./activation-options.ts";

/** A size for axes that the model leaves open. */
export interface GivenSize {
  readonly name: string;
  readonly size: number;
}

/** A shape or elements for an input. */
export interface GivenNumbers {
  readonly name: string;
  readonly numbers: readonly number[];
}

export const READING_OPTIONS: readonly OptionDefinition[] = [
  ...ACTIVATION_OPTIONS,
  { name: "dim", kind: "list", describe: "a size that an ONNX model leaves open, NAME=SIZE, such as seq=16; several with commas between them, or repeated" },
  { name: "shape", kind: "list", describe: "the shape of an ONNX model's input whose sizes it leaves open, INPUT=SIZES, such as input=1,576; repeated for several" },
  { name: "fix", kind: "list", describe: "an input of an ONNX model that is a constant, INPUT=NUMBER, such as sr=16000; as many numbers as it has elements with commas between them; repeated for several" },
];

/** What makes a function one that remembers its calls; for commands that take such functions. */
export const STATE_OPTIONS: readonly OptionDefinition[] = [
  { name: "state", kind: "list", describe: "an input that one call leaves to the next, INPUT=OUTPUT, such as h=h_out: the function keeps it, starting with zeros; several with commas between them, or repeated" },
  { name: "stream", kind: "value", describe: "the axis along which sequences run in the inputs, from 0, such as 2 of [1, channels, time], or its name, such as time: the function is given the next frame, and keeps what later ones need" },
];

/** For commands that compute what is emitted. */
export const MULTIPLY_ADD_OPTION: OptionDefinition = {
  name: "multiply-add",
  kind: "value",
  describe:
    "how the products of a sum are added: separate (the default), each rounded before, or fused, rounded once with the sum, as one instruction of many " +
    "processors does; the results are others, and the same in every language",
  choices: MULTIPLY_ADDS,
};

/** What these options say of a model. */
export interface ReadingSettings {
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
  readonly dim?: readonly (readonly GivenSize[])[];
  readonly shape?: readonly GivenNumbers[];
  readonly fix?: readonly GivenNumbers[];
  readonly state?: readonly (readonly StatePair[])[];
  readonly stream?: number | string | undefined;
  readonly multiplyAdd?: MultiplyAdd | undefined;
}

/** For the schema of a command with these options. */
export const readingFields = { ...activationFields, dim: texts(readSizes), shape: texts(readShape), fix: texts(readElements) };

/** For the schema of a command with STATE_OPTIONS. */
export const stateFields = { state: texts(readStates), stream: z.optional(text(readAxis)) };

/** For the schema of a command with MULTIPLY_ADD_OPTION. */
export const multiplyAddField = { multiplyAdd: z.optional(text(readMultiplyAdd)) };

function readMultiplyAdd(given: string): MultiplyAdd | Problem {
  const found = MULTIPLY_ADDS.find((name) => name === given.trim().toLowerCase());
  return found ?? { problem: `products are not added '${given}'`, hint: didYouMean(given, MULTIPLY_ADDS) ?? `write --multiply-add ${MULTIPLY_ADDS.join(" or --multiply-add ")}` };
}

/** By names; of several for one name the last. */
export function inputsSaidOf({ dim = [], shape = [], fix = [] }: ReadingSettings): InputSettings {
  const listed = (given: readonly GivenNumbers[]): ReadonlyMap<string, readonly number[]> => new Map(given.map(({ name, numbers }) => [name, numbers]));
  return { sizes: new Map(dim.flat().map(({ name, size }) => [name, size])), shapes: listed(shape), fixed: listed(fix) };
}

function readSizes(given: string): readonly GivenSize[] | Problem {
  const sizes = given.split(",").map((one) => {
    const [, name = "", size = ""] = /^([^=]+)=0*([1-9][0-9]{0,8})$/.exec(one.trim()) ?? [];
    return { name: name.trim(), size: Number(size), given: one };
  });
  const wrong = sizes.find(({ name }) => name === "");
  return wrong === undefined ? sizes : { problem: `'${wrong.given}' gives no size`, hint: "write NAME=SIZE, for example --dim seq=16" };
}

function readShape(given: string): GivenNumbers | Problem {
  const [, name = "", sizes = ""] = /^(.+)=((?:[1-9][0-9]{0,8},)*[1-9][0-9]{0,8})$/.exec(given.trim()) ?? [];
  if (name === "") return { problem: `'${given}' gives no shape`, hint: "write INPUT=SIZES, for example --shape input=1,576" };
  return { name: name.trim(), numbers: sizes.split(",").map(Number) };
}

function readElements(given: string): GivenNumbers | Problem {
  const [, name = "", elements = ""] = /^(.+)=([^=]+)$/.exec(given.trim()) ?? [];
  const numbers = elements.split(",").map((element) => (element.trim() === "" ? NaN : Number(element)));
  if (name !== "" && numbers.every((one) => Number.isFinite(one))) return { name: name.trim(), numbers };
  return { problem: `'${given}' gives no numbers`, hint: "write INPUT=NUMBER, for example --fix sr=16000" };
}

function readAxis(given: string): number | string | Problem {
  const name = given.trim();
  if (name === "") return { problem: "no axis is named", hint: "count the axes of an input from 0, for example --stream 2 of [1, channels, time], or give the axis' name" };
  return /^-?[0-9]{1,2}$/.test(name) ? Number(name) : name;
}

function readStates(given: string): readonly StatePair[] | Problem {
  const pairs = given.split(",").map((one) => {
    const [, input = "", output = ""] = /^([^=]+)=([^=]+)$/.exec(one.trim()) ?? [];
    return { input: input.trim(), output: output.trim(), given: one };
  });
  const wrong = pairs.find(({ input, output }) => input === "" || output === "");
  if (wrong !== undefined) return { problem: `'${wrong.given}' names no state`, hint: "write INPUT=OUTPUT, for example --state h=h_out" };
  return pairs.map(({ input, output }) => ({ input, output }));
}
