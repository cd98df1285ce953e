// Every instruction, run by the engine on all pairs of telling operands, against JavaScript's own arithmetic.

import { describe, expect, it } from "vitest";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import type { FunctionBuilder, Local } from "../../src/wasm/function-builder.ts";
import { instantiate, type WasmFunction } from "../../src/wasm/instantiate.ts";
import { ModuleBuilder } from "../../src/wasm/module-builder.ts";
import type { Operand, ValueType } from "../../src/wasm/operand.ts";
import { f32, f64, i32 } from "../../src/wasm/scalar-instructions.ts";
import { f32x4, f64x2, i32x4, i64x2, v128 } from "../../src/wasm/simd.ts";

type Scalar = Exclude<ValueType, "v128">;

/** A function of two parameters of one type. */
function compile<T extends Scalar>(type: T, build: (left: Operand<T>, right: Operand<T>) => Operand<ValueType>): WasmFunction {
  const module = new ModuleBuilder();
  module.function("run", (code) => {
    const [left, right] = [code.parameter(type), code.parameter(type)];
    return build(left.get, right.get);
  });
  return instantiate(module.finish()).function("run");
}

function expectEverywhere(values: readonly number[], run: WasmFunction, expected: (left: number, right: number) => number): void {
  for (const left of values) {
    for (const right of values) expect([left, right, run(left, right)]).toEqual([left, right, expected(left, right)]);
  }
}

/** The name of an instruction, the instruction, and what it should give. */
type Case<T> = readonly [string, T, (left: number, right: number) => number];

const INTEGERS = [0, 1, 2, 3, 31, 255, 65536, 2 ** 31 - 1, -(2 ** 31), -1, -2, 123456789];
const { fround } = Math;

describe("i32", () => {
  const operations = [
    ["add", i32.add, (x, y) => (x + y) | 0],
    ["subtract", i32.subtract, (x, y) => (x - y) | 0],
    ["multiply", i32.multiply, (x, y) => Math.imul(x, y)],
    ["and", i32.and, (x, y) => x & y],
    ["exclusiveOr", i32.exclusiveOr, (x, y) => x ^ y],
    ["rotateLeft", i32.rotateLeft, (x, y) => (x << (y & 31)) | (y & 31 ? x >>> (32 - (y & 31)) : 0)],
    ["shiftLeft", i32.shiftLeft, (x, y) => x << y],
    ["shiftRightSigned", i32.shiftRightSigned, (x, y) => x >> y],
    ["shiftRightUnsigned", i32.shiftRightUnsigned, (x, y) => (x >>> y) | 0],
    ["equal", i32.equal, (x, y) => Number(x === y)],
    ["notEqual", i32.notEqual, (x, y) => Number(x !== y)],
    ["lessSigned", i32.lessSigned, (x, y) => Number(x < y)],
    ["lessUnsigned", i32.lessUnsigned, (x, y) => Number(x >>> 0 < y >>> 0)],
  ] satisfies readonly Case<typeof i32.add>[];
  it.each(operations)("%s", (_, instruction, expected) => {
    expectEverywhere(INTEGERS, compile("i32", instruction), expected);
  });
  it("isZero and constants", () => {
    expectEverywhere(INTEGERS, compile("i32", (x) => i32.isZero(x)), (x) => Number(x === 0));
    for (const value of INTEGERS) expect(compile("i32", () => i32.constant(value))(0, 0)).toBe(value);
  });
});

describe("f32", () => {
  const operations = [
    ["add", f32.add, (x, y) => fround(x + y)],
    ["subtract", f32.subtract, (x, y) => fround(x - y)],
    ["multiply", f32.multiply, (x, y) => fround(x * y)],
    ["divide", f32.divide, (x, y) => fround(x / y)],
    ["minimum", f32.minimum, (x, y) => Math.min(x, y)],
    ["maximum", f32.maximum, (x, y) => Math.max(x, y)],
    ["equal", f32.equal, (x, y) => Number(x === y)],
    ["less", f32.less, (x, y) => Number(x < y)],
    ["lessOrEqual", f32.lessOrEqual, (x, y) => Number(x <= y)],
  ] satisfies readonly Case<(left: Operand<"f32">, right: Operand<"f32">) => Operand<ValueType>>[];
  it.each(operations)("%s", (_, instruction, expected) => {
    expectEverywhere(SPECIAL_FLOAT32, compile("f32", instruction), expected);
  });
  it("squareRoot, demote of promoted sums, select and constants", () => {
    expectEverywhere(SPECIAL_FLOAT32, compile("f32", (x) => f32.squareRoot(x)), (x) => fround(Math.sqrt(x)));
    expectEverywhere(SPECIAL_FLOAT32, compile("f32", (x, y) => f32.demote(f64.add(f64.promote(x), f64.promote(y)))), (x, y) => fround(x + y));
    expectEverywhere(SPECIAL_FLOAT32, compile("f32", (x, y) => f32.select(f32.less(x, y), x, y)), (x, y) => (x < y ? x : y));
    for (const value of SPECIAL_FLOAT32) expect(compile("f32", () => f32.constant(value))(0, 0)).toBe(value);
  });
});

