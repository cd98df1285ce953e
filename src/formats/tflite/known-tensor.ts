// The constants of a TensorFlow Lite file as arrays of nnc's own types.

import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import { MAXIMUM_ELEMENTS } from "../../network/network-builder.ts";
import { elementCount, showShape } from "../../network/shape.ts";
import { SCALARS } from "../../program/scalar.ts";
import { beyondFloat32 } from "../finite.ts";
import type { Fail } from "../refuse.ts";
import { elementTypeOf, nameOfElementType, type ElementType } from "./element-types.ts";
import type { LiteTensor } from "./lite-model.ts";

/**
 * Float32, where it can, lies in the file's own bytes.
 *
 * @throws what `fail` makes where the bytes are not those of the shape, the type has no numbers of nnc's, or an element is beyond its scalar.
 */
export function knownTensor({ shape, type, bytes = new Uint8Array(0), isSparse }: LiteTensor, fail: Fail): KnownArray {
  if (isSparse) throw fail({ kind: "unsupported", message: "the array is stored sparsely", hint: "convert the model without sparsity" });
  const elementType = elementTypeOf(type);
  if (elementType === undefined) throw unsupportedType(type, fail);
  const count = elementCount(shape);
  if (!shape.every((extent) => extent >= 0) || count > MAXIMUM_ELEMENTS) throw fail({ message: `the array has the shape ${showShape(shape)}` });
  const needed = Math.ceil((count * elementType.bits) / 8);
  if (bytes.length !== needed) throw fail({ message: `the array has ${bytes.length} bytes, its shape ${showShape(shape)} of ${elementType.name} asks for ${needed}` });
  return { scalar: elementType.scalar, shape, data: elementsOf(elementType, bytes, count, fail) };
}

export function unsupportedType(type: number, fail: Fail): Error {
  return fail({
    kind: "unsupported",
    message: `the elements are of type ${nameOfElementType(type)}`,
    note: "nnc computes with float32, with integers of at most 32 bits and with truth values",
    hint: "convert the model with other types",
  });
}

function elementsOf(type: ElementType, bytes: Uint8Array, count: number, fail: Fail): KnownArray["data"] {
  if (type.name === "float32" && bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  const data = SCALARS[type.scalar].newValues(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { least, greatest } = SCALARS[type.scalar];
  const isWhole = type.scalar !== "f32";
  for (let element = 0; element < count; element++) {
    const value = type.read(view, element);
    const number = Number(value);
    if (isWhole && (number < least || number > greatest) && !isEnd(value)) {
      throw fail({
        kind: "unsupported",
        message: `element ${element} is ${value}, of type ${type.name}`,
        note: `nnc computes with integers of 32 bits: ${least} to ${greatest}`,
        hint: "convert the model with smaller integers",
      });
    }
    data[element] = isWhole ? Math.min(Math.max(number, least), greatest) : number;
    if (!isWhole && Number.isFinite(number) && !Number.isFinite(data[element])) throw beyondFloat32(element, number, type.name, fail);
  }
  return data;
}

/** What files mean by the end of an axis, whatever its size. */
function isEnd(value: number | bigint): boolean {
  return value === 2n ** 63n - 1n || value === -(2n ** 63n) || value === -(2n ** 63n) + 1n;
}
