// Operators of 32-bit integers, some of truth values too: the lesser and the greater, quotients, bits, shifts.

import type { Operand } from "../../wasm/operand.ts";
import { i32 } from "../../wasm/scalar-instructions.ts";
import { i32x4, v128, type Lane } from "../../wasm/simd.ts";
import { everything, exactly, ofCorners, type Interval } from "../domains/interval.ts";
import type { Operator, VectorRule } from "../operator.ts";
import { isWord, SCALARS, type Scalar } from "../scalar.ts";

/** Of integers alone: of floats it would have to say what becomes of NaN and −0, and a selection says it. */
export const minimum: Operator = {
  operands: ["left", "right"],
  result: sameWord,
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = Math.min(a.data[a.offset + i * a.step], b.data[b.offset + i * b.step]);
  },
  interval: ([left, right]) => ({ low: Math.min(left.low, right.low), high: Math.min(left.high, right.high), nan: false }),
  vector: { i32: ([left, right]) => i32x4.minimumSigned(left, right), u32: ([left, right]) => i32x4.minimumUnsigned(left, right) },
};

export const maximum: Operator = {
  operands: ["left", "right"],
  result: sameWord,
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = Math.max(a.data[a.offset + i * a.step], b.data[b.offset + i * b.step]);
  },
  interval: ([left, right]) => ({ low: Math.max(left.low, right.low), high: Math.max(left.high, right.high), nan: false }),
  vector: { i32: ([left, right]) => i32x4.maximumSigned(left, right), u32: ([left, right]) => i32x4.maximumUnsigned(left, right) },
};

/** The upper 32 of the 64 bits of a product of i32: ⌊x·y / 2^32⌋. */
export const multiplyHigh: Operator = {
  operands: ["left", "right"],
  result: ([left, right]) => (left === "i32" && right === "i32" ? "i32" : undefined),
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = highOfProduct(a.data[a.offset + i * a.step], b.data[b.offset + i * b.step]);
  },
  interval: ([left, right]) => ofCorners(left, right, highOfProduct),
  vector: { i32: ([left, right]) => i32x4.multiplyHigh(left, right) },
};

/** Towards 0. x / 0 is 0, and −2^31 / −1 modulo 2^32 is −2^31. No vector instruction divides integers. */
export const quotient: Operator = {
  operands: ["left", "right"],
  result: sameWord,
  sign: "/",
  /** Of two numbers of 32 bits the quotient in float64 lies on the same side of every whole number as the exact one. */
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = Math.trunc(a.data[a.offset + i * a.step] / b.data[b.offset + i * b.step]);
  },
  interval([left, right], scalar) {
    if (left.low >= 0 && right.low >= 0) return { low: 0, high: left.high, nan: false };
    const { least, greatest } = SCALARS[scalar];
    const magnitude = Math.max(Math.abs(left.low), Math.abs(left.high));
    return { low: Math.max(least, -magnitude), high: Math.min(greatest, magnitude), nan: false };
  },
};

export const and: Operator = {
  operands: ["left", "right"],
  result: sameBits,
  sign: "&",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] & b.data[b.offset + i * b.step];
  },
  /** No result has a bit that a non-negative operand has not. */
  interval([left, right], scalar) {
    const masked = right.low === right.high ? maskedBy(right.low, left, scalar) : undefined;
    if (masked !== undefined) return masked;
    if (left.low >= 0 && right.low >= 0) return { low: 0, high: Math.min(left.high, right.high), nan: false };
    if (left.low >= 0) return { low: 0, high: left.high, nan: false };
    return right.low >= 0 ? { low: 0, high: right.high, nan: false } : everything(scalar);
  },
  vector: bitwise(v128.and),
};

export const or: Operator = {
  operands: ["left", "right"],
  result: sameBits,
  sign: "|",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] | b.data[b.offset + i * b.step];
  },
  interval: ofBits,
  vector: bitwise(v128.or),
};

