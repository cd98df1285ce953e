// Reads the declared types of a graph's inputs and outputs. A first axis of open size, the batch, counts as 1.
//
// Inputs and outputs are of type float or double. A model in double is read as one in float32: its parameters are rounded
// once and everything is computed in float32.

import { prose, setting, type Prose } from "../../diagnostics/prose.ts";
import { showShape } from "../../network/shape.ts";
import type { Shape } from "../../network/shape.ts";
import { sameShape } from "../../network/broadcast.ts";
import type { Scalar } from "../../program/scalar.ts";
import { nameOfElementType } from "./element-types.ts";
import { scalarOfElementType } from "./scalar-types.ts";
import type { Dimension, TensorType, ValueInfo } from "./onnx-messages.ts";
import type { Fail } from "../refuse.ts";
import { quoted, refused, shown } from "../refuse.ts";
import { MAXIMUM_AXES } from "./tensor.ts";

/** @throws DiagnosticError of category model where the shape is not known but for the batch, or the type is not supported. */
export function shapeOfInput(info: ValueInfo, file: string): Shape {
  const fail: Fail = (refusal) => refused(file, { place: placeOf("input", info), ...refusal });
  const type = tensorTypeOf(info, fail);
  if (type === undefined) throw fail({ kind: "unsupported", message: "an input has no type", hint: "export the model with the types of its inputs" });
  if (type.shape === undefined) {
    throw fail({ kind: "unsupported", message: "an input has no shape", hint: prose`give the shape, as in ${setting("shape", `${shown(info.name ?? "")}=1,16`)}, or export the model with the shapes of its inputs` });
  }
  checkAxes(type.shape.dim, fail);
  const { dim } = type.shape;
  return dim.map((dimension, axis) => extentOf(dimension, axis, () => shapeExample(info, dim), fail));
}

/** Whether an array has no elements. */
export function isEmptyInput(shape: Shape): boolean {
  return shape.includes(0);
}

/** @throws DiagnosticError of category model where the type is not supported. */
export function scalarOfInput(info: ValueInfo, file: string): Scalar {
  const fail: Fail = (refusal) => refused(file, { place: placeOf("input", info), ...refusal });
  return scalarOf(tensorTypeOf(info, fail)?.elemType, fail);
}

/**
 * @param shape of the computed output, with which the declared one must agree where it says anything.
 * @throws DiagnosticError of category model where it does not, or where the type is not supported.
 */
export function checkOutput(info: ValueInfo, shape: Shape, file: string): void {
  const fail: Fail = (refusal) => refused(file, { place: placeOf("output", info), ...refusal });
  const declared = tensorTypeOf(info, fail)?.shape?.dim;
  if (declared === undefined) return;
  checkAxes(declared, fail);
  const completed = declared.map(({ dimValue }, axis) => (dimValue === undefined ? (shape[axis] ?? 1) : Number(dimValue)));
  if (sameShape(completed, shape)) return;
  throw fail({
    kind: "unsupported",
    message: `an output is declared as ${showShape(completed)} but computed as ${showShape(shape)}`,
    ...(declared[0]?.dimValue === undefined && declared.length > 0 ? { note: "a first axis of open size counts as 1" } : {}),
    hint: "export the model with the shapes that its nodes compute, or without shapes of its outputs",
  });
}

/** Undefined where nothing is declared, as by a type without contents, which inputs must not do. */
function tensorTypeOf(info: ValueInfo, fail: Fail): TensorType | undefined {
  const { type } = info;
  if (type === undefined) return undefined;
  const { tensorType } = type;
  if (tensorType === undefined) {
    if (Object.values(type).every((kind) => kind === undefined)) return undefined;
    throw fail({
      kind: "unsupported",
      message: "a value is no array but a sequence, a map, a sparse array or an optional value",
      hint: "export a model whose inputs and outputs are arrays",
    });
  }
  scalarOf(tensorType.elemType, fail);
  return tensorType;
}

function scalarOf(type: number | undefined, fail: Fail): Scalar {
  const scalar = scalarOfElementType(type);
  if (scalar !== undefined) return scalar;
  throw fail({
    kind: "unsupported",
    message: `the elements are of type ${nameOfElementType(type)}`,
    note: "nnc computes with float32, with integers of at most 32 bits and with truth values",
    hint: "export the model in float32, without quantisation",
  });
}

function extentOf({ dimValue, dimParam }: Dimension, axis: number, example: () => string, fail: Fail): number {
  if (dimValue === undefined && axis === 0) return 1;
  if (dimValue !== undefined && dimValue >= 0n) return Number(dimValue);
  throw fail({
    kind: "unsupported",
    message: `axis ${axis} has no fixed size`,
    note: dimValue === undefined ? `it is ${dimParam === undefined ? "left open" : quoted(dimParam)}` : `it is ${dimValue}`,
    hint: prose`${waysToFix(dimParam, example())}; only the first axis, the batch, may be open, and counts as 1`,
  });
}

function waysToFix(name = "", example: string): Prose {
  const way = name === "" ? prose`the shape, as in ${setting("shape", example)}` : prose`the size, as in ${setting("dim", `${shown(name)}=16`)}`;
  return prose`give ${way}, or export the model with fixed sizes`;
}

/** The shape of an input with sizes in place of what is open: `x=1,16`. */
function shapeExample({ name = "" }: ValueInfo, dimensions: readonly Dimension[]): string {
  const sizes = dimensions.map(({ dimValue }, axis) => (dimValue !== undefined && dimValue > 0n ? Number(dimValue) : axis === 0 ? 1 : 16));
  return `${shown(name)}=${sizes.join(",")}`;
}

function checkAxes(dimensions: readonly Dimension[], fail: Fail): void {
  if (dimensions.length <= MAXIMUM_AXES) return;
  throw fail({ kind: "unsupported", message: `the array has ${dimensions.length} axes`, note: `at most ${MAXIMUM_AXES} are read` });
}

function placeOf(role: "input" | "output", info: ValueInfo): string {
  return `${role} ${quoted(info.name ?? "")}`;
}
