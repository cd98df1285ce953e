// Makes the ops of a recurrent cell: its results at every step and what it remembers at last, which are outputs of one node of ONNX.

import type { Attributes } from "../attributes.ts";
import type { OnnxAttribute, OnnxSpelling, Op, OpExample } from "../op.ts";
import { ACTIVATION_CODES } from "./recurrent-activations.ts";
import { expandRecurrent, recurrentShape, type Cell, type RecurrentResult } from "./recurrent-cell.ts";
import { DIRECTIONS, recurrentScalar } from "./recurrent-sizes.ts";

interface Description {
  readonly cell: Cell;
  /** In ONNX. */
  readonly type: string;
  /** One that no other cell has, 0 or 1. */
  readonly attribute?: { readonly own: string; readonly name: string };
  readonly examples: readonly OpExample[];
}

/** The operator set that has the attribute layout. */
const LAYOUT_SINCE = 14;

/** The sequence first, then what is remembered. */
export function recurrentOps(description: Description): readonly Op[] {
  const { cell } = description;
  const further = cell.remembered.map((name, position) => {
    const op = recurrentOp(description, `${cell.name}_${name === "h" ? "hidden" : "cell"}`, position);
    return { ...op, onnx: spellings(description).map((spelling) => ({ ...spelling, output: 1 + position })) };
  });
  const sequence = recurrentOp(description, cell.name, "sequence");
  return [{ ...sequence, onnx: spellings(description).map((spelling) => ({ ...spelling, furtherOutputs: further })) }, ...further];
}

function recurrentOp({ cell, attribute, examples }: Description, name: string, result: RecurrentResult): Op {
  const attributes: Attributes = {
    given: [],
    activations: [],
    alphas: [],
    betas: [],
    clip: 0,
    direction: DIRECTIONS.forward,
    hiddenSize: 0,
    ...(attribute === undefined ? {} : { [attribute.own]: 0 }),
    layout: 0,
  };
  return {
    name,
    parameters: ["x", "W", "R", ...cell.further],
    required: 3,
    constantNames: [undefined, "W", "R"],
    attributes,
    inferShape: (shapes, given) => recurrentShape(cell, result, shapes, given),
    inferScalar: (scalars, given) => recurrentScalar(cell, scalars, given),
    computation: { kind: "expand", into: (context) => expandRecurrent(cell, result, context) },
    examples,
  };
}

/** One for each choice of the inputs that may be left out. */
function spellings({ cell, type, attribute }: Description): readonly OnnxSpelling[] {
  const named: Readonly<Record<string, OnnxAttribute>> = {
    activations: { name: "activations", type: "strings", values: ACTIVATION_CODES },
    alphas: { name: "activation_alpha", type: "floats" },
    betas: { name: "activation_beta", type: "floats" },
    clip: { name: "clip", type: "float" },
    direction: { name: "direction", type: "string", values: DIRECTIONS },
    hiddenSize: { name: "hidden_size", type: "int" },
    ...(attribute === undefined ? {} : { [attribute.own]: { name: attribute.name, type: "int" } }),
    layout: { name: "layout", type: "int", since: LAYOUT_SINCE },
  };
  return choices(cell.further.length).map((given) => ({
    type,
    inputs: ["given", "given", "given", ...cell.further.map((_, position) => (given.includes(position) ? "given" : "absent"))],
    implied: { given },
    attributes: named,
    int32Inputs: [3 + cell.further.indexOf("lengths")],
  }));
}

/** All lists of positions below a count, in ascending order. */
function choices(count: number): readonly (readonly number[])[] {
  const positions = Array.from({ length: count }, (_, position) => position);
  return Array.from({ length: 2 ** count }, (_, bits) => positions.filter((position) => (bits >> position) % 2 === 1));
}
