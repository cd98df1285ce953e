// Functions and modules: control flow, locals, memories and the exact bytes of a small module.

import { describe, expect, it } from "vitest";
import type { FunctionBuilder } from "../../src/wasm/function-builder.ts";
import { createMemory, hasWasmSimd, instantiate } from "../../src/wasm/instantiate.ts";
import { ModuleBuilder } from "../../src/wasm/module-builder.ts";
import type { Operand, ValueType } from "../../src/wasm/operand.ts";
import { f64, i32 } from "../../src/wasm/scalar-instructions.ts";

function run(build: (code: FunctionBuilder) => Operand<ValueType> | undefined, ...parameters: number[]): number {
  const module = new ModuleBuilder();
  module.function("run", build);
  return instantiate(module.finish()).function("run")(...parameters);
}

describe("control flow", () => {
  it("loops until a condition fails and leaves blocks early", () => {
    // Adds 1, 2, … until the limit is passed or ten are added.
    const sumTo = (limit: number) =>
      run((code) => {
        const most = code.parameter("i32");
        const [sum, next] = [code.keep(i32.constant(0)), code.keep(i32.constant(1))];
        code.block((exit) => {
          code.loop((again) => {
            code.branchIf(exit, i32.lessSigned(most.get, next.get));
            code.set(sum, i32.add(sum.get, next.get));
            code.increase(next, 1);
            code.branchIf(again, i32.lessSigned(next.get, i32.constant(11)));
          });
          code.branch(exit);
        });
        return sum.get;
      }, limit);
    expect([0, 1, 4, 10, 99].map(sumTo)).toEqual([0, 1, 10, 55, 55]);
  });

  it("takes an if or not", () => {
    const choose = (condition: number) =>
      run((code) => {
        const given = code.parameter("i32");
        const result = code.keep(i32.constant(7));
        code.if(given.get, () => code.set(result, i32.constant(8)));
        return result.get;
      }, condition);
    expect([0, 1, -5].map(choose)).toEqual([7, 8, 8]);
  });

  it("repeats a number of times, nested", () => {
    const count = (outer: number, inner: number) =>
      run((code) => {
        const turns = code.keep(i32.constant(0));
        code.repeat(outer, () => code.repeat(inner, () => code.increase(turns, 1)));
        return turns.get;
      });
    expect([[0, 5], [1, 1], [1, 4], [3, 0], [3, 1], [6, 7]].map(([outer, inner]) => count(outer, inner))).toEqual([0, 1, 4, 0, 3, 42]);
  });
});

describe("locals", () => {
  it("of different types keep apart, and those of a scope are used again", () => {
    const indices: number[] = [];
    const result = run((code) => {
      const kept = code.keep(f64.constant(2));
      code.scope(() => indices.push(code.keep(i32.constant(1)).index, code.keep(f64.constant(1)).index));
      code.scope(() => indices.push(code.keep(f64.constant(3)).index, code.keep(i32.constant(3)).index));
      const last = code.keep(f64.constant(5));
      indices.push(last.index);
      return f64.multiply(kept.get, last.get);
    });
    expect(result).toBe(10);
    expect(indices).toEqual([1, 2, 2, 1, 2]);
  });

  it("come after the parameters", () => {
    expect(() =>
      run((code) => {
        code.local("i32");
        code.parameter("i32");
        return undefined;
      }),
    ).toThrow(new RangeError("parameters are declared before locals"));
  });
});

describe("modules", () => {
  it("have the bytes of the binary format", () => {
    const module = new ModuleBuilder();
    module.exportMemory("m", 2);
    module.function("f", (code) => i32.add(code.parameter("i32").get, i32.constant(-1)));
    expect([...module.finish()]).toEqual([
      ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
      ...[3, 2, 1, 0],
      ...[5, 3, 1, 0, 2],
      ...[7, 9, 2, 1, 0x6d, 2, 0, 1, 0x66, 0, 0],
      ...[10, 9, 1, 7, 0, 0x20, 0, 0x41, 0x7f, 0x6a, 0x0b],
    ]);
  });

  it("work on imported memory", () => {
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", 1);
    module.function("double", (code) => {
      const at = code.parameter("i32");
      code.emit(i32.store(at.get, i32.shiftLeft(i32.load(at.get), i32.constant(1))));
      return undefined;
    });
    const memory = createMemory(1);
    const words = new Int32Array(memory.buffer);
    words[3] = 21;
    instantiate(module.finish(), { host: { memory } }).function("double")(12);
    expect(words[3]).toBe(42);
  });

  it("have one memory", () => {
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", 1);
    expect(() => module.exportMemory("m", 1)).toThrow(new RangeError("a module has one memory"));
  });

  it("say which export is missing", () => {
    const instance = instantiate(new ModuleBuilder().finish());
    expect(() => instance.function("f")).toThrow(new RangeError("the module exports no function f"));
    expect(() => instance.memory("m")).toThrow(new RangeError("the module exports no memory m"));
  });

  it("are refused where they are broken", () => {
    expect(() => instantiate(Uint8Array.of(0, 1, 2, 3))).toThrow(/magic/);
  });
});

it("Node has SIMD", () => expect(hasWasmSimd()).toBe(true));
