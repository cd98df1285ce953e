// The floating-point types of numpy that are read, by numpy's names for them. Reads single numbers.

import { float16Value } from "../../numeric/float16.ts";

export interface NumberType {
  /** Without the order of the bytes: `float64`. */
  readonly name: string;
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number;
}

/** `<` is little-endian, `>` big-endian. */
export const NUMBER_TYPES: ReadonlyMap<string, NumberType> = new Map(
  [true, false].flatMap((littleEndian): [string, NumberType][] => {
    const order = littleEndian ? "<" : ">";
    return [
      [`${order}f2`, { name: "float16", bytes: 2, read: (view, offset) => float16Value(view.getUint16(offset, littleEndian)) }],
      [`${order}f4`, { name: "float32", bytes: 4, read: (view, offset) => view.getFloat32(offset, littleEndian) }],
      [`${order}f8`, { name: "float64", bytes: 8, read: (view, offset) => view.getFloat64(offset, littleEndian) }],
    ];
  }),
);
