// Files made to be slow or to use up memory: each is refused within two seconds of the processor, before much is allocated.

import { describe, expect, test } from "vitest";
import { MAXIMUM_FIELDS } from "../../src/formats/onnx/check-wire.ts";
import { MAXIMUM_NODES } from "../../src/formats/onnx/maximum-nodes.ts";
import type { Told } from "../diagnostics/thrown.ts";
import { diagnosticOf, file, int, node, tensor, value } from "../formats/onnx/models.ts";
import { processorMilliseconds } from "../processor-time.ts";

const MAXIMUM_MILLISECONDS = 2000;

/** The message of the refusal, which must not take longer than a user is asked to wait. */
function promptRefusal(bytes: Uint8Array): string {
  const refusals: Told[] = [];
  expect(processorMilliseconds(() => refusals.push(diagnosticOf(bytes)))).toBeLessThan(MAXIMUM_MILLISECONDS);
  const [{ message, hint }] = refusals;
  expect(hint).toBeDefined();
  return message;
}

/** A field of bytes: tag, length, contents. */
function field(number: number, contents: Uint8Array): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(contents.length), contents]);
}

function varint(number: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = number; rest >= 128 || bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    if (rest < 128) break;
  }
  return Uint8Array.from(bytes);
}

const BEGINNING = Uint8Array.of(0x08, 0x08, 0x12, 0x00);
const model = (graph: Uint8Array): Uint8Array => Buffer.concat([BEGINNING, field(7, graph)]);
const repeated = (part: Uint8Array, count: number): Uint8Array => Buffer.concat(new Array<Uint8Array>(count).fill(part));

describe("a file with a great many", () => {
  test("empty nodes", () => {
    expect(promptRefusal(model(repeated(field(1, new Uint8Array(0)), 1_000_000)))).toBe("the model has too many parts");
  });

  test("proper nodes", () => {
    const relu = Buffer.concat([field(1, Buffer.from("x")), field(2, Buffer.from("y")), field(4, Buffer.from("Relu"))]);
    expect(promptRefusal(model(repeated(field(1, relu), 1_000_000)))).toBe("the model has too many parts");
  });

  test("nodes, just not too many parts", () => {
    const nodes = Array.from({ length: MAXIMUM_NODES + 1 }, (_, position) => node("Add", [`h${position}`, "x"], [`h${position + 1}`]));
    expect(promptRefusal(file({ node: nodes }))).toBe(`the model has ${MAXIMUM_NODES + 1} nodes`);
    expect(promptRefusal(file({ node: nodes.slice(0, MAXIMUM_NODES) }))).toBe('the value "h0" is used but nothing defines it');
  });

  test("nodes in a circle", () => {
    const nodes = Array.from({ length: MAXIMUM_NODES }, (_, position) => node("Relu", [`h${(position + 1) % MAXIMUM_NODES}`], [`h${position}`]));
    expect(promptRefusal(file({ node: nodes, output: [value("h0", ["N", 2])] }))).toBe("the nodes of the model depend on each other in a circle");
  });

  test("inputs of a node, axes, numbers, names, unknown fields", () => {
    const count = MAXIMUM_FIELDS - 100;
    expect(promptRefusal(file({ node: [node("Add", new Array<string>(count).fill("x"), ["y"])] }))).toBe("a node of the model is not supported");
    expect(promptRefusal(file({ initializer: [{ ...tensor("b", []), dims: new Array<bigint>(count).fill(1n) }] }))).toBe("the value \"W\" is used but nothing defines it");
    expect(promptRefusal(file({ initializer: [tensor("W", [3, 2]), { ...tensor("b", []), dims: new Array<bigint>(count).fill(1n) }] }))).toBe(`the array has ${count} axes`);
    expect(promptRefusal(file({ input: [value("x", new Array<number>(count / 3).fill(1))] }))).toMatch(/^the array has \d+ axes$/);
    expect(promptRefusal(file({ node: [node("Relu", ["x"], ["y"], { attribute: Array.from({ length: count / 4 }, (_, i) => int("a", i)) })] }))).toBe("a node of the model is not supported");
    expect(promptRefusal(file({ input: Array.from({ length: count / 10 }, () => value("x", [1])) }))).toBe('the value "x" is defined twice');
    expect(promptRefusal(Buffer.concat([BEGINNING, new Uint8Array(2 ** 24).fill(0x28)]))).toBe("the model has too many parts");
  });

  test("outputs of one name and of many", () => {
    const outputs = Array.from({ length: MAXIMUM_FIELDS / 12 }, () => value("y", ["N", 3]));
    expect(promptRefusal(file({ output: outputs }))).toBe("an output is listed twice");
    const inputs = Array.from({ length: 10_000 }, (_, position) => value(`x${position}`, ["N", 2]));
    expect(promptRefusal(file({ input: inputs, output: inputs, node: [node("Relu", ["missing"], ["y"])] }))).toBe('the value "missing" is used but nothing defines it');
  });
});

describe("a file with something very large", () => {
  test("a size without data", () => {
    const huge = { name: "b", dims: [2n ** 28n], dataType: 1, rawData: new Uint8Array(4) };
    expect(promptRefusal(file({ initializer: [tensor("W", [3, 2]), huge] }))).toBe("the data has 4 bytes");
    const integers = { ...huge, name: "n", dims: [2n ** 16n], dataType: 7, rawData: undefined, int64Data: [Uint8Array.of(1)] };
    const initializer = [tensor("W", [3, 2]), tensor("b", [3]), integers];
    expect(promptRefusal(file({ initializer, output: [{ name: "n" }] }))).toBe("the number of elements is wrong");
  });

  test("a result", () => {
    const outer = { node: [node("MatMul", ["a", "b"], ["y"])], input: [value("a", [2 ** 20, 1]), value("b", [1, 2 ** 20])], initializer: [], output: [{ name: "y" }] };
    expect(promptRefusal(file(outer))).toBe('"y" has the shape [1048576, 1048576]: more than 268435456 elements');
  });

  test("parameters that are not finite at the very end", () => {
    const count = 2 ** 24;
    const rawData = new Uint8Array(4 * count).fill(0xff, 4 * count - 4);
    expect(promptRefusal(file({ initializer: [{ name: "W", dims: [BigInt(count / 2), 2n], dataType: 1, rawData }], node: [node("Gemm", ["x", "W"], ["y"], { attribute: [int("transB", 1)] })] }))).toBe(
      `element ${count - 1} is NaN`,
    );
  });

  test("a name", () => {
    const name = "n".repeat(2 ** 22);
    expect(promptRefusal(file({ node: [node(name, ["x"], ["y"], { name, domain: name })] }))).toBe("a node of the model is not supported");
    const unsupported = Array.from({ length: 5000 }, (_, position) => node("Nothing", ["x"], [`y${position}`], { name: "n".repeat(1000) }));
    expect(promptRefusal(file({ node: unsupported, output: unsupported.map((_, position) => ({ name: `y${position}` })) }))).toBe("5000 nodes of the model are not supported");
  });

  test("a graph within a graph within a graph", () => {
    let nested: Uint8Array = field(4, Buffer.from("Relu"));
    // Node, attribute g of it, node of that graph, and so on.
    for (let depth = 0; depth < 2000; depth++) nested = field(5, field(6, field(1, nested)));
    expect(promptRefusal(Buffer.concat([file().subarray(0, 8), field(8, Uint8Array.of(0x10, 13)), field(7, Buffer.concat([field(1, Buffer.concat([nested, field(2, Buffer.from("y"))])), field(12, field(1, Buffer.from("y")))]))]))).toBe(
      "a node of the model is not supported",
    );
  });
});
