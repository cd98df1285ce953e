// The scalar instructions of WebAssembly that nnc emits: i32, f32 and f64. Opcodes: WebAssembly Core Specification 2.0, §5.4.7.
// Float arithmetic rounds once, to nearest with ties to even, to the type of the result (§4.3.3).

import { bytes, float32, float64, signed } from "./bytes.ts";
import { load, operation, store, type Operand, type Statement } from "./operand.ts";

type Integer = Operand<"i32">;
type Single = Operand<"f32">;
type Double = Operand<"f64">;

function integers(opcode: number): (left: Integer, right: Integer) => Integer {
  const instruction = bytes(opcode);
  return (left, right) => operation("i32", [left, right], instruction);
}

function singles(opcode: number): (left: Single, right: Single) => Single {
  const instruction = bytes(opcode);
  return (left, right) => operation("f32", [left, right], instruction);
}

function compareSingles(opcode: number): (left: Single, right: Single) => Integer {
  const instruction = bytes(opcode);
  return (left, right) => operation("i32", [left, right], instruction);
}

function doubles(opcode: number): (left: Double, right: Double) => Double {
  const instruction = bytes(opcode);
  return (left, right) => operation("f64", [left, right], instruction);
}

/** 32-bit integers; arithmetic is modulo 2^32, comparisons give 1 or 0. */
export const i32 = {
  constant: (value: number): Integer => ({ type: "i32", code: bytes(0x41) + signed(value) }),
  isZero: (value: Integer): Integer => operation("i32", [value], bytes(0x45)),
  equal: integers(0x46),
  notEqual: integers(0x47),
  lessSigned: integers(0x48),
  lessUnsigned: integers(0x49),
  add: integers(0x6a),
  subtract: integers(0x6b),
  multiply: integers(0x6c),
  and: integers(0x71),
  shiftLeft: integers(0x74),
  shiftRightSigned: integers(0x75),
  shiftRightUnsigned: integers(0x76),
  load: (address: Integer, offset = 0): Integer => load("i32", bytes(0x28), 2, address, offset),
  load8Signed: (address: Integer, offset = 0): Integer => load("i32", bytes(0x2c), 0, address, offset),
  load8Unsigned: (address: Integer, offset = 0): Integer => load("i32", bytes(0x2d), 0, address, offset),
  load16Signed: (address: Integer, offset = 0): Integer => load("i32", bytes(0x2e), 1, address, offset),
  store: (address: Integer, value: Integer, offset = 0): Statement => store(bytes(0x36), 2, address, value, offset),
} as const;

/** Float32 scalars; comparisons with a NaN are false. */
export const f32 = {
  constant: (value: number): Single => ({ type: "f32", code: bytes(0x43) + float32(value) }),
  equal: compareSingles(0x5b),
  less: compareSingles(0x5d),
  lessOrEqual: compareSingles(0x5f),
  squareRoot: (value: Single): Single => operation("f32", [value], bytes(0x91)),
  add: singles(0x92),
  subtract: singles(0x93),
  multiply: singles(0x94),
  divide: singles(0x95),
  minimum: singles(0x96),
  maximum: singles(0x97),
  /** Rounds a float64. */
  demote: (value: Double): Single => operation("f32", [value], bytes(0xb6)),
  select: (condition: Integer, whenTrue: Single, whenFalse: Single): Single =>
    operation("f32", [whenTrue, whenFalse, condition], bytes(0x1b)),
  load: (address: Integer, offset = 0): Single => load("f32", bytes(0x2a), 2, address, offset),
  store: (address: Integer, value: Single, offset = 0): Statement => store(bytes(0x38), 2, address, value, offset),
} as const;

/** Float64 scalars. */
export const f64 = {
  constant: (value: number): Double => ({ type: "f64", code: bytes(0x44) + float64(value) }),
  add: doubles(0xa0),
  subtract: doubles(0xa1),
  multiply: doubles(0xa2),
  divide: doubles(0xa3),
  /** Exact. */
  promote: (value: Single): Double => operation("f64", [value], bytes(0xbb)),
  load: (address: Integer, offset = 0): Double => load("f64", bytes(0x2b), 3, address, offset),
  store: (address: Integer, value: Double, offset = 0): Statement => store(bytes(0x39), 3, address, value, offset),
} as const;
