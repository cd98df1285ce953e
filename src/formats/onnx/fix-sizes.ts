// Gives axes the sizes that whoever reads the model asks for, and finds out which are open. What shape an input has is for value-info.ts.

import { unknownDimension } from "../unknown-dimension.ts";
import type { Dimension, Graph, ValueInfo } from "./onnx-messages.ts";

/**
 * The graph with fixed sizes in place of their names. A first axis of size -1, as Paddle2ONNX writes the batch, is open, and so is one of
 * size 0 where matrices go in and come out that all have it: elsewhere it is an array without elements, as the standard has it. Of
 * outputs, where nothing depends on it, every size below 0 is open.
 *
 * @param sizes by the names the model has for them; several axes may have one.
 * @throws DiagnosticError of category usage where the model leaves no size of this name open.
 */
export function fixSizes(graph: Graph, sizes: ReadonlyMap<string, number>, file: string): Graph {
  const parameters = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !parameters.has(name));
  const names = new Set(inputs.flatMap(dimensionsOf).flatMap(({ dimParam }) => dimParam ?? []));
  names.delete("");
  const unknown = [...sizes.keys()].find((name) => !names.has(name));
  if (unknown !== undefined) throw unknownDimension(unknown, [...names], file);
  const fixed = (dimension: Dimension): Dimension => {
    const size = dimension.dimParam === undefined ? undefined : sizes.get(dimension.dimParam);
    return size === undefined ? dimension : { dimValue: BigInt(size), dimParam: undefined };
  };
  const most = [...inputs, ...graph.output].every(isBatchOfAnySize) ? 0n : -1n;
  return {
    ...graph,
    input: graph.input.map((info) => withDimensions(info, (dimension, axis) => (axis === 0 ? opened(fixed(dimension), most) : fixed(dimension)))),
    output: graph.output.map((info) => withDimensions(info, (dimension, axis) => opened(fixed(dimension), axis === 0 ? most : -1n))),
  };
}

/** Whether a size is given for the first axis of an input. */
export function isFirstAxisGiven(graph: Graph, sizes: ReadonlyMap<string, number> = new Map()): boolean {
  return graph.input.some((info) => sizes.has(dimensionsOf(info)[0]?.dimParam ?? ""));
}

/** Whether there are rows, of which the file says no number. */
function isBatchOfAnySize(info: ValueInfo): boolean {
  const [first, ...others] = dimensionsOf(info);
  return first !== undefined && others.length > 0 && (first.dimValue === undefined || first.dimValue <= 0n);
}

/** Without its size where that is no more than `most`. */
function opened(dimension: Dimension, most: bigint): Dimension {
  const { dimValue } = dimension;
  return dimValue !== undefined && dimValue <= most ? { dimValue: undefined, dimParam: undefined } : dimension;
}

function dimensionsOf({ type }: ValueInfo): readonly Dimension[] {
  return type?.tensorType?.shape?.dim ?? [];
}

function withDimensions(info: ValueInfo, change: (dimension: Dimension, axis: number) => Dimension): ValueInfo {
  const { type } = info;
  const { tensorType } = type ?? {};
  if (type === undefined || tensorType?.shape === undefined) return info;
  return { ...info, type: { ...type, tensorType: { ...tensorType, shape: { dim: tensorType.shape.dim.map(change) } } } };
}
