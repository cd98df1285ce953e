// Reads a model from its bytes. Opens no file, and runs in a browser as well.

import * as z from "zod/mini";
import { MULTIPLY_ADDS, type MultiplyAdd } from "../codegen/lower/multiply-adds.ts";
import type { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { loadBytes, type LoadedModel } from "../pipeline/load-model.ts";
import { copied } from "../numeric/bytes.ts";
import type { ActivationNames } from "../network/activation.ts";
import { mustBe, oneOf, optionsLike, optionsOf, text } from "./options.ts";
import { valueRefused } from "./refuse.ts";

/** The activations are for files that hold parameters only, and for no others. */
export interface ReadOptions extends ActivationNames {
  /** What messages and emitted headers call the bytes; `model.onnx` where it is left out. */
  readonly file?: string | undefined;
  /** Sizes for axes that an ONNX model leaves open, by the names it has for them: whole numbers from 1 on. */
  readonly dim?: Readonly<Record<string, number>> | undefined;
  /** Shapes of inputs of an ONNX model whose sizes it leaves open, by the inputs' names: `{ input: [1, 576] }`. */
  readonly shape?: Readonly<Record<string, readonly number[]>> | undefined;
  /** Inputs of an ONNX model that are constants: the elements, row-major, or one number for all of them: `{ sr: 16000 }`. */
  readonly fix?: Readonly<Record<string, number | readonly number[]>> | undefined;
  /**
   * Inputs that one call of the function leaves to the next, with the names of the outputs that these become: `{ h: "h_out" }`. They are state of the
   * emitted function, all zeros at first.
   */
  readonly state?: Readonly<Record<string, string>> | undefined;
  /**
   * Along which sequences run in the inputs, from 0, or the name that the model has for this axis, or that of an input: the emitted function is given the
   * next frame of each, and remembers what later ones need.
   */
  readonly stream?: number | string | undefined;
  /**
   * How the products of sums are added: each rounded before (`separate`, where it is left out), or rounded once with the sum (`fused`), as one instruction of
   * many processors does. What `emit` and `check` make of the model is the same in every language.
   */
  readonly multiplyAdd?: MultiplyAdd | undefined;
  /** Files beside an ONNX model in which it keeps its data, by their names below its folder; copied. */
  readonly siblings?: Readonly<Record<string, Uint8Array>> | undefined;
}

const size = z.number(mustBe("a whole number")).check(z.int(mustBe("a whole number")), z.minimum(1, mustBe("at least 1")));
const wholeAxis = z.number().check(z.int(mustBe("the number or the name of an axis")));
const element = z.number(mustBe("a number"));
const bytesLike = z.custom<Uint8Array>(isBytes, mustBe("the bytes of a file, as a Uint8Array"));

const READ_OPTIONS = optionsLike({
  file: z.optional(text),
  dim: z.optional(z.record(z.string(), size, mustBe("an object with a size for each name, such as { seq: 16 }"))),
  shape: z.optional(z.record(z.string(), z.array(size, mustBe("a list of sizes")), mustBe("an object with the sizes of each input, such as { input: [1, 576] }"))),
  fix: z.optional(z.record(z.string(), z.union([element, z.array(element)], mustBe("a number or a list of numbers")), mustBe("an object with numbers for each input, such as { sr: 16000 }"))),
  state: z.optional(z.record(z.string(), z.string(), mustBe("an object with the name of an output for each input, such as { h: 'h_out' }"))),
  stream: z.optional(z.union([wholeAxis, z.string()], mustBe("the number or the name of an axis"))),
  multiplyAdd: z.optional(oneOf(MULTIPLY_ADDS)),
  siblings: z.optional(z.record(z.string(), bytesLike, mustBe("an object with the bytes of each file by its name"))),
  activation: z.optional(text),
  outputActivation: z.optional(text),
} satisfies { readonly [Name in keyof Required<ReadOptions>]: z.ZodMiniType<ReadOptions[Name]> });

/**
 * Reads a model of any format nnc knows, told by its contents, and prepares it for `emit` and `check`.
 *
 * @param bytes of the file; copied.
 * @throws DiagnosticError of category model where the bytes cannot be used; of category usage where the options are not of their types, or
 * activations are missing or out of place, sizes, shapes or values are given that do not fit its inputs, a state is named that it has not, or it cannot
 * be computed step by step.
 */
export function read(bytes: Uint8Array, options: ReadOptions = {}): LoadedModel {
  const { file = "model.onnx", activation, outputActivation, dim = {}, shape = {}, fix = {}, state = {}, stream, multiplyAdd, siblings = {} } = optionsOf<ReadOptions>(READ_OPTIONS, options, "read");
  if (!isBytes(bytes)) throw noBytes();
  return loadBytes(copied(bytes), {
    path: file,
    activations: { activation, outputActivation },
    said: {
      sizes: new Map(Object.entries(dim)),
      shapes: new Map(Object.entries(shape)),
      fixed: new Map(Object.entries(fix).map(([name, numbers]) => [name, [numbers].flat()])),
    },
    states: Object.entries(state).map(([input, output]) => ({ input, output })),
    stream,
    multiplyAdd,
    siblings: (name) => (Object.hasOwn(siblings, name) ? copied(siblings[name]) : notGiven(name)),
  });
}

function notGiven(name: string): { readonly problem: string; readonly hint: string } {
  return { problem: "the option siblings has no file of this name", hint: `give its bytes: read(bytes, { siblings: { ${JSON.stringify(name)}: … } })` };
}

/** Those of another realm, such as a frame or a context of node:vm, are bytes as well. */
function isBytes(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function noBytes(): DiagnosticError {
  return valueRefused({
    message: "read was given no bytes",
    note: "it takes a Uint8Array, such as the Buffer of readFile; it opens no file itself",
    hint: "write read(await readFile(path)), or read(new Uint8Array(buffer)) of an ArrayBuffer",
  });
}
