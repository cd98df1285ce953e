// The scalar instructions of WebAssembly that nnc emits: i32, f32 and f64. Opcodes: WebAssembly Core Specification 2.0, §5.4.7.
// Float arithmetic rounds once, to nearest with ties to even, to the type of the result (§4.3.3).

import { bytes, float32, float64, signed } from "./module-bytes.ts";
import { load, operation, store, type Operand, type Statement, type ValueType } from "./operand.ts";

type Integer = Operand<"i32">;
type Single = Operand<"f32">;
type Double = Operand<"f64">;

// What makes an instruction puts its bytes together once, not with every use.

const [I32_CONSTANT, F32_CONSTANT, F64_CONSTANT, SELECT] = [0x41, 0x43, 0x44, 0x1b].map((opcode) => bytes(opcode));

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

function compareDoubles(opcode: number): (left: Double, right: Double) => Integer {
  const instruction = bytes(opcode);
  return (left, right) => operation("i32", [left, right], instruction);
}

function conversion<From extends ValueType, To extends ValueType>(to: To, opcode: number): (value: Operand<From>) => Operand<To> {
  const instruction = bytes(opcode);
  return (value) => operation(to, [value], instruction);
}

function loads<T extends ValueType>(type: T, opcode: number, alignment: number): (address: Integer, offset?: number) => Operand<T> {
  const instruction = bytes(opcode);
  return (address, offset = 0) => load(type, instruction, alignment, address, offset);
}

function stores<T extends ValueType>(
  opcode: number,
  alignment: number,
): (address: Integer, value: Operand<T>, offset?: number) => Statement {
  const instruction = bytes(opcode);
  return (address, value, offset = 0) => store(instruction, alignment, address, value, offset);
}

/** 32-bit integers; arithmetic is modulo 2^32, comparisons give 1 or 0. */
export const i32 = {
  constant: (value: number): Integer => ({ type: "i32", code: I32_CONSTANT + signed(value) }),
  isZero: conversion<"i32", "i32">("i32", 0x45),
  equal: integers(0x46),
  notEqual: integers(0x47),
  lessSigned: integers(0x48),
  lessUnsigned: integers(0x49),
  add: integers(0x6a),
  subtract: integers(0x6b),
  multiply: integers(0x6c),
  and: integers(0x71),
  exclusiveOr: integers(0x73),
  shiftLeft: integers(0x74),
  shiftRightSigned: integers(0x75),
  shiftRightUnsigned: integers(0x76),
  rotateLeft: integers(0x77),
  load: loads("i32", 0x28, 2),
  load8Signed: loads("i32", 0x2c, 0),
  load8Unsigned: loads("i32", 0x2d, 0),
  load16Signed: loads("i32", 0x2e, 1),
  load16Unsigned: loads("i32", 0x2f, 1),
  store: stores<"i32">(0x36, 2),
} as const;

/** Float32 scalars; comparisons with a NaN are false. */
export const f32 = {
  constant: (value: number): Single => ({ type: "f32", code: F32_CONSTANT + float32(value) }),
  equal: compareSingles(0x5b),
  less: compareSingles(0x5d),
  lessOrEqual: compareSingles(0x5f),
  squareRoot: conversion<"f32", "f32">("f32", 0x91),
  add: singles(0x92),
  subtract: singles(0x93),
  multiply: singles(0x94),
  divide: singles(0x95),
  minimum: singles(0x96),
  maximum: singles(0x97),
  /** Rounds a float64. */
  demote: conversion<"f64", "f32">("f32", 0xb6),
  select: (condition: Integer, whenTrue: Single, whenFalse: Single): Single =>
    operation("f32", [whenTrue, whenFalse, condition], SELECT),
  load: loads("f32", 0x2a, 2),
  store: stores<"f32">(0x38, 2),
} as const;

/** Float64 scalars; comparisons with a NaN are false. */
export const f64 = {
  constant: (value: number): Double => ({ type: "f64", code: F64_CONSTANT + float64(value) }),
  equal: compareDoubles(0x61),
  less: compareDoubles(0x63),
  squareRoot: conversion<"f64", "f64">("f64", 0x9f),
  add: doubles(0xa0),
  subtract: doubles(0xa1),
  multiply: doubles(0xa2),
  divide: doubles(0xa3),
  /** Exact. */
  fromUnsigned: conversion<"i32", "f64">("f64", 0xb8),
  /** Exact. */
  promote: conversion<"f32", "f64">("f64", 0xbb),
  load: loads("f64", 0x2b, 3),
  store: stores<"f64">(0x39, 3),
} as const;
