// Models whose nodes run graphs of their own: which branch, how many turns, what they use of the graph around them, and what is refused.

import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import type { Network } from "../../../src/network/network.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { AttributeParts, GraphParts, NodeParts, TensorParts } from "./models.ts";
import { expectRefusal, file, FILE, int, integers, ints, node, tensor, value } from "./models.ts";
import { GraphSchema } from "./onnx_pb.ts";

const UNSUPPORTED_HINT = "docs/operators.md lists the operators that are supported, with their types and attributes";

function body(name: string, parts: GraphParts): AttributeParts {
  return { name, type: 5, g: toBinary(GraphSchema, create(GraphSchema, { name, ...parts })) };
}

function truth(name: string, holds: boolean): TensorParts {
  return { name, dims: [], dataType: 9, rawData: Uint8Array.of(holds ? 1 : 0) };
}

function whole(name: string, number: number): TensorParts {
  return { ...integers(name, [number]), dims: [] };
}

interface Model {
  readonly nodes: NodeParts[];
  readonly constants?: TensorParts[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: readonly string[];
}

function bytesOf({ nodes, constants = [], inputs, outputs }: Model): Uint8Array {
  return file({
    node: nodes,
    initializer: constants,
    input: Object.entries(inputs).map(([name, shape]) => value(name, shape, name === "c" ? 9 : 1)),
    output: outputs.map((name) => ({ name, type: { tensorType: { elemType: 1 } } })),
  });
}

function read(model: Model): Network {
  return runPasses(readModel(bytesOf(model), FILE).network);
}

function run(network: Network, inputs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return interpret(lower(network), inputs.map((one) => Float32Array.from(one)), 1).map((one) => [...one]);
}

function scans(network: Network): readonly number[] {
  return network.values.flatMap((one) => (one.kind === "operation" && one.op.computation.kind === "scan" ? [one.op.computation.scanning.length] : []));
}

/** y = x + k, or x · k in the other branch; k is of the graph around. */
const IF = node("If", ["c"], ["y"], {
  attribute: [
    body("then_branch", { node: [node("Add", ["x", "k"], ["sum"])], output: [value("sum", [2])] }),
    body("else_branch", { node: [node("Mul", ["x", "k"], ["product"])], output: [value("product", [2])] }),
  ],
});

describe("If", () => {
  const model: Model = { nodes: [IF], constants: [tensor("k", [2], [10, 20])], inputs: { x: [2] }, outputs: ["y"] };

  test.each([[true, [13, 24]], [false, [30, 80]]])("of a constant condition runs one branch: %s", (holds, expected) => {
    const network = read({ ...model, constants: [...(model.constants ?? []), truth("c", holds)] });
    expect(network.values.filter(({ kind }) => kind === "operation")).toHaveLength(1);
    expect(run(network, [[3, 4]])).toEqual([expected]);
  });

  test("of a condition that is an input chooses between both", () => {
    const network = read({ ...model, inputs: { c: [], x: [2] } });
    expect(interpret(lower(network), [Float32Array.of(1), Float32Array.of(3, 4)], 1).map((one) => [...one])).toEqual([[13, 24]]);
    expect(interpret(lower(network), [Float32Array.of(0), Float32Array.of(3, 4)], 1).map((one) => [...one])).toEqual([[30, 80]]);
  });
});

describe("a branch that is not taken", () => {
  const other = (parts: GraphParts): NodeParts => node("If", ["c"], ["y"], {
    attribute: [body("then_branch", { node: [node("Add", ["x", "k"], ["sum"])], output: [value("sum", [2])] }), body("else_branch", parts)],
  });
  const model = (nodes: NodeParts[], holds = true): Model => ({ nodes, constants: [tensor("k", [2], [10, 20]), truth("c", holds)], inputs: { x: [2] }, outputs: ["y"] });
  const unsupported = other({ node: [node("Frobnicate", ["x"], ["z"])], output: [value("z", [2])] });
  const needing = other({ node: [node("Identity", ["far"], ["z"])], output: [value("z", [2])] });

  test("may hold and need what is not supported", () => {
    expect(run(read(model([unsupported])), [[3, 4]])).toEqual([[13, 24]]);
    expect(run(read(model([node("Frobnicate", ["x"], ["far"]), needing])), [[3, 4]])).toEqual([[13, 24]]);
  });

  test("is refused for it where it is taken", () => {
    const note = "the operator is not supported";
    const refusal = { message: "a node of the model is not supported", hint: UNSUPPORTED_HINT };
    expectRefusal(bytesOf(model([unsupported], false)), { ...refusal, note: `node number 1 (Frobnicate): ${note}` });
    expectRefusal(bytesOf(model([node("Frobnicate", ["x"], ["far"]), needing], false)), { ...refusal, note: `node number 1 (Frobnicate): ${note}` });
  });
});

/** Remembers a and b: a' = b, b' = a/2 + the turn's number; s is all a/2. */
function loop(limit: number): AttributeParts {
  return body("body", {
    node: [
      node("Identity", ["b"], ["nextA"]),
      node("Cast", ["turn"], ["number"], { attribute: [int("to", 1)] }),
      node("Mul", ["a", "half"], ["s"]),
      node("Add", ["s", "number"], ["nextB"]),
      node("Less", ["turn", "limit"], ["goesOn"]),
    ],
    initializer: [tensor("half", [], [0.5]), whole("limit", limit)],
    input: [value("turn", [], 7), value("going", [], 9), value("a", [1]), value("b", [1])],
    output: [value("goesOn", [], 9), value("nextA", [1]), value("nextB", [1]), value("s", [1])],
  });
}

describe("Loop", () => {
  const model = (trips: number, limit: number): Model => ({
    nodes: [node("Loop", ["trips", "c", "a0", "b0"], ["a", "b", "s"], { attribute: [loop(limit)] })],
    constants: [whole("trips", trips), truth("c", true)],
    inputs: { a0: [1], b0: [1] },
    outputs: ["a", "b", "s"],
  });

  test.each([[3, 100], [7, 2]])("runs %i turns, or until the graph says no after turn %i", (trips, limit) => {
    let [a, b] = [8, 6];
    const s: number[] = [];
    for (let turn = 0; turn < Math.min(trips, limit + 1); turn++) {
      s.push(a / 2);
      [a, b] = [b, a / 2 + turn];
    }
    expect(run(read(model(trips, limit)), [[8], [6]])).toEqual([[a], [b], s]);
  });

  test("that runs as often as an input says is refused", () => {
    expectRefusal(bytesOf({ ...model(1, 1), constants: [whole("trips", 1)], inputs: { c: [], a0: [1], b0: [1] } }), {
      message: "a node of the model is not supported",
      note: "node number 1 (Loop): whether it runs is computed from the model's inputs, and has to be a constant",
      hint: UNSUPPORTED_HINT,
    });
  });

  test("that has not the inputs of its graph is refused", () => {
    expectRefusal(bytesOf({ ...model(1, 1), nodes: [node("Loop", ["trips", "c", "a0"], ["a"], { attribute: [loop(1)] })], outputs: ["a"] }), {
      message: "a node of the model is not supported",
      note: "node number 1 (Loop): its graph has 4 inputs instead of 3",
      hint: UNSUPPORTED_HINT,
    });
  });
});

/** Remembers a and b: a' = b, b' = a + x·k, where k is computed around; writes a + x. */
const SCANNED = body("body", {
  node: [node("Identity", ["b"], ["nextA"]), node("Mul", ["x", "k"], ["product"]), node("Add", ["a", "product"], ["nextB"]), node("Add", ["a", "x"], ["y"])],
  input: [value("a", [2]), value("b", [2]), value("x", [2])],
  output: [value("nextA", [2]), value("nextB", [2]), value("y", [2])],
});

function scanModel(turns: number, axis: 0 | 1, isBackward: boolean): Model {
  const attribute = [
    SCANNED,
    int("num_scan_inputs", 1),
    ints("scan_input_axes", [axis]),
    ints("scan_input_directions", [isBackward ? 1 : 0]),
    ints("scan_output_directions", [isBackward ? 1 : 0]),
    ints("scan_output_axes", [axis]),
  ];
  return {
    nodes: [node("Neg", ["z"], ["k"]), node("Scan", ["a0", "b0", "xs"], ["a", "b", "ys"], { attribute })],
    inputs: { a0: [2], b0: [2], xs: axis === 0 ? [turns, 2] : [2, turns], z: [2] },
    outputs: ["a", "b", "ys"],
  };
}

describe("Scan", () => {
  test.each([3, 9].flatMap((turns) => ([0, 1] as const).flatMap((axis) => [false, true].map((isBackward) => [turns, axis, isBackward] as const))))(
    "over %i elements along axis %i, backwards: %s",
    (turns, axis, isBackward) => {
      const place = (turn: number, unit: number): number => (axis === 0 ? 2 * turn + unit : turns * unit + turn);
      const xs = Array.from({ length: 2 * turns }, (_, i) => ((7 * i) % 5) - 2);
      const ys = xs.map(() => 0);
      let [a, b] = [[1, 2], [3, -4]];
      for (let turn = 0; turn < turns; turn++) {
        const step = isBackward ? turns - 1 - turn : turn;
        a.forEach((one, unit) => (ys[place(step, unit)] = one + xs[place(step, unit)]));
        [a, b] = [b, a.map((one, unit) => one + xs[place(step, unit)] * [-5, 3][unit])];
      }
      const network = read(scanModel(turns, axis, isBackward));
      expect(run(network, [[1, 2], [3, -4], xs, [5, -3]])).toEqual([a, b, ys]);
      // Few turns are written one after the other.
      expect(scans(network)).toEqual(turns > 4 ? [turns] : []);
    },
  );
});

test("what a graph uses has to be defined in it or around it", () => {
  expectRefusal(bytesOf({ nodes: [IF], constants: [truth("c", true)], inputs: { x: [2] }, outputs: ["y"] }), {
    place: "node number 1 (If)",
    message: 'the value "k" is used but nothing defines it',
  });
});

test("graphs that are nested without end are refused", () => {
  let nested = IF;
  for (let depth = 0; depth < 40; depth++) {
    const [deeper, flat] = [nested, node("Identity", ["x"], ["y"])].map((one) => ({ node: [one], output: [value("y", [2])] }));
    nested = node("If", ["c"], ["y"], { attribute: [body("then_branch", deeper), body("else_branch", flat)] });
  }
  expectRefusal(bytesOf({ nodes: [nested], constants: [truth("c", true)], inputs: { x: [2] }, outputs: ["y"] }), {
    message: "the graphs of the model are nested more than 32 deep",
    hint: "export the model without conditions and loops within each other",
  });
});