describe("f64", () => {
  const values = [0, -0, 1, -1.5, 0.1, 1e308, 5e-324, Infinity, -Infinity, NaN, Math.PI];
  const operations = [
    ["add", f64.add, (x, y) => x + y],
    ["subtract", f64.subtract, (x, y) => x - y],
    ["multiply", f64.multiply, (x, y) => x * y],
    ["divide", f64.divide, (x, y) => x / y],
    ["equal", f64.equal, (x, y) => Number(x === y)],
  ] satisfies readonly Case<(left: Operand<"f64">, right: Operand<"f64">) => Operand<ValueType>>[];
  it.each(operations)("%s", (_, instruction, expected) => {
    expectEverywhere(values, compile("f64", instruction), expected);
  });
  it("constants", () => {
    for (const value of values) expect(compile("f64", () => f64.constant(value))(0, 0)).toBe(value);
  });
  it("of unsigned integers", () => {
    expectEverywhere(INTEGERS, compile("i32", (x) => f64.fromUnsigned(x)), (x) => x >>> 0);
  });
});

/** Runs code on a memory that holds `input` from its start; what it holds then. */
function runOnMemory(input: readonly number[], emit: (code: FunctionBuilder, start: Local<"i32">) => void): Float32Array {
  return new Float32Array(runOnBytes(Float32Array.from(input), emit));
}

/** The same of integers. */
function runOnIntegers(input: readonly number[], emit: (code: FunctionBuilder, start: Local<"i32">) => void): Int32Array {
  return new Int32Array(runOnBytes(Int32Array.from(input), emit));
}

function runOnBytes(input: Float32Array | Int32Array, emit: (code: FunctionBuilder, start: Local<"i32">) => void): ArrayBuffer {
  const module = new ModuleBuilder();
  module.exportMemory("memory", 1);
  module.function("run", (code) => {
    const start = code.parameter("i32");
    emit(code, start);
    return undefined;
  });
  const instance = instantiate(module.finish());
  const memory = instance.memory("memory");
  new Uint8Array(memory).set(new Uint8Array(input.buffer));
  instance.function("run")(0);
  return memory;
}

