// The values of floating-point numbers of 16 bits, each of which is a float32 too. Converts nothing back.

/** The value of an IEEE 754 binary16 pattern: a sign bit, five of the exponent, ten of the significand. */
export function float16Value(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const significand = bits & 0x3ff;
  if (exponent === 0x1f) return significand === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * significand * 2 ** -24;
  return sign * (1 + significand / 1024) * 2 ** (exponent - 15);
}

/** The value of a bfloat16 pattern: the upper half of a float32. */
export function bfloat16Value(bits: number): number {
  view.setUint32(0, bits << 16);
  return view.getFloat32(0);
}

const view = new DataView(new ArrayBuffer(4));
