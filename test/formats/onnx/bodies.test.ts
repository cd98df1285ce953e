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

/** The domain of FlexAttention. */
const PREVIEW = "ai.onnx.preview";

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
  /** 13 where it is left out. */
  readonly operatorSet?: number;
  readonly nodes: NodeParts[];
  readonly constants?: TensorParts[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: readonly string[];
}

function bytesOf({ operatorSet = 13, nodes, constants = [], inputs, outputs }: Model): Uint8Array {
  const graph = {
    node: nodes,
    initializer: constants,
    input: Object.entries(inputs).map(([name, shape]) => value(name, shape, name === "c" ? 9 : 1)),
    output: outputs.map((name) => ({ name, type: { tensorType: { elemType: 1 } } })),
  };
  return file(graph, { opsetImport: [{ domain: "", version: BigInt(operatorSet) }, { domain: PREVIEW, version: 1n }] });
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

/** y = f(x, k) by nodes of these names, of operators that have to be written otherwise first. */
describe("nodes within graphs are read as those of the graph around them", () => {
  const RUNTIME = "com.microsoft";
  const own = { name: "Own", domain: "own", input: ["a", "b"], output: ["r"], node: [node("Mul", ["a", "b"], ["m"]), node("Add", ["m", "a"], ["r"])], opsetImport: [{ domain: "", version: 13n }] };
  const CASES: readonly (readonly [string, number, readonly NodeParts[]])[] = [
    ["onnxruntime's own operators", 13, [node("QuickGelu", ["x"], ["g"], { domain: RUNTIME, attribute: [{ name: "alpha", type: 1, f: 1.5 }] }), node("Mul", ["g", "k"], ["y"])]],
    ["operators of version 6", 6, [node("Add", ["x", "k"], ["y"], { attribute: [int("broadcast", 1), int("axis", 0)] })]],
    ["the model's own functions", 13, [node("Own", ["x", "k"], ["y"], { domain: "own" })]],
  ];
  const imports = (version: number) => ({ functions: [own], opsetImport: [{ domain: "", version: BigInt(version) }, { domain: RUNTIME, version: 1n }, { domain: "own", version: 1n }] });
  const graph = (nodes: readonly NodeParts[]): GraphParts => ({
    node: [...nodes], initializer: [tensor("k", [2], [10, -20]), truth("c", true), whole("trips", 3)], input: [value("x", [2, 2])], output: [value("out", [2, 2])],
  });
  const results = (nodes: readonly NodeParts[], version: number) => run(runPasses(readModel(file(graph(nodes), imports(version)), FILE).network), [[3, 4, -0.5, 0.25]]);
  const named = (nodes: readonly NodeParts[]): readonly NodeParts[] => nodes.map((one) => ({ ...one, output: (one.output ?? []).map((name) => (name === "y" ? "out" : name)) }));
  const ends = { output: [value("y", [2, 2])] };

  test.each(CASES)("%s, of an If and of an If in it", (_, version, nodes) => {
    const inner = node("If", ["c"], ["y"], { attribute: [body("then_branch", { node: [...nodes], ...ends }), body("else_branch", { node: [...nodes], ...ends })] });
    const outer = node("If", ["c"], ["out"], { attribute: [body("then_branch", { node: [inner], ...ends }), body("else_branch", { node: [inner], ...ends })] });
    expect(results([outer], version)).toEqual(results(named(nodes), version));
  });

  test.each(CASES)("%s, of a Loop of three turns", (_, version, nodes) => {
    const turns = body("body", {
      node: [node("Identity", ["going"], ["goesOn"]), ...nodes],
      input: [value("turn", [], 7), value("going", [], 9), value("x", [2, 2])],
      output: [value("goesOn", [], 9), value("y", [2, 2])],
    });
    // As often one after the other, each by other names than the one before it.
    const written = [0, 1, 2].flatMap((turn) => {
      const renamed = (name: string): string => (name === "k" || (name === "x" && turn === 0) ? name : name === "x" ? `y${turn - 1}` : name === "y" && turn === 2 ? "out" : `${name}${turn}`);
      return nodes.map((one) => ({ ...one, input: (one.input ?? []).map(renamed), output: (one.output ?? []).map(renamed) }));
    });
    expect(results([node("Loop", ["trips", "c", "x"], ["out"], { attribute: [turns] })], version)).toEqual(results(written, version));
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

describe("Scan of operator set 8", () => {
  const sums = body("body", {
    node: [node("Add", ["a", "x"], ["next"]), node("Identity", ["next"], ["y"])],
    input: [value("a", [1]), value("x", [1])],
    output: [value("next", [1]), value("y", [1])],
  });
  const model = (lengths: readonly number[], direction: number): Model => ({
    operatorSet: 8,
    nodes: [node("Scan", ["lengths", "a0", "xs"], ["a", "ys"], { attribute: [sums, int("num_scan_inputs", 1), ints("directions", [direction])] })],
    constants: [integers("lengths", lengths)],
    inputs: { a0: [2, 1], xs: [2, 3, 1] },
    outputs: ["a", "ys"],
  });

  // By onnxruntime 1.32.
  test.each([[0, [11, 13, 0, 28, 44, 76]], [1, [12, 13, 0, 52, 68, 76]]])("ends each sample after its own length, direction %i", (direction, ys) => {
    expect(run(read(model([2, 3], direction)), [[10, 20], [1, 2, 4, 8, 16, 32]])).toEqual([[13, 76], ys]);
  });

  test("refuses lengths that are none", () => {
    expectRefusal(bytesOf(model([2, 4], 0)), {
      message: "a node of the model is not supported",
      note: "node number 1 (Scan): its input sequence_lens is 2, 4, and has to be 2 numbers from 1 to 3",
      hint: UNSUPPORTED_HINT,
    });
  });
});

describe("FlexAttention", () => {
  const flex = (...attribute: AttributeParts[]): Model => ({
    nodes: [node("FlexAttention", ["q", "k", "v"], ["y"], { domain: PREVIEW, attribute: [{ name: "scale", type: 1, f: 0.25 }, ...attribute] })],
    inputs: { q: [1, 4, 2, 2], k: [1, 2, 3, 2], v: [1, 2, 3, 2] },
    constants: [tensor("half", [], [0.5])],
    outputs: ["y"],
  });
  const halves = (name: string): AttributeParts => body(name, { node: [node("Mul", ["s", "half"], ["t"])], input: [value("s", [1, 4, 2, 3])], output: [value("t", [1, 4, 2, 3])] });
  const inputs = [
    [2, -3, -2, -2, -2, 2, 3, 1, -3, -3, -1, 0, 1, 0, -2, -2],
    [1, 2, -3, -3, 0, -1, 3, 0, -1, 0, 1, 1],
    [-2, 2, 2, 3, 2, -2, -1, 1, 1, 1, 3, -1],
  ];
  // By the standard's reference evaluator, onnx 1.23.
  const expected = [
    ...[1.31007719, 0.758721, 1.69710779, 1.89509404, 0.32308418, 1.30939507, -0.51287931, 0.88803011],
    ...[1.13118422, 0.58049351, 1.14444125, 0.34700841, 0.81453371, 0.34700841, 1.1135577, 0.48662668],
  ];

  test("has its scores changed by a graph, which sees what is around it", () => {
    const [y] = run(read(flex(halves("score_mod"))), inputs);
    y.forEach((one, place) => expect(one).toBeCloseTo(expected[place], 6));
  });

  test("has its shares changed by a graph, after they were made", () => {
    const [whole] = run(read(flex()), inputs);
    expect(run(read(flex(halves("prob_mod"))), inputs)).toEqual([whole.map((one) => one / 2)]);
  });

  test("is refused where a graph changes the shape, and where less than float32 is asked for", () => {
    const smaller = body("prob_mod", { node: [node("ReduceMax", ["s"], ["t"])], input: [value("s", [1, 4, 2, 3])], output: [value("t", [1, 1, 1, 1])] });
    const refusal = (problem: string) => ({ message: "a node of the model is not supported", note: `node number 1 (FlexAttention): ${problem}`, hint: UNSUPPORTED_HINT });
    expectRefusal(bytesOf(flex(smaller)), refusal("its graph prob_mod changes the shape or the type of what it is given"));
    expectRefusal(bytesOf(flex(int("softmax_precision", 10))), refusal('the attribute "softmax_precision" is float16, and only float and double are supported'));
  });
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
