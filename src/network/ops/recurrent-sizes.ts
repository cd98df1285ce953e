// Which argument of a recurrent op is which, and their sizes. ONNX LSTM-22, GRU-22 and RNN-22.

import type { Scalar } from "../../program/scalar.ts";
import { listOf, numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { problemOfActivations } from "./recurrent-activations.ts";
import { showShape, type Shape, type ShapeProblem } from "../shape.ts";

/** A kind of recurrent op. */
export interface CellSizes {
  /** Matrices side by side in the weights. */
  readonly gates: number;
  /** Activations of one direction where none are given. */
  readonly activations: readonly string[];
  /** What may follow the weights, in the order of ONNX's inputs. */
  readonly further: readonly FurtherArgument[];
}

export type FurtherArgument = "bias" | "lengths" | "h" | "c" | "peepholes";

export const DIRECTIONS = { forward: 0, reverse: 1, bidirectional: 2 } as const;

export interface RecurrentSizes {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly hidden: number;
  /** For each direction whether it goes backwards. */
  readonly directions: readonly boolean[];
  /** Whether the batch is the first axis, and not the steps. */
  readonly isBatchFirst: boolean;
}

/** The further arguments that are given; `given` lists their positions. */
export function furtherArguments<Item>(
  { further }: CellSizes,
  items: readonly Item[],
  attributes: Attributes,
): Readonly<Partial<Record<FurtherArgument, Item>>> {
  return Object.fromEntries(listOf(attributes, "given").map((position, place) => [further[position], items[3 + place]]));
}

/** What the shapes of the arguments say, or what is wrong with them. */
export function recurrentSizes(cell: CellSizes, shapes: readonly Shape[], attributes: Attributes): RecurrentSizes | ShapeProblem {
  const [x, weights, recurrence] = shapes;
  if (shapes.length !== 3 + listOf(attributes, "given").length) return { problem: `it has ${shapes.length} arguments` };
  for (const [name, shape] of Object.entries({ x, weights, recurrence })) {
    if (shape.length !== 3) return { problem: `its ${name} of shape ${showShape(shape)} has not three axes` };
  }
  const direction = numberOf(attributes, "direction");
  const directions = direction === DIRECTIONS.bidirectional ? [false, true] : [direction === DIRECTIONS.reverse];
  const isBatchFirst = numberOf(attributes, "layout") === 1;
  const [steps, batch] = isBatchFirst ? [x[1], x[0]] : x;
  const hidden = recurrence[2];
  const sizes = { steps, batch, inputs: x[2], hidden, directions, isBatchFirst };
  const told = numberOf(attributes, "hiddenSize");
  if (told !== 0 && told !== hidden) return { problem: `hidden_size is ${told}, its recurrence has ${hidden}` };
  if (numberOf(attributes, "clip") < 0) return { problem: `its clip is ${numberOf(attributes, "clip")}` };
  const count = listOf(attributes, "activations").length;
  const wanted = directions.length * cell.activations.length;
  if (count !== 0 && count !== wanted) return { problem: `it has ${count} activations instead of ${wanted}` };
  const problem = problemOfActivations(attributes);
  if (problem !== undefined) return problem;
  const { gates } = cell;
  const remembered = isBatchFirst ? [batch, directions.length, hidden] : [directions.length, batch, hidden];
  const given = furtherArguments(cell, shapes, attributes);
  const wantedShapes: readonly (readonly [string, Shape | undefined, Shape])[] = [
    ["weights", weights, [directions.length, gates * hidden, x[2]]],
    ["recurrence", recurrence, [directions.length, gates * hidden, hidden]],
    ["bias", given.bias, [directions.length, 2 * gates * hidden]],
    ["lengths", given.lengths, [batch]],
    ["h", given.h, remembered],
    ["c", given.c, remembered],
    ["peepholes", given.peepholes, [directions.length, 3 * hidden]],
  ];
  const odd = wantedShapes.find(([, shape, expected]) => shape !== undefined && !sameShape(shape, expected));
  return odd === undefined ? sizes : { problem: `its ${odd[0]} has the shape ${showShape(odd[1] ?? [])} instead of ${showShape(odd[2])}` };
}

/** Lengths are integers, all else is float32. */
export function recurrentScalar(cell: CellSizes, scalars: readonly Scalar[], attributes: Attributes): Scalar | ShapeProblem {
  const { lengths = "i32", ...floats } = furtherArguments(cell, scalars, attributes);
  const [x, weights, recurrence] = scalars;
  const wrong = Object.entries({ x, weights, recurrence, ...floats }).find(([, scalar]) => scalar !== "f32");
  if (wrong !== undefined) return { problem: `its ${wrong[0]} is of ${wrong[1]} instead of f32` };
  return lengths === "i32" ? "f32" : { problem: `its lengths are of ${lengths} instead of i32` };
}
