// Converts the elements of an ONNX array, one after the other, to the types nnc computes with. Says what is lost by it and refuses
// what cannot be kept; reads no bytes.

import { beyondFloat32 } from "../finite.ts";
import type { Fail } from "../refuse.ts";
import type { ReadableType } from "./element-types.ts";

/** What rounding an array to float32 did. */
export interface Rounding {
  /** Elements that have another value than before. */
  readonly changed: number;
  /** The largest |change| of one as a part of its value; 0 where none changed. */
  readonly worst: number;
}

type ConvertedType = Pick<ReadableType, "name" | "isFloat">;

/** The greatest integer of 64 bits, by which files mean the end of an axis whatever its size. */
const GREATEST = 2n ** 63n - 1n;

export class ConvertedElements {
  /** How many there are so far. */
  added = 0;
  private readonly values: Float32Array | Float64Array;
  private readonly type: ConvertedType;
  private readonly fail: Fail;
  private changed = 0;
  private worst = 0;

  constructor(type: ConvertedType, count: number, fail: Fail) {
    this.type = type;
    this.fail = fail;
    this.values = type.isFloat ? new Float32Array(count) : new Float64Array(count);
  }

  /** @param element where it is a text, what is wrong with it. */
  add(element: number | bigint | string): void {
    const position = this.added++;
    if (typeof element === "string") throw this.fail({ message: `element ${position} ${element}` });
    const value = Number(element);
    this.values[position] = value;
    if (this.type.isFloat) this.noteRounding(position, value);
    else if (typeof element === "bigint" && BigInt(value) !== element && element !== GREATEST && element !== -GREATEST) {
      throw this.fail({
        kind: "unsupported",
        message: `element ${position} is ${element}, of type ${this.type.name}`,
        note: "nnc reads integers up to 2^53 exactly, and rounds none",
        hint: "export the model with smaller integers",
      });
    }
  }

  finish(): { readonly values: Float32Array | Float64Array; readonly rounding?: Rounding } {
    const { values } = this;
    return this.type.name === "double" ? { values, rounding: { changed: this.changed, worst: this.worst } } : { values };
  }

  private noteRounding(position: number, value: number): void {
    const rounded = this.values[position];
    if (rounded === value || Number.isNaN(value)) return;
    if (Number.isFinite(value) && !Number.isFinite(rounded)) throw beyondFloat32(position, value, this.type.name, this.fail);
    this.changed++;
    this.worst = Math.max(this.worst, Math.abs((rounded - value) / value));
  }
}
