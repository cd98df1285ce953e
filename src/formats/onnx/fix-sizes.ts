// Gives axes the sizes that whoever reads the model asks for, and finds out which are open. What shape an input has is for value-info.ts.

import type { InputSettings } from "../../network/input-settings.ts";
import { showShape } from "../../network/shape.ts";
import { quoted } from "../refuse.ts";
import { unfitInput, unknownDimension, unknownInput } from "../unfit-inputs.ts";
import type { Dimension, Graph, ValueInfo } from "./onnx-messages.ts";

/**
 * The graph with fixed sizes in place of their names and of what is left open without one. A first axis of size -1, as Paddle2ONNX writes the
 * batch, is open, and so is one of size 0 where matrices go in and come out that all have it: elsewhere it is an array without elements, as the
 * standard has it. Of outputs, where nothing depends on it, every size below 0 is open.
 *
 * @param said the sizes by the names the model has for them, of which several axes may have one, and the shapes of inputs; what a shape says of
 * an axis that has a name goes for all of this name.
 * @throws DiagnosticError of category usage where the model leaves no size of this name open, has no such input or not with this shape.
 */
export function fixSizes(graph: Graph, said: Pick<InputSettings, "sizes" | "shapes">, file: string): Graph {
  const inputs = inputsOf(graph);
  const names = new Set(inputs.flatMap(dimensionsOf).flatMap(({ dimParam }) => dimParam ?? []));
  names.delete("");
  const unknown = [...said.sizes.keys()].find((name) => !names.has(name));
  if (unknown !== undefined) throw unknownDimension(unknown, [...names], file);
  const sizes = sizesByShapes(inputs, said, file);
  const fixed = (dimension: Dimension): Dimension => {
    const size = dimension.dimParam === undefined ? undefined : sizes.get(dimension.dimParam);
    return size === undefined ? dimension : { dimValue: BigInt(size), dimParam: undefined };
  };
  const most = [...inputs, ...graph.output].every(isBatchOfAnySize) ? 0n : -1n;
  return {
    ...graph,
    input: graph.input.map((info) => {
      const shape = said.shapes.get(info.name ?? "");
      if (shape !== undefined) return withShape(info, shape);
      return withDimensions(info, (dimension, axis) => (axis === 0 ? opened(fixed(dimension), most) : fixed(dimension)));
    }),
    output: graph.output.map((info) => withDimensions(info, (dimension, axis) => opened(fixed(dimension), axis === 0 ? most : -1n))),
  };
}

/** Those that are no parameters. */
export function inputsOf(graph: Graph): readonly ValueInfo[] {
  const parameters = new Set(graph.initializer.map(({ name }) => name));
  return graph.input.filter(({ name }) => !parameters.has(name));
}

/** Whether a size is given for the first axis of an input. */
export function isFirstAxisGiven(graph: Graph, { sizes, shapes }: Pick<InputSettings, "sizes" | "shapes">): boolean {
  return graph.input.some((info) => shapes.has(info.name ?? "") || sizes.has(dimensionsOf(info)[0]?.dimParam ?? ""));
}

/** The graph with a size for the first axis of these inputs. */
export function withFirstAxis(graph: Graph, inputs: readonly string[], size: number): Graph {
  const given: Dimension = { dimValue: BigInt(size), dimParam: undefined };
  return { ...graph, input: graph.input.map((info) => (inputs.includes(info.name ?? "") ? withDimensions(info, (dimension, axis) => (axis === 0 ? given : dimension)) : info)) };
}

/** The sizes that names have, those included that shapes of inputs give them. */
function sizesByShapes(inputs: readonly ValueInfo[], { sizes, shapes }: Pick<InputSettings, "sizes" | "shapes">, file: string): ReadonlyMap<string, number> {
  const known = new Map(sizes);
  for (const [name, shape] of shapes) {
    const info = inputs.find((one) => one.name === name);
    if (info === undefined) throw unknownInput("shape", name, inputs.map((one) => one.name ?? ""), file);
    const declared = info.type?.tensorType?.shape?.dim;
    if (declared === undefined) continue;
    const unfit = (note: string): Error => unfitInput("shape", name, { message: `cannot be ${showShape(shape)}`, note, hint: "give the sizes that the model leaves open, and the others as they are" }, file);
    if (declared.length !== shape.length) throw unfit(`it has ${declared.length} ${declared.length === 1 ? "axis" : "axes"}`);
    declared.forEach(({ dimValue, dimParam = "" }, axis) => {
      const size = dimValue !== undefined && dimValue > 0n ? Number(dimValue) : known.get(dimParam);
      if (size !== undefined && size !== shape[axis]) throw unfit(`its axis ${axis}${dimParam === "" ? "" : `, ${quoted(dimParam)},`} has the size ${size}`);
      if (dimParam !== "") known.set(dimParam, shape[axis]);
    });
  }
  return known;
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

/** What is no array stays what it is. */
function withShape(info: ValueInfo, shape: readonly number[]): ValueInfo {
  const { type } = info;
  if (type?.tensorType === undefined) return info;
  const dim = shape.map((size) => ({ dimValue: BigInt(size), dimParam: undefined }));
  return { ...info, type: { ...type, tensorType: { ...type.tensorType, shape: { dim } } } };
}
