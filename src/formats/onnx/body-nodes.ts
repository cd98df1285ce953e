// Reads what If, Loop, Scan and FlexAttention are told, and has their graphs run.

import { pad } from "../../network/ops/pad.ts";
import { slice } from "../../network/ops/slice.ts";
import { runFlexAttention } from "./flex-attention.ts";
import type { Held } from "./held-values.ts";
import type { Attribute, Graph, Node } from "./onnx-messages.ts";
import { all, elementOf, runIf, runLoop, runScan, stack, type Around, type BodyOutcome, type ScanNode } from "./run-bodies.ts";

/** A node with its graphs and inputs; undefined is an input that is left out. */
export interface BodyNode {
  readonly node: Node;
  readonly bodies: ReadonlyMap<string, Graph>;
  readonly given: readonly (Held | undefined)[];
  readonly operatorSet: number;
}

/** The operator set from which on Scan knows nothing of batches. */
const WITHOUT_BATCH = 9;

/** The outputs, or what is wrong with the node. */
export function runBodyNode(around: Around, { node, bodies, given, operatorSet }: BodyNode): BodyOutcome {
  if (node.opType === "If") {
    const [condition] = given;
    if (condition?.kind === "known") return runBranch(around, bodies.get(condition.array.data[0] === 0 ? "else_branch" : "then_branch"));
    const [then, otherwise] = ["then_branch", "else_branch"].map((name) => bodies.get(name));
    if (then === undefined || otherwise === undefined || condition === undefined) return "it has no condition or not both of its branches";
    const problem = problemOfInputs(then, 0) ?? problemOfInputs(otherwise, 0);
    if (problem !== undefined) return problem;
    return then.output.length === otherwise.output.length ? runIf(around, { then, otherwise }, condition) : "its branches have different numbers of outputs";
  }
  if (node.opType === "FlexAttention") return runFlexAttention(around, node, bodies, given);
  const body = bodies.get("body");
  if (body === undefined) return "its body is missing";
  if (node.opType === "Loop") return loopOf(around, body, given);
  return operatorSet < WITHOUT_BATCH ? scanOfBatch(around, node, body, given) : scanOf(around, node, body, given);
}

/** The branch that a condition takes which is known. */
function runBranch(around: Around, branch: Graph | undefined): BodyOutcome {
  if (branch === undefined) return "the branch that its condition takes is missing";
  return problemOfInputs(branch, 0) ?? around.run(branch, []);
}

function loopOf(around: Around, body: Graph, [count, condition, ...others]: readonly (Held | undefined)[]): BodyOutcome {
  const carried = present(others);
  if (carried === undefined) return "one of the values it carries is missing";
  const problem = problemOfInputs(body, 2 + carried.length) ?? problemOfOutputs(body, 1 + carried.length);
  return problem ?? runLoop(around, { body, count, condition, carried });
}

function scanOf(around: Around, node: Node, body: Graph, given: readonly (Held | undefined)[]): BodyOutcome {
  const read = Number(attributeOf(node, "num_scan_inputs")?.i ?? 0n);
  const inputs = present(given);
  if (inputs === undefined || read < 1 || read > inputs.length) return `it has ${given.length} inputs, of which ${read} are sequences`;
  const carried = inputs.slice(0, inputs.length - read);
  const problem = problemOfInputs(body, inputs.length) ?? problemOfOutputs(body, carried.length);
  if (problem !== undefined) return problem;
  return runScan(around, {
    body,
    carried,
    sequences: inputs.slice(carried.length),
    axes: { read: integersOf(node, "scan_input_axes"), written: integersOf(node, "scan_output_axes") },
    isBackward: { read: flagsOf(node, "scan_input_directions"), written: flagsOf(node, "scan_output_directions") },
  });
}

/** Operator set 8: the first axis of all is the batch, whose samples are scanned one after the other, and the second the turn. */
function scanOfBatch(around: Around, node: Node, body: Graph, [lengths, ...others]: readonly (Held | undefined)[]): BodyOutcome {
  const read = Number(attributeOf(node, "num_scan_inputs")?.i ?? 0n);
  const inputs = present(others);
  if (inputs === undefined || read < 1 || read > inputs.length) return `it has ${others.length} inputs, of which ${read} are sequences`;
  const problem = problemOfInputs(body, inputs.length) ?? problemOfOutputs(body, inputs.length - read);
  if (problem !== undefined) return problem;
  const [batch, longest] = around.shapeOf(inputs[inputs.length - read]);
  const counts = lengths === undefined ? Array<number>(batch).fill(longest) : countsOf(lengths, batch, longest);
  if (typeof counts === "string") return counts;
  const isBackward: ScanNode["isBackward"] = { read: flagsOf(node, "directions"), written: [] };
  const samples: (readonly Held[])[] = [];
  for (let sample = 0; sample < batch; sample++) {
    const own = all(inputs.map((one) => elementOf(around, one, sample)));
    if (typeof own === "string") return own;
    const carried = own.slice(0, own.length - read);
    const sequences = all(own.slice(carried.length).map((one) => beginningOf(around, one, counts[sample], longest)));
    if (typeof sequences === "string") return sequences;
    const results = runScan(around, { body, carried, sequences, axes: { read: [], written: [] }, isBackward });
    if (typeof results === "string") return results;
    const whole = all(results.map((one, position) => (position < carried.length ? one : continued(around, one, counts[sample], longest))));
    if (typeof whole === "string") return whole;
    samples.push(whole);
  }
  return all(body.output.map((_, position) => stack(around, samples.map((results) => results[position]))));
}

/** How many turns each sample has, or what is wrong with the input. */
function countsOf(lengths: Held, batch: number, longest: number): readonly number[] | string {
  if (lengths.kind === "computed") return "its input sequence_lens is computed from the model's inputs, and has to be a constant";
  const counts = Array.from(lengths.array.data);
  if (counts.length === batch && counts.every((count) => count >= 1 && count <= longest)) return counts;
  return `its input sequence_lens is ${counts.join(", ")}, and has to be ${batch} ${batch === 1 ? "number" : "numbers"} from 1 to ${longest}`;
}

/** The first elements of a sequence. */
function beginningOf(around: Around, sequence: Held, count: number, longest: number): Held | string {
  return count === longest ? sequence : around.apply(slice, [sequence], { starts: [0], ends: [count], axes: [0] });
}

/** With 0 behind its last element, where the standard leaves open what there is. */
function continued(around: Around, sequence: Held, count: number, longest: number): Held | string {
  return count === longest ? sequence : around.apply(pad, [sequence], { pads: [0, longest - count], axes: [0] });
}

function present(given: readonly (Held | undefined)[]): readonly Held[] | undefined {
  const held = given.flatMap((one) => one ?? []);
  return held.length === given.length ? held : undefined;
}

function problemOfInputs({ input }: Graph, count: number): string | undefined {
  return input.length === count ? undefined : `its graph has ${input.length} inputs instead of ${count}`;
}

function problemOfOutputs({ output }: Graph, least: number): string | undefined {
  return output.length >= least ? undefined : `its graph has ${output.length} outputs, and at least ${least} are needed`;
}

function attributeOf({ attribute }: Node, name: string): Attribute | undefined {
  return attribute.find((one) => one.name === name);
}

function integersOf(node: Node, name: string): readonly number[] {
  return attributeOf(node, name)?.ints.map(Number) ?? [];
}

function flagsOf(node: Node, name: string): readonly boolean[] {
  return integersOf(node, name).map((one) => one === 1);
}
