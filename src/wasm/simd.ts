// The 128-bit SIMD instructions of WebAssembly that nnc emits. Opcodes: WebAssembly Core Specification 2.0, §5.4.8.
// No relaxed SIMD: the bits of those instructions may differ between machines.

import { bytes, float32, float64, unsigned, type Bytes } from "./module-bytes.ts";
import { load, operation, store, type Operand, type Statement } from "./operand.ts";

type Vector = Operand<"v128">;
type Integer = Operand<"i32">;
export type Lane = 0 | 1 | 2 | 3;

function instruction(opcode: number): Bytes {
  return bytes(0xfd) + unsigned(opcode);
}

function unary(opcode: number): (value: Vector) => Vector {
  const code = instruction(opcode);
  return (value) => operation("v128", [value], code);
}

function binary(opcode: number): (left: Vector, right: Vector) => Vector {
  const code = instruction(opcode);
  return (left, right) => operation("v128", [left, right], code);
}

const LOAD = instruction(0x00);
const LOAD_32_SPLAT = instruction(0x09);
const LOAD_64_SPLAT = instruction(0x0a);
const LOAD_64_ZERO = instruction(0x5d);
const LOAD_64_LANE = instruction(0x57);
const STORE = instruction(0x0b);
const STORE_32_LANE = instruction(0x5a);
const CONSTANT = instruction(0x0c);
const SHUFFLE = instruction(0x0d);
const SELECT = instruction(0x52);

/** Vectors as 128 bits. Addresses need not be aligned. */
export const v128 = {
  load: (address: Integer, offset = 0): Vector => load("v128", LOAD, 2, address, offset),
  /** Four copies of the 32 bits at the address. */
  load32Splat: (address: Integer, offset = 0): Vector => load("v128", LOAD_32_SPLAT, 2, address, offset),
  /** Writes one lane of 32 bits. */
  store32Lane: (address: Integer, value: Vector, lane: Lane, offset = 0): Statement => {
    const { code } = store(STORE_32_LANE, 2, address, value, offset);
    return { code: code + bytes(lane) };
  },
  /** Two copies of the 64 bits at the address. */
  load64Splat: (address: Integer, offset = 0): Vector => load("v128", LOAD_64_SPLAT, 3, address, offset),
  /** The 64 bits at the address, then 64 of 0. */
  load64Zero: (address: Integer, offset = 0): Vector => load("v128", LOAD_64_ZERO, 3, address, offset),
  /** The vector with the 64 bits at the address in its lower or upper half. */
  load64Lane: (address: Integer, vector: Vector, half: 0 | 1, offset = 0): Vector => {
    const { code } = store(LOAD_64_LANE, 3, address, vector, offset);
    return { type: "v128", code: code + bytes(half) };
  },
  store: (address: Integer, value: Vector, offset = 0): Statement => store(STORE, 2, address, value, offset),
  not: unary(0x4d),
  and: binary(0x4e),
  or: binary(0x50),
  exclusiveOr: binary(0x51),
  /** Each bit from `whenTrue` where the mask has 1, from `whenFalse` where it has 0. */
  select: (mask: Vector, whenTrue: Vector, whenFalse: Vector): Vector =>
    operation("v128", [whenTrue, whenFalse, mask], SELECT),
} as const;

/** Four float32 lanes, each rounded once as in f32; comparisons give all ones or all zeros, zeros with a NaN. */
export const f32x4 = {
  constant: (lanes: readonly [number, number, number, number]): Vector => ({
    type: "v128",
    code: CONSTANT + lanes.map(float32).join(""),
  }),
  splat: (value: Operand<"f32">): Vector => operation("v128", [value], instruction(0x13)),
  extractLane: (value: Vector, lane: Lane): Operand<"f32"> => operation("f32", [value], instruction(0x1f) + bytes(lane)),
  replaceLane: (vector: Vector, lane: Lane, value: Operand<"f32">): Vector =>
    operation("v128", [vector, value], instruction(0x20) + bytes(lane)),
  /** Lane i of the result is lane `lanes[i]` of `low` (0 … 3) or of `high` (4 … 7). */
  shuffle: (low: Vector, high: Vector, lanes: readonly [number, number, number, number]): Vector =>
    operation("v128", [low, high], SHUFFLE + lanes.map((lane) => bytes(4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3)).join("")),
  equal: binary(0x41),
  less: binary(0x43),
  lessOrEqual: binary(0x45),
  /** To whole numbers, ties to even. */
  nearest: unary(0x6a),
  negate: unary(0xe1),
  squareRoot: unary(0xe3),
  add: binary(0xe4),
  subtract: binary(0xe5),
  multiply: binary(0xe6),
  divide: binary(0xe7),
  minimum: binary(0xe8),
  maximum: binary(0xe9),
  /** left < right ? right : left, so left where one is NaN or they are equal: one instruction on x86-64. */
  pseudoMaximum: binary(0xeb),
  /** right < left ? right : left, so left where one is NaN or they are equal. */
  pseudoMinimum: binary(0xea),
  /** Of 32-bit integers, each rounded once. */
  convertSigned: unary(0xfa),
  convertUnsigned: unary(0xfb),
} as const;

