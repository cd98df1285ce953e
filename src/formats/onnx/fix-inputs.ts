// Makes constants of inputs that whoever reads the model says the elements of. What shape an input has is for value-info.ts.

import { elementCount, showShape } from "../../network/shape.ts";
import { unfitInput, unknownInput } from "../unfit-inputs.ts";
import { FLOAT, nameOfElementType, READABLE_TYPES, type ReadableType } from "./element-types.ts";
import type { Graph, Tensor, ValueInfo } from "./onnx-messages.ts";
import { inputsOf } from "./fix-sizes.ts";
import { scalarOfInput, shapeOfInput } from "./value-info.ts";

/**
 * The graph with parameters in place of inputs.
 *
 * @param graph with its sizes fixed.
 * @param fixed the elements by the inputs' names, row-major, or one number for all of them; of inputs of floats rounded to float32.
 * @throws DiagnosticError of category usage where the graph has no such input, another number of elements, or elements of another type, and where
 * no input is left; of category model where the input's shape is not known.
 */
export function fixInputs(graph: Graph, fixed: ReadonlyMap<string, readonly number[]>, file: string): Graph {
  if (fixed.size === 0) return graph;
  const inputs = new Map(inputsOf(graph).map((info) => [info.name ?? "", info]));
  const constants = [...fixed].map(([name, elements]) => {
    const info = inputs.get(name);
    if (info === undefined) throw unknownInput("fix", name, [...inputs.keys()], file);
    return constantOf(info, name, elements, file);
  });
  if (constants.length === inputs.size) {
    const last = [...fixed.keys()][fixed.size - 1];
    throw unfitInput("fix", last, { message: "cannot be a constant", note: "no input would be left", hint: "leave one of them open" }, file);
  }
  return { ...graph, input: graph.input.filter(({ name = "" }) => !fixed.has(name)), initializer: [...graph.initializer, ...constants] };
}

function constantOf(info: ValueInfo, name: string, elements: readonly number[], file: string): Tensor {
  const shape = shapeOfInput(info, file);
  const count = elementCount(shape);
  if (elements.length !== 1 && elements.length !== count) {
    throw unfitInput("fix", name, {
      message: `has ${count} ${count === 1 ? "element" : "elements"}, not ${elements.length}`,
      note: `its shape is ${showShape(shape)}`,
      hint: "give one number for all elements, or as many as there are",
    }, file);
  }
  const dataType = scalarOfInput(info, file) === "f32" ? FLOAT : (info.type?.tensorType?.elemType ?? FLOAT);
  const { bytes, isFloat, read } = accepted(READABLE_TYPES.get(dataType), dataType);
  const rawData = new Uint8Array(count * bytes);
  const view = new DataView(rawData.buffer);
  for (let position = 0; position < count; position++) {
    const element = elements[elements.length === 1 ? 0 : position];
    const offset = position * bytes;
    if (isFloat) view.setFloat32(offset, element, true);
    else if (Number.isSafeInteger(element)) rawData.set(wholeNumber(element, bytes), offset);
    const isKept = isFloat ? Number.isFinite(view.getFloat32(offset, true)) : Number(read(view, offset)) === element;
    if (!isKept) throw notOfType(name, element, nameOfElementType(dataType), file);
  }
  return { ...EMPTY_TENSOR, name, dataType, dims: shape.map(BigInt), rawData };
}

/** Little-endian, in two's complement. */
function wholeNumber(element: number, bytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt(element), true);
  return new Uint8Array(view.buffer, 0, bytes);
}

function notOfType(name: string, element: number, type: string, file: string): Error {
  return unfitInput("fix", name, { message: `cannot be ${element}`, note: `its elements are of type ${type}`, hint: "give a number that this type has" }, file);
}

/** Every type that inputs may have is one of those that parameters are read of. */
function accepted(type: ReadableType | undefined, number: number): ReadableType {
  if (type === undefined) throw new RangeError(`no array of type ${number} is read`);
  return type;
}

const EMPTY_TENSOR: Tensor = {
  dims: [],
  dataType: undefined,
  segment: undefined,
  floatData: [],
  int32Data: [],
  int64Data: [],
  name: undefined,
  rawData: undefined,
  doubleData: [],
  uint64Data: [],
  externalData: [],
  dataLocation: undefined,
};
