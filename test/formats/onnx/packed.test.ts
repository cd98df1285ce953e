// Constants of 4 and 2 bits: what DequantizeLinear makes of them, and that nothing else takes them for integers of 8 bits, which they are held as.

import { expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { expectRefusal, file, FILE, int, node, tensor, value } from "./models.ts";

const SET_21 = { opsetImport: [{ domain: "", version: 21n }] };

test("blocks of int4 are dequantised with scales and zero points of their own", () => {
  const bytes = file(
    {
      node: [node("DequantizeLinear", ["q", "s", "z"], ["w"], { attribute: [int("axis", 1), int("block_size", 2)] }), node("Mul", ["x", "w"], ["y"])],
      initializer: [
        { name: "q", dims: [1n, 4n], dataType: 22, rawData: Uint8Array.of(0x98, 0x7f) },
        tensor("s", [1, 2], [0.5, 2]),
        { name: "z", dims: [1n, 2n], dataType: 22, rawData: Uint8Array.of(0xf1) },
      ],
      input: [value("x", [1, 4])],
      output: [value("y", [1, 4])],
    },
    SET_21,
  );
  const [y] = interpret(lower(runPasses(readModel(bytes, FILE).network)), [Float32Array.of(1, 1, 1, 1)], 1);
  expect([...y]).toEqual([(-8 - 1) * 0.5, (-7 - 1) * 0.5, (-1 + 1) * 2, (7 + 1) * 2]);
});

test("a zero point of int4 asks for a result of int4, which is refused", () => {
  const bytes = file(
    {
      node: [node("QuantizeLinear", ["x", "s", "z"], ["y"])],
      initializer: [tensor("s", [], [0.5]), { name: "z", dims: [], dataType: 22, rawData: Uint8Array.of(1) }],
      input: [value("x", [1, 4])],
      output: [value("y", [1, 4], 3)],
    },
    SET_21,
  );
  expectRefusal(bytes, {
    message: "a node of the model is not supported",
    note: "node number 1 (QuantizeLinear): it takes a constant of int4, of which only DequantizeLinear is supported",
    hint: "docs/operators.md lists the operators that are supported, with their types and attributes",
  });
});