/** Of signed lanes 0 and 1, and of 2 and 3, in 64 bits. */
const [productsOfLow, productsOfHigh] = [binary(0xdc), binary(0xdd)];

/** Four 32-bit integer lanes; arithmetic is modulo 2^32, comparisons give all ones or all zeros. */
export const i32x4 = {
  constant: (value: number): Vector => {
    const { buffer } = Int32Array.of(value, value, value, value);
    return { type: "v128", code: instruction(0x0c) + bytes(...new Uint8Array(buffer)) };
  },
  splat: (value: Integer): Vector => operation("v128", [value], instruction(0x11)),
  extractLane: (value: Vector, lane: Lane): Integer => operation("i32", [value], instruction(0x1b) + bytes(lane)),
  replaceLane: (vector: Vector, lane: Lane, value: Integer): Vector =>
    operation("v128", [vector, value], instruction(0x1c) + bytes(lane)),
  equal: binary(0x37),
  lessSigned: binary(0x39),
  lessUnsigned: binary(0x3a),
  lessOrEqualSigned: binary(0x3d),
  lessOrEqualUnsigned: binary(0x3e),
  /** All lanes by one count modulo 32. */
  shiftLeft: (value: Vector, count: Integer): Vector => operation("v128", [value, count], instruction(0xab)),
  shiftRightSigned: (value: Vector, count: Integer): Vector => operation("v128", [value, count], instruction(0xac)),
  shiftRightUnsigned: (value: Vector, count: Integer): Vector => operation("v128", [value, count], instruction(0xad)),
  add: binary(0xae),
  subtract: binary(0xb1),
  multiply: binary(0xb5),
  /** The upper halves of the products of 64 bits. */
  multiplyHigh: (left: Vector, right: Vector): Vector => f32x4.shuffle(productsOfLow(left, right), productsOfHigh(left, right), [1, 3, 5, 7]),
  minimumSigned: binary(0xb6),
  minimumUnsigned: binary(0xb7),
  maximumSigned: binary(0xb8),
  maximumUnsigned: binary(0xb9),
  /** Of float32 lanes: towards 0, then within the range; NaN gives 0. */
  truncateSigned: unary(0xf8),
  truncateUnsigned: unary(0xf9),
} as const;

/** Two float64 lanes, each rounded once as in f64. */
export const f64x2 = {
  /** Both lanes. */
  constant: (value: number): Vector => ({ type: "v128", code: CONSTANT + float64(value) + float64(value) }),
  splat: (value: Operand<"f64">): Vector => operation("v128", [value], instruction(0x14)),
  less: binary(0x49),
  floor: unary(0x75),
  add: binary(0xf0),
  subtract: binary(0xf1),
  multiply: binary(0xf2),
  divide: binary(0xf3),
  /** The two lower float32 lanes. */
  promoteLow: unary(0x5f),
  /** Two float32 lanes, each rounded once, and two of 0. */
  demote: unary(0x5e),
} as const;

/** Two 64-bit integer lanes. */
export const i64x2 = {
  /** In both lanes. */
  one: { type: "v128", code: CONSTANT + "\x01\0\0\0\0\0\0\0".repeat(2) } satisfies Vector,
  add: binary(0xce),
  /** By a count modulo 64. */
  shiftLeft: (value: Vector, count: Integer): Vector => operation("v128", [value, count], instruction(0xcb)),
} as const;
