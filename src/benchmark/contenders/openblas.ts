// Dense layers by OpenBLAS: y = b, y += W·x with one call of sgemv a layer, then the activation in a loop. Where a program can be linked with
// it; other networks it has no function for.

import sgemv from "../../../templates/c/sgemv.hbs";
import type { Spelling } from "../../codegen/language.ts";
import { render } from "../../codegen/render-template.ts";
import type { Passage } from "../../codegen/text.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { findLayers, type FoundLayers } from "../../formats/find-layers.ts";
import { SPOKEN, type LanguageName } from "../../languages/index.ts";
import type { Activation } from "../../network/activation.ts";
import { numberOf } from "../../network/attributes.ts";
import type { TableBuffer } from "../../program/program.ts";
import type { Absence, Contender, Entry } from "../contender.ts";
import { TIMED, type Subject } from "../subject.ts";
import { timedWithArrays } from "./arrays.ts";

const TITLE = "OpenBLAS sgemv";

export const openblas: Contender = {
  name: "openblas",
  enter: (subject, language) => Promise.resolve(entryOf(subject, language)),
};

function entryOf({ emitted: { request, network } }: Subject, name: LanguageName): Entry | Absence | undefined {
  const timed = timedWithArrays(request.program, name);
  if (timed === undefined) return undefined;
  const { language } = SPOKEN[name];
  const spelling = language.spelling([]);
  const found = layersOf((network ?? request).network);
  const activated = found?.activations.map((activation) => spelledActivation(activation, spelling));
  if (found === undefined || activated === undefined || !areKnown(activated)) {
    return { title: TITLE, kind: "unsuited", reason: "the network is no chain of dense layers with activations that one writes in a line" };
  }
  return {
    title: TITLE,
    sources: [{ path: `${TIMED}.${language.extension}`, text: render(sgemv, viewOf(found, activated, spelling)) }],
    timed,
    libraries: ["-lopenblas"],
    // As many threads as one call at a time has use for.
    environment: { OPENBLAS_NUM_THREADS: "1" },
    isExact: false,
    isOwn: false,
    hasObject: true,
  };
}

function layersOf(network: Parameters<typeof findLayers>[0]): FoundLayers | undefined {
  try {
    return findLayers(network, TITLE);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

/** Of `value`, in C; undefined of the rarer ones. */
function spelledActivation({ op, attributes }: Activation, spelling: Spelling): string | undefined {
  switch (op.name) {
    case "identity":
      return "value";
    case "relu":
      return "value < 0.0f ? 0.0f : value";
    case "leaky_relu":
      return `value < 0.0f ? ${spelling.constant(Math.fround(numberOf(attributes, "slope")), "f32")} * value : value`;
    case "tanh":
      return "tanhf(value)";
    case "sigmoid":
      return "1.0f / (1.0f + expf(-value))";
    default:
      return undefined;
  }
}

function areKnown(texts: readonly (string | undefined)[]): texts is readonly string[] {
  return texts.every((text) => text !== undefined);
}

function viewOf({ layers }: FoundLayers, activated: readonly string[], spelling: Spelling): object {
  const tables = layers.flatMap(({ weights, bias }, place) => {
    const biases = bias?.data ?? new Float32Array(weights.shape[0]);
    return [...declared(spelling, `W${place + 1}`, weights.data, weights.shape[1]), ...declared(spelling, `b${place + 1}`, biases, biases.length)];
  });
  const views = layers.map(({ weights: { shape: [outputs, inputs] } }, place) => ({
    result: `h${place + 1}`,
    outputs: String(outputs),
    inputs: String(inputs),
    weights: arrayNamed(`W${place + 1}`, inputs * outputs),
    biases: arrayNamed(`b${place + 1}`, outputs),
    argument: place === 0 ? "x" : `h${place}`,
    activated: activated[place],
  }));
  return { tables, layers: views, last: `h${layers.length}` };
}

/** A table of one number is declared as a number. */
function arrayNamed(name: string, size: number): string {
  return size === 1 ? `&${name}` : name;
}

function declared(spelling: Spelling, name: string, values: Float32Array, rowLength: number): readonly (string | Passage)[] {
  const table: TableBuffer = { role: "table", name, scalar: "f32", size: values.length, values, rowLength, comment: "" };
  return spelling.table(name, table, [values.length]);
}