describe("f32x4 and v128", () => {
  const lanes = [1.5, -2, Math.fround(0.1), 2 ** 30];
  const others = [-3, 2 ** -20, Math.fround(0.3), -2];
  const operations = [
    ["add", f32x4.add, (x, y) => fround(x + y)],
    ["subtract", f32x4.subtract, (x, y) => fround(x - y)],
    ["multiply", f32x4.multiply, (x, y) => fround(x * y)],
    ["divide", f32x4.divide, (x, y) => fround(x / y)],
    ["minimum", f32x4.minimum, (x, y) => Math.min(x, y)],
    ["maximum", f32x4.maximum, (x, y) => Math.max(x, y)],
  ] satisfies readonly Case<typeof f32x4.add>[];

  it.each(operations)("%s", (_, instruction, expected) => {
    const memory = runOnMemory([...lanes, ...others], (code, at) => {
      code.emit(v128.store(at.get, instruction(v128.load(at.get), v128.load(at.get, 16)), 32));
    });
    expect([...memory.slice(8, 12)]).toEqual(lanes.map((lane, index) => expected(lane, others[index])));
  });

  it.each(["less", "lessOrEqual"] as const)("%s with select, also for equal lanes and NaN", (name) => {
    const [left, right] = [[1, 2, NaN, -0], [2, 2, 1, 0]];
    const memory = runOnMemory([...left, ...right, 10, 20, 30, 40, 50, 60, 70, 80], (code, at) => {
      const mask = f32x4[name](v128.load(at.get), v128.load(at.get, 16));
      code.emit(v128.store(at.get, v128.select(mask, v128.load(at.get, 32), v128.load(at.get, 48)), 64));
    });
    expect([...memory.slice(16, 20)]).toEqual(name === "less" ? [10, 60, 70, 80] : [10, 20, 70, 40]);
  });

  it("squareRoot, splats, constants and lanes", () => {
    const memory = runOnMemory([2, 9, 0.25, 16], (code, at) => {
      code.emit(v128.store(at.get, f32x4.squareRoot(v128.load(at.get)), 16));
      code.emit(v128.store(at.get, v128.load32Splat(at.get, 4), 32));
      code.emit(v128.store(at.get, f32x4.splat(f32.load(at.get, 12)), 48));
      code.emit(v128.store(at.get, f32x4.constant([5, 6, 7, 8]), 64));
      code.emit(f32.store(at.get, f32x4.extractLane(v128.load(at.get), 2), 80));
      code.emit(v128.store(at.get, f32x4.replaceLane(v128.load(at.get), 1, f32.constant(-1)), 84));
    });
    expect([...memory.slice(4, 25)]).toEqual([
      fround(Math.SQRT2), 3, 0.5, 4, 9, 9, 9, 9, 16, 16, 16, 16, 5, 6, 7, 8, 0.25, 2, -1, 0.25, 16,
    ]);
  });

  it("shuffle and bitwise", () => {
    const memory = runOnMemory([1, 2, 3, 4, 5, 6, 7, 8], (code, at) => {
      code.emit(v128.store(at.get, f32x4.shuffle(v128.load(at.get), v128.load(at.get, 16), [7, 0, 3, 4]), 32));
      const signs = f32x4.constant([-0, 0, -0, 0]);
      code.emit(v128.store(at.get, v128.exclusiveOr(v128.load(at.get), signs), 48));
      code.emit(v128.store(at.get, v128.and(v128.or(v128.load(at.get), signs), v128.load(at.get)), 64));
    });
    expect([...memory.slice(8, 20)]).toEqual([8, 1, 4, 5, -1, 2, -3, 4, 1, 2, 3, 4]);
  });

  it("splats of 64 bits", () => {
    const memory = runOnMemory([1, 2, 3, 4], (code, at) => code.emit(v128.store(at.get, v128.load64Splat(at.get, 4), 16)));
    expect([...memory.slice(4, 8)]).toEqual([2, 3, 2, 3]);
  });

  it("64 bits into one half", () => {
    const memory = runOnMemory([1, 2, 3, 4], (code, at) => {
      code.emit(v128.store(at.get, v128.load64Zero(at.get, 8), 16));
      code.emit(v128.store(at.get, v128.load64Lane(at.get, v128.load(at.get), 1, 4), 32));
    });
    expect([...memory.slice(4, 12)]).toEqual([3, 4, 0, 0, 1, 2, 2, 3]);
  });

  it("scalar loads and stores of each type", () => {
    const memory = runOnMemory([1, 0, 0, 0], (code, at) => {
      code.emit(f64.store(at.get, f64.promote(f32.load(at.get)), 8));
      code.emit(f32.store(at.get, f32.demote(f64.load(at.get, 8)), 16));
      code.emit(i32.store(at.get, i32.load(at.get), 20));
    });
    expect([...memory.slice(4, 6)]).toEqual([1, 1]);
  });
});

