// The floating-point types of numpy that are read, by numpy's names for them. Reads single numbers.

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
      [`${order}f2`, { name: "float16", bytes: 2, read: (view, offset) => fromFloat16(view.getUint16(offset, littleEndian)) }],
      [`${order}f4`, { name: "float32", bytes: 4, read: (view, offset) => view.getFloat32(offset, littleEndian) }],
      [`${order}f8`, { name: "float64", bytes: 8, read: (view, offset) => view.getFloat64(offset, littleEndian) }],
    ];
  }),
);

/** The value of an IEEE 754 binary16 pattern: a sign bit, five of the exponent, ten of the significand. */
function fromFloat16(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const significand = bits & 0x3ff;
  if (exponent === 0x1f) return significand === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * significand * 2 ** -24;
  return sign * (1 + significand / 1024) * 2 ** (exponent - 15);
}