export const exclusiveOr: Operator = {
  operands: ["left", "right"],
  result: sameBits,
  sign: "^",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] ^ b.data[b.offset + i * b.step];
  },
  interval: ofBits,
  vector: bitwise(v128.exclusiveOr),
};

/** Of numbers that are the same in all bits from the lowest one of a mask on; undefined of others. */
function maskedBy(mask: number, { low, high }: Interval, scalar: Scalar): Interval | undefined {
  if (mask === 0) return exactly(0);
  const lowest = (mask & -mask) >>> 0;
  if (Math.floor(low / lowest) !== Math.floor(high / lowest)) return undefined;
  return exactly(scalar === "u32" ? (low & mask) >>> 0 : low & mask);
}

/** By a count of 0 to 31, taken modulo 32; the result modulo 2^32. */
export const shiftLeft: Operator = {
  operands: ["of", "count"],
  result: shifted,
  sign: "<<",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] << b.data[b.offset + i * b.step];
  },
  interval: (_operands, scalar) => everything(scalar),
  vector: { i32: laneByLane(i32.shiftLeft), u32: laneByLane(i32.shiftLeft) },
};

/** By a count of 0 to 31, taken modulo 32: of i32 with copies of the sign, of u32 with zeros coming in. */
export const shiftRight: Operator = {
  operands: ["of", "count"],
  result: shifted,
  sign: ">>",
  lanes([a, b], { data, offset, count }) {
    if (data instanceof Uint32Array) {
      for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] >>> b.data[b.offset + i * b.step];
    } else {
      for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] >> b.data[b.offset + i * b.step];
    }
  },
  /** Shifting brings a number nearer to 0 or to −1. */
  interval([of, by]) {
    const known = by.low === by.high && by.low >= 0 && by.low <= 31;
    const shift = (value: number): number => Math.floor(value / 2 ** (known ? by.low : 0));
    return { low: known ? shift(of.low) : Math.min(0, of.low), high: known ? shift(of.high) : Math.max(0, of.high), nan: false };
  },
  vector: { i32: laneByLane(i32.shiftRightSigned), u32: laneByLane(i32.shiftRightUnsigned) },
};

/** The lower 16 bits of y by themselves: then every step is exact in float64. */
function highOfProduct(x: number, y: number): number {
  const upper = Math.floor(y / 65536);
  return Math.floor((x * upper + Math.floor((x * (y - upper * 65536)) / 65536)) / 65536) + 0;
}

function sameWord([left, right]: readonly Scalar[]): Scalar | undefined {
  return left === right && isWord(left) ? left : undefined;
}

function sameBits([left, right]: readonly Scalar[]): Scalar | undefined {
  return left === right && (isWord(left) || left === "bool") ? left : undefined;
}

function shifted([of, count]: readonly Scalar[]): Scalar | undefined {
  return isWord(of) && isWord(count) ? of : undefined;
}

/** Numbers of n bits give numbers of n bits. */
function ofBits([left, right]: readonly Interval[], scalar: Scalar): Interval {
  if (left.low < 0 || right.low < 0) return everything(scalar);
  const bits = Math.max(left.high, right.high);
  return { low: 0, high: bits === 0 ? 0 : 2 ** (Math.floor(Math.log2(bits)) + 1) - 1, nan: false };
}

function bitwise(instruction: (left: Operand<"v128">, right: Operand<"v128">) => Operand<"v128">): Readonly<Record<"i32" | "u32" | "bool", VectorRule>> {
  const rule: VectorRule = ([left, right]) => instruction(left, right);
  return { i32: rule, u32: rule, bool: rule };
}

const LANES: readonly Lane[] = [0, 1, 2, 3];

/** No vector instruction shifts each lane by a count of its own. */
function laneByLane(instruction: (left: Operand<"i32">, right: Operand<"i32">) => Operand<"i32">): VectorRule {
  return ([left, right]) =>
    LANES.reduce(
      (result, lane) => i32x4.replaceLane(result, lane, instruction(i32x4.extractLane(left, lane), i32x4.extractLane(right, lane))),
      left,
    );
}