describe("i32x4", () => {
  const left = [5, -1, 2 ** 31 - 1, -(2 ** 31)];
  const right = [5, 1, -1, 3];
  const mask = (holds: boolean): number => (holds ? -1 : 0);
  const operations = [
    ["equal", i32x4.equal, (x, y) => mask(x === y)],
    ["lessSigned", i32x4.lessSigned, (x, y) => mask(x < y)],
    ["lessUnsigned", i32x4.lessUnsigned, (x, y) => mask(x >>> 0 < y >>> 0)],
    ["lessOrEqualSigned", i32x4.lessOrEqualSigned, (x, y) => mask(x <= y)],
    ["lessOrEqualUnsigned", i32x4.lessOrEqualUnsigned, (x, y) => mask(x >>> 0 <= y >>> 0)],
    ["add", i32x4.add, (x, y) => (x + y) | 0],
    ["subtract", i32x4.subtract, (x, y) => (x - y) | 0],
    ["multiply", i32x4.multiply, (x, y) => Math.imul(x, y)],
    ["multiplyHigh", i32x4.multiplyHigh, (x, y) => Number((BigInt(x) * BigInt(y)) >> 32n)],
    ["minimumSigned", i32x4.minimumSigned, (x, y) => Math.min(x, y)],
    ["minimumUnsigned", i32x4.minimumUnsigned, (x, y) => Math.min(x >>> 0, y >>> 0) | 0],
    ["maximumSigned", i32x4.maximumSigned, (x, y) => Math.max(x, y)],
    ["maximumUnsigned", i32x4.maximumUnsigned, (x, y) => Math.max(x >>> 0, y >>> 0) | 0],
    ["shiftLeft", (x) => i32x4.shiftLeft(x, i32.constant(33)), (x) => x << 1],
    ["shiftRightSigned", (x) => i32x4.shiftRightSigned(x, i32.constant(3)), (x) => x >> 3],
    ["shiftRightUnsigned", (x) => i32x4.shiftRightUnsigned(x, i32.constant(3)), (x) => (x >>> 3) | 0],
    ["constant", () => i32x4.constant(-7), () => -7],
    ["splat of a lane", (x) => i32x4.splat(i32x4.extractLane(x, 1)), () => -1],
    ["replaceLane", (x, y) => i32x4.replaceLane(x, 0, i32x4.extractLane(y, 0)), (x) => x],
  ] satisfies readonly Case<typeof i32x4.add>[];

  it.each(operations)("%s", (_, instruction, expected) => {
    const result = runOnIntegers([...left, ...right], (code, at) => {
      code.emit(v128.store(at.get, instruction(v128.load(at.get), v128.load(at.get, 16)), 32));
    });
    expect([...result.slice(8, 12)]).toEqual(left.map((lane, index) => expected(lane, right[index])));
  });

  it("of float32 lanes and to them, and a lane alone", () => {
    const memory = runOnMemory([2.5, -3.5, NaN, 5e9], (code, at) => {
      code.emit(v128.store(at.get, f32x4.convertSigned(i32x4.truncateSigned(v128.load(at.get))), 16));
      code.emit(v128.store(at.get, f32x4.convertUnsigned(i32x4.truncateUnsigned(v128.load(at.get))), 32));
      code.emit(v128.store(at.get, f32x4.nearest(v128.load(at.get)), 48));
      code.emit(v128.store32Lane(at.get, v128.load(at.get), 3, 64));
    });
    expect([...memory.slice(4, 17)]).toEqual([2, -3, 0, 2 ** 31, 2, 0, 0, 2 ** 32, 2, -4, NaN, 5e9, 5e9]);
  });

  it("loads of one and two bytes", () => {
    const result = runOnIntegers([0x0080_ff80 | 0], (code, at) => {
      [i32.load8Signed, i32.load8Unsigned, i32.load16Signed].forEach((load, place) => {
        code.emit(i32.store(at.get, load(at.get), 4 * (place + 1)));
      });
    });
    expect([...result.slice(1, 4)]).toEqual([-128, 128, -128]);
  });
});

describe("f64x2 and i64x2", () => {
  const [left, right] = [[0.1, -2.5], [0.7, 1e300]];
  const operations = [
    ["add", f64x2.add, (x, y) => x + y],
    ["subtract", f64x2.subtract, (x, y) => x - y],
    ["multiply", f64x2.multiply, (x, y) => x * y],
    ["floor", f64x2.floor, (x) => Math.floor(x)],
    ["constant", () => f64x2.constant(-0.3), () => -0.3],
    ["shiftLeft", (x) => i64x2.shiftLeft(x, i32.constant(1)), doubledBits],
  ] satisfies readonly Case<typeof f64x2.add>[];

  it.each(operations)("%s", (_, instruction, expected) => {
    const input = new Float32Array(Float64Array.of(...left, ...right).buffer);
    const memory = runOnMemory([...input], (code, at) => {
      code.emit(v128.store(at.get, instruction(v128.load(at.get), v128.load(at.get, 16)), 32));
    });
    expect([...new Float64Array(memory.buffer, 32, 2)]).toEqual(left.map((lane, index) => expected(lane, right[index])));
  });

  it("promotion and demotion", () => {
    const memory = runOnMemory([fround(0.1), -3, 7, 8], (code, at) => {
      const doubles = f64x2.promoteLow(v128.load(at.get));
      code.emit(v128.store(at.get, doubles, 16));
      code.emit(v128.store(at.get, f64x2.demote(f64x2.add(doubles, f64x2.constant(2 ** -40))), 32));
    });
    expect([...new Float64Array(memory.buffer, 16, 2)]).toEqual([fround(0.1), -3]);
    expect([...memory.slice(8, 12)]).toEqual([fround(fround(0.1) + 2 ** -40), fround(-3 + 2 ** -40), 0, 0]);
  });
});

function doubledBits(value: number): number {
  const cell = Float64Array.of(value);
  const bits = new BigUint64Array(cell.buffer);
  bits[0] *= 2n;
  return cell[0];
}
