// Nodes whose results follow from shapes and constants alone, and that no op stands for: Shape, Size, ConstantOfShape, Range,
// EyeLike, NonZero, windows and mel weights.

import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";
import { scalarOfElementType } from "./scalar-types.ts";
import { knownMelWeights, knownWindow, type WindowType } from "./known-windows.ts";
import type { Attribute, Node } from "./onnx-messages.ts";
import { readTensor } from "./tensor.ts";

/** An input of such a node: its elements only where they are known. */
export interface KnownInput {
  readonly shape: Shape;
  readonly scalar: Scalar;
  readonly array: KnownArray | undefined;
}

interface Context {
  readonly node: Node;
  readonly inputs: readonly KnownInput[];
  readonly file: string;
  readonly place: string;
}

/** The text says why the result cannot be known. */
type Result = KnownArray | string;

const KNOWN_NODES: Readonly<Record<string, (context: Context) => Result>> = {
  Shape: ({ node, inputs: [{ shape }] }) => {
    const from = integerOf(node, "start") ?? 0;
    const to = integerOf(node, "end") ?? shape.length;
    return integers(shape.slice(clamped(from, shape.length), clamped(to, shape.length)));
  },
  Size: ({ inputs: [{ shape }] }) => ({ ...integers([elementCount(shape)]), shape: [] }),
  ConstantOfShape: ({ node, inputs: [{ array }], file, place }) => {
    if (array === undefined) return "its input shape is computed";
    const shape = Array.from(array.data);
    const given = attributeOf(node, "value")?.t;
    if (given === undefined) return filled("f32", shape, 0);
    const scalar = scalarOfElementType(given.dataType);
    if (scalar === undefined) return "its value is of a type that is not supported";
    return filled(scalar, shape, readTensor(given, file, place).values[0] ?? 0);
  },
  Range: ({ inputs }) => {
    const [start, limit, delta] = inputs.map(({ array }) => array?.data[0]);
    if (start === undefined || limit === undefined || delta === undefined) return "its start, limit and delta are not all known";
    if (delta === 0) return "its delta is 0";
    const count = Math.max(0, Math.ceil((limit - start) / delta));
    const { scalar } = inputs[0];
    if (count > MAXIMUM_KNOWN) return `it has ${count} elements`;
    return { scalar, shape: [count], data: SCALARS[scalar].newValues(count).map((_, i) => start + i * delta) };
  },
  EyeLike: ({ node, inputs: [{ shape, scalar: own }] }) => {
    if (shape.length !== 2) return `its input has ${shape.length} axes instead of two`;
    const type = integerOf(node, "dtype");
    const scalar = type === undefined ? own : scalarOfElementType(type);
    if (scalar === undefined) return "its dtype is not supported";
    const [rows, columns] = shape;
    const diagonal = integerOf(node, "k") ?? 0;
    const array = filled(scalar, shape, 0);
    if (typeof array === "string") return array;
    for (let row = 0; row < rows; row++) if (row + diagonal >= 0 && row + diagonal < columns) array.data[row * columns + row + diagonal] = 1;
    return array;
  },
  NonZero: ({ inputs: [{ shape, array }] }) => {
    if (array === undefined) return "how many elements its result has depends on what its input holds, which is computed";
    const places = Array.from(array.data.keys()).filter((place) => array.data[place] !== 0);
    const along = shape.map((extent, axis) => {
      const step = elementCount(shape.slice(axis + 1));
      return places.map((place) => Math.floor(place / step) % extent);
    });
    return { scalar: "i32", shape: [shape.length, places.length], data: Int32Array.from(along.flat()) };
  },
  HannWindow: (context) => windowOf("HannWindow", context),
  HammingWindow: (context) => windowOf("HammingWindow", context),
  BlackmanWindow: (context) => windowOf("BlackmanWindow", context),
  MelWeightMatrix: ({ node, inputs }) => {
    const [bands, length, rate, lowest, highest] = inputs.map(({ array }) => array?.data[0]);
    const isKnown = bands !== undefined && length !== undefined && rate !== undefined && lowest !== undefined && highest !== undefined;
    if (!isKnown) return "its inputs are not all known";
    return asFloats(node, knownMelWeights({ bands, length, rate, lowest, highest }, MAXIMUM_KNOWN));
  },
};

/** Why nodes of other types follow from nothing that is known. */
const NEVER_KNOWN: Readonly<Record<string, string>> = {
  Unique: "how many elements its results have depends on what its input holds",
};

const MAXIMUM_KNOWN = 2 ** 24;

/** The types of these nodes. */
export const KNOWN_NODE_TYPES: readonly string[] = Object.keys(KNOWN_NODES);

/** Whether a node of a type is asked for its result while the file is read. */
export function isAskedForResult(type: string): boolean {
  return Object.hasOwn(KNOWN_NODES, type) || Object.hasOwn(NEVER_KNOWN, type);
}

/** The result of a node of one of these types, or why it cannot be known. @throws DiagnosticError for damaged arrays. */
export function knownResult(type: string, context: Context): Result {
  return Object.hasOwn(NEVER_KNOWN, type) ? NEVER_KNOWN[type] : KNOWN_NODES[type](context);
}

function windowOf(type: WindowType, { node, inputs: [{ array }] }: Context): Result {
  return asFloats(node, knownWindow(type, array?.data[0], integerOf(node, "periodic") !== 0, MAXIMUM_KNOWN));
}

/** Such arrays may be of integers, too, in which hardly anything is left of them. */
function asFloats(node: Node, array: Result): Result {
  const type = integerOf(node, "output_datatype");
  return type === undefined || scalarOfElementType(type) === "f32" ? array : "its output_datatype is not one of floats";
}

function attributeOf(node: Node, name: string): Attribute | undefined {
  return node.attribute.find((attribute) => attribute.name === name);
}

function integerOf(node: Node, name: string): number | undefined {
  const attribute = attributeOf(node, name);
  return attribute === undefined ? undefined : Number(attribute.i ?? 0n);
}

/** A position along `extent` axes, below 0 counted from the end. */
function clamped(position: number, extent: number): number {
  return Math.min(Math.max(position < 0 ? position + extent : position, 0), extent);
}

function integers(values: readonly number[]): KnownArray {
  return { scalar: "i32", shape: [values.length], data: Int32Array.from(values) };
}

function filled(scalar: Scalar, shape: readonly number[], value: number): Result {
  const count = elementCount(shape);
  if (shape.some((extent) => extent < 0)) return `its shape is [${shape.join(", ")}]`;
  if (!(count <= MAXIMUM_KNOWN)) return `it fills an array of ${count} elements, and up to ${MAXIMUM_KNOWN} are filled`;
  return { scalar, shape, data: SCALARS[scalar].newValues(count).fill(value) };
}
