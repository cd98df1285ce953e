// Takes a model through the front of the pipeline: bytes, model, passes, program. Opens no file, and runs in a browser as well.

import { sha256Hex } from "#sha256";
import { LAYOUTS } from "../codegen/lower/layout.ts";
import { lower } from "../codegen/lower/lower.ts";
import type { MultiplyAdd } from "../codegen/lower/multiply-adds.ts";
import { formatOf, readModel } from "../formats/index.ts";
import type { FormatId } from "../formats/format-names.ts";
import type { Siblings } from "../formats/model-format.ts";
import type { Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { pairStates, type StatePair } from "../network/pair-states.ts";
import { NOTHING_SAID, type InputSettings } from "../network/input-settings.ts";
import { oneRowOf } from "../network/rows.ts";
import { streamRefused } from "../network/streaming/not-causal.ts";
import { sequenceAxis } from "../network/streaming/sequence-axis.ts";
import { streamed } from "../network/streaming/step-network.ts";
import { PASSES, runPasses, type Pass } from "../passes/index.ts";
import type { Program } from "../program/program.ts";
import { usesOf } from "../program/uses.ts";
import type { ActivationNames } from "../network/activation.ts";
import { namedActivations } from "./named-activations.ts";

/** A model that was read, with everything that is made of it before a language is chosen. */
export interface LoadedModel {
  /** The file's name without its folder, `-` for standard input. */
  readonly fileName: string;
  readonly byteLength: number;
  /** Of the bytes, hexadecimal. */
  readonly modelSha256: string;
  readonly format: FormatId;
  /** Whether the bytes hold parameters only. */
  readonly holdsLayersOnly: boolean;
  /** What was said of the activations of such a file. */
  readonly activations: ActivationNames;
  /** What was said of its inputs. */
  readonly said: InputSettings;
  /** The inputs that were said to be states, with the outputs that they hold next. */
  readonly states: readonly StatePair[];
  /** The axis that was said to be that of sequences, of which the network computes a step, by its number or a name; undefined where none was. */
  readonly stream: number | string | undefined;
  /** The files beside the model that it keeps data in, in the order of their first use. */
  readonly siblings: readonly SiblingFile[];
  readonly model: Model;
  /** After the passes. */
  readonly network: Network;
  /** How the products of its sums are added. */
  readonly multiplyAdds: MultiplyAdd;
  /** Arranged for speed; lowered when it is first asked for, which what is made of the network alone never does. */
  readonly program: Program;
}

/** A file beside a model that was read with it. */
export interface SiblingFile {
  /** Below the model's folder. */
  readonly name: string;
  readonly byteLength: number;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
}

export interface ReadingOptions {
  /** Where the bytes are from: a path, or `-` for standard input. */
  readonly path: string;
  /** What follows the layers of a file that holds parameters only, and of no other. */
  readonly activations?: ActivationNames | undefined;
  /** Sizes that the model leaves open, and inputs that are constants; nothing where it is left out. */
  readonly said?: InputSettings | undefined;
  /** Inputs that one call leaves to the next, as outputs: states of the function. */
  readonly states?: readonly StatePair[] | undefined;
  /**
   * Along which sequences run in the inputs, of which the function is to be given a step at a time; from the end where it is negative. Also the name that
   * the model has for that axis, or that of an input.
   */
  readonly stream?: number | string | undefined;
  /** How the products of sums are added; `separate` where it is left out. */
  readonly multiplyAdd?: MultiplyAdd | undefined;
  /** What is beside the model; absent where nothing is to be read there. The bytes are taken over. */
  readonly siblings?: Siblings | undefined;
  /** Sees the network after each pass. */
  readonly observe?: ((pass: Pass, network: Network) => void) | undefined;
}

/**
 * Reads a model of any known format, told by its contents.
 *
 * @param bytes are taken over, as by readModel.
 * @throws DiagnosticError of category model, whatever the bytes are; of category usage where activations are missing or out of place, or
 * something is said of inputs that does not fit them, states are named that it has not, or it cannot be computed step by step.
 */
export function loadBytes(bytes: Uint8Array, options: ReadingOptions): LoadedModel {
  const { path, activations = {}, said = NOTHING_SAID, states = [], stream, multiplyAdd: multiplyAdds = "separate", siblings } = options;
  const called = path === "-" ? "standard input" : path;
  const named = namedActivations(activations);
  const { id: format, holds } = formatOf(bytes, called);
  // Before the bytes are taken over.
  const [modelSha256, byteLength] = [sha256Hex(bytes), bytes.length];
  const seen = new Map<string, SiblingFile>();
  const asRead = readModel(bytes, called, named, { said, siblings: siblings && remembered(siblings, seen) });
  const { model, network } = prepared(asRead, options);
  const program = once(() => lower(network, LAYOUTS.speed, multiplyAdds));
  const isFused = multiplyAdds === "fused" && usesOf(program()).operators.has("multiplyAdd");
  const holdsLayersOnly = holds === "layers";
  return {
    fileName: fileNameOf(path),
    byteLength,
    modelSha256,
    format,
    holdsLayersOnly,
    activations,
    said,
    states,
    stream,
    siblings: [...seen.values()],
    model: isFused ? unmeasured(model) : model,
    network,
    multiplyAdds,
    get program() {
      return program();
    },
  };
}

/** Computes it when it is first asked for. */
function once<Value extends object>(compute: () => Value): () => Value {
  let known: Value | undefined;
  return () => (known ??= compute());
}

/** With a record of which the errors are those of other roundings. */
function unmeasured(model: Model): Model {
  const { record } = model;
  if (record === undefined) return model;
  const { data, distrust = "fused" } = record;
  return { ...model, record: { ...record, error: undefined, ...(data === undefined ? {} : { data: { ...data, heldOut: undefined } }), distrust } };
}

/** A model after the passes; one of whole sequences becomes one of a step, with the very operations that the whole one is left with. */
function prepared(asRead: Model, { states = [], stream, observe }: ReadingOptions): Pick<LoadedModel, "model" | "network"> {
  if (stream === undefined) {
    const oneRow = takeOneRow(asRead);
    const model = states.length === 0 ? oneRow : { ...oneRow, network: pairStates(oneRow.network, states) };
    return { model, network: runPasses(model.network, observe) };
  }
  if (states.length > 0) throw streamRefused("states are named as well", "give one of the two");
  const axis = sequenceAxis(asRead.network, asRead.axisNames ?? [], stream);
  const { network: step, facts } = streamed(runPasses(asRead.network, observe), axis);
  const network = runPasses(step, observe, PASSES.filter(({ exactness }) => exactness === "bit"));
  return { model: { ...asRead, network, stream: facts }, network };
}

/** Each file is asked for once, and noted before its bytes are taken over. */
function remembered(siblings: Siblings, seen: Map<string, SiblingFile>): Siblings {
  const known = new Map<string, ReturnType<Siblings>>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const bytes = siblings(name);
    known.set(name, bytes);
    if (bytes instanceof Uint8Array) seen.set(name, { name, byteLength: bytes.length, sha256: sha256Hex(bytes) });
    return bytes;
  };
}

function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** The function computes one row where the file fixes a batch. */
function takeOneRow(model: Model): Model {
  const { network, batch } = oneRowOf(model.network);
  return batch === undefined ? model : { ...model, network, fixedBatch: batch };
}
