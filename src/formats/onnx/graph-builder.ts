// Builds a Network from the nodes of a graph, in order. What depends on constants and shapes alone is computed here, so that later nodes
// may be told their shapes and positions by it.

import { evaluateOp } from "../../network/evaluate/evaluate-network.ts";
import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import { inferScalar } from "../../network/infer-scalar.ts";
import { NetworkBuilder } from "../../network/network-builder.ts";
import type { Named, Network } from "../../network/network.ts";
import type { Attributes } from "../../network/attributes.ts";
import type { Op, ValueId } from "../../network/op.ts";
import type { Origin } from "../../network/origin.ts";
import { elementCount } from "../../network/shape.ts";
import { SCALARS } from "../../program/scalar.ts";
import { attributesFromInputs } from "./attribute-inputs.ts";
import type { Definition, Definitions } from "./definitions.ts";
import { bodiesOf, takenBranch, usedBy } from "./bodies.ts";
import { runBodyNode } from "./body-nodes.ts";
import { refuseNodes, type SupportedNode } from "./find-unsupported.ts";
import { HeldValues, type Held } from "./held-values.ts";
import { knownArray } from "./known-array.ts";
import { knownResult } from "./known-nodes.ts";
import type { MatchedNode } from "./match-node.ts";
import { neededBy, type Needed } from "./needed-nodes.ts";
import type { Graph, Node, ValueInfo } from "./onnx-messages.ts";
import { isPacked } from "./packed-elements.ts";
import { placeOfNode } from "./place-of-node.ts";
import { preparedGraph, type PreparedGraph } from "./prepared-graph.ts";
import type { Around } from "./run-bodies.ts";
import { scanOfTurns } from "./scan-of-turns.ts";
import { requireFinite } from "../finite.ts";
import { isCheap, isOfLayer } from "../known-result.ts";
import { quoted, refused } from "../refuse.ts";
import type { SettleBody, WholeGraph } from "./whole-graph.ts";
import { checkOutput, isEmptyInput, scalarOfInput, shapeOfInput } from "./value-info.ts";

/** What a graph within a node stands in. */
interface Outside {
  readonly held: HeldValues;
  /** What a name stands for that the graph does not define; undefined where it comes from a node that was refused. */
  readonly valueOf: (name: string) => Held | undefined;
  readonly isDefined: (name: string) => boolean;
}

/** Of a model's own graph. */
function nothingAround(): Outside {
  return { held: new HeldValues(new NetworkBuilder()), valueOf: () => undefined, isDefined: () => false };
}

/** Which version of ONNX's operators nodes are of, and what graphs within them become. */
type Operators = Pick<WholeGraph, "operatorSetOf" | "settleBody">;

export class GraphBuilder {
  private readonly held: HeldValues;
  private readonly problems: Map<number, string>;
  private readonly prepared: PreparedGraph;
  private readonly graph: Graph;
  private readonly definitions: Definitions;
  private readonly operatorSetOf: (node: Node) => number;
  private readonly settleBody: SettleBody;
  private readonly file: string;
  private readonly outside: Outside;
  /** Nodes that take one of their graphs, with that one alone, by their positions. */
  private readonly taken = new Map<number, Node>();

  constructor(prepared: PreparedGraph, { operatorSetOf, settleBody }: Operators, file: string, outside = nothingAround()) {
    this.held = new HeldValues(outside.held.builder, outside.held);
    this.problems = new Map(prepared.matched.problems);
    this.prepared = prepared;
    this.graph = prepared.graph;
    this.definitions = prepared.definitions;
    this.operatorSetOf = operatorSetOf;
    this.settleBody = settleBody;
    this.file = file;
    this.outside = outside;
  }

  /** @throws DiagnosticError naming every node that cannot be computed, or the first array or shape that is wrong. */
  build(): Network {
    this.nodes(() => {
      for (const info of this.definitions.inputs) this.input(info);
    });
    return this.held.builder.finish(this.outputs());
  }

  /**
   * What the outputs of a graph within a node stand for.
   *
   * @param inputs as many as the graph has.
   * @throws DiagnosticError as `build`.
   */
  run(inputs: readonly Held[]): readonly Held[] {
    this.nodes(() => {
      this.graph.input.forEach(({ name = "" }, position) => this.held.set(name, inputs[position]));
    });
    return this.graph.output.map(({ name = "" }) => this.definedValue(name));
  }

  private nodes(begin: () => void): void {
    const { matched: { supported }, order, needed } = this.prepared;
    try {
      begin();
      for (const position of order) {
        const node = supported.get(position);
        if (node !== undefined) this.node(this.graph.node[position], position, node, needed);
      }
    } finally {
      // What is not supported is said first: other errors may follow from it. What only a branch needs that is not taken is not refused.
      const { nodes } = this.taken.size === 0 ? needed : neededBy(this.graph, this.file, this.taken);
      refuseNodes(this.graph, new Map([...this.problems].filter(([position]) => nodes.has(position))), this.file);
    }
  }

  /** What has no elements is known. */
  private input(info: ValueInfo): void {
    const { name = "" } = info;
    const origin = { file: this.file, place: `input ${quoted(name)}` };
    const shape = shapeOfInput(info, this.file);
    const scalar = scalarOfInput(info, this.file);
    this.held.set(
      name,
      isEmptyInput(shape)
        ? { kind: "known", array: { scalar, shape, data: SCALARS[scalar].newValues(0) }, origin }
        : { kind: "computed", id: this.held.builder.input(name, shape, origin, scalar) },
    );
  }

  private node(node: Node, position: number, supported: SupportedNode, needed: Needed): void {
    const place = placeOfNode(node, position);
    const origin = { file: this.file, place };
    switch (supported.kind) {
      case "constant":
        return;
      case "known": {
        const given = this.inputsOf(node.input);
        if (given === undefined) return;
        const inputs = given.map((held) => ({
          shape: this.held.shapeOf(held),
          scalar: this.held.scalarOf(held),
          array: held.kind === "known" ? held.array : undefined,
        }));
        const array = knownResult(supported.type, { node, inputs, file: this.file, place });
        if (typeof array === "string") this.problems.set(position, array);
        else this.held.set(node.output[0] ?? "", { kind: "known", array, origin });
        return;
      }
      case "bodies": {
        const problem = this.bodies(this.withBranch(node, position), origin);
        if (problem !== undefined) this.problems.set(position, problem);
        return;
      }
      case "op": {
        const problem = this.operation(node, supported.matched, origin, needed);
        if (problem !== undefined) this.problems.set(position, problem);
      }
    }
  }

  /** An If whose condition is known with the branch alone that it takes; every other node as it is. */
  private withBranch(node: Node, position: number): Node {
    const held = node.input.length === 0 ? undefined : this.valueOf(node.input[0]);
    const taken = takenBranch(node, held?.kind === "known" ? held.array.data[0] !== 0 : undefined);
    if (taken !== node) this.taken.set(position, taken);
    return taken;
  }

  /** As `operation`, of a node that runs graphs of its own. */
  private bodies(node: Node, origin: Origin): string | undefined {
    if (this.inputsOf(usedBy(node, this.file).filter((name) => name !== "" && this.isDefined(name))) === undefined) return undefined;
    const given = node.input.map((name) => (name === "" ? undefined : this.valueOf(name)));
    const results = runBodyNode(this.around(node, origin), { node, bodies: bodiesOf(node, this.file), given, operatorSet: this.operatorSetOf(node) });
    if (typeof results === "string") return results;
    if (results.length < node.output.length) return `it has ${node.output.length} outputs, its graph gives ${results.length}`;
    node.output.forEach((name, position) => {
      if (name !== "") this.held.set(name, results[position]);
    });
    return undefined;
  }

  /** @param node one that runs graphs of its own. */
  private around(node: Node, origin: Origin): Around {
    const name = node.output.find((one) => one !== "") ?? "";
    const isDefined = (one: string): boolean => this.isDefined(one);
    const run = (body: Graph, inputs: readonly Held[], outside: Outside): readonly Held[] => {
      const { graph, operatorSetOf } = this.settleBody(body);
      const prepared = preparedGraph(graph, operatorSetOf, this.file, isDefined);
      return new GraphBuilder(prepared, { operatorSetOf, settleBody: this.settleBody }, this.file, outside).run(inputs);
    };
    const valueOf = (one: string): Held | undefined => this.valueOf(one);
    return {
      shapeOf: (held) => this.held.shapeOf(held),
      scalarOf: (held) => this.held.scalarOf(held),
      known: (scalar, value) => ({ kind: "known", array: { scalar, shape: [], data: SCALARS[scalar].newValues(1).fill(value) }, origin }),
      apply: (op, args, attributes) => this.resultOf(op, { names: args.map(() => name), args, attributes, name, origin }),
      run: (body, inputs) => run(body, inputs, { held: this.held, valueOf, isDefined }),
      scan: (turns) =>
        scanOfTurns(turns, { held: this.held, name, origin }, (body, inputs, step, around) => {
          return run(body, inputs, { held: step, valueOf: (one) => around(one, valueOf(one)), isDefined });
        }),
    };
  }

  private isDefined(name: string): boolean {
    return this.definitions.byName.has(name) || this.outside.isDefined(name);
  }

  /** What is wrong; undefined also where a node before it was refused. */
  private operation(node: Node, matched: MatchedNode, origin: Origin, needed: Needed): string | undefined {
    const args = this.inputsOf(matched.arguments);
    if (args === undefined || this.inputsOf(matched.constants.map(({ value }) => value)) === undefined) return undefined;
    const packed = this.packedInput(node, matched);
    if (packed !== undefined) return packed;
    const isMet = matched.conditions.some(({ value, mustBe }) => {
      const held = this.valueOf(value);
      return held?.kind === "known" && held.array.data.every((element) => element === mustBe);
    });
    const unmet = matched.conditions.at(-1);
    if (unmet !== undefined && !isMet) return `its input ${unmet.input} is not the constant ${unmet.mustBe}`;
    const read = attributesFromInputs(matched, (name) => this.valueOf(name));
    if ("problem" in read) {
      const { otherwise } = matched;
      return otherwise !== undefined && this.takes(otherwise) ? this.operation(node, otherwise, origin, needed) : read.problem;
    }
    const { furtherOutputs = [], part } = matched.spelling;
    for (const [position, name] of node.output.entries()) {
      if (name === "" || !needed.names.has(name)) continue;
      const op = position === 0 || part !== undefined ? matched.op : furtherOutputs[position - 1];
      const told = part === undefined ? {} : { [part.position]: position, [part.count]: node.output.length };
      const attributes = attributesOf(op, { ...read.attributes, ...told });
      const result = this.resultOf(op, { names: matched.arguments, args, attributes, name, origin });
      if (typeof result === "string") return result;
      this.held.set(name, result);
    }
    return undefined;
  }

  /** What is wrong with integers of fewer than 8 bits: they are held as such of 8, which is the same where they are dequantised, and nowhere else. */
  private packedInput({ opType }: Node, matched: MatchedNode): string | undefined {
    const types = matched.arguments.flatMap((name) => {
      const definition = this.definitions.byName.get(name);
      return definition?.kind === "constant" && isPacked(definition.type) ? [definition.type] : [];
    });
    return types.length === 0 || opType === "DequantizeLinear" ? undefined : `it takes a constant of ${types[0]}, of which only DequantizeLinear is supported`;
  }

  /** Whether an op takes what its arguments and constants are. */
  private takes(matched: MatchedNode): boolean {
    const args = this.inputsOf(matched.arguments);
    const read = attributesFromInputs(matched, (name) => this.valueOf(name));
    if (args === undefined || "problem" in read) return false;
    const shape = matched.op.inferShape(args.map((held) => this.held.shapeOf(held)), { ...matched.op.attributes, ...read.attributes });
    return !("problem" in shape);
  }

  private resultOf(op: Op, { names, args, attributes, name, origin }: Application): Held | string {
    const scalar = inferScalar(op, args.map((held) => this.held.scalarOf(held)), { ...op.attributes, ...attributes });
    if (typeof scalar === "object") return scalar.problem;
    const shape = op.inferShape(args.map((held) => this.held.shapeOf(held)), { ...op.attributes, ...attributes });
    if (!("problem" in shape) && elementCount(shape) === 0) {
      return { kind: "known", array: { scalar, shape, data: SCALARS[scalar].newValues(0) }, origin };
    }
    for (const [position, held] of args.entries()) if (held.kind === "known" && isOfLayer(op, position)) this.requireWeights(held);
    const known = args.flatMap((held) => (held.kind === "known" ? [held.array] : []));
    if (known.length === args.length && isCheap(op, known, attributes)) {
      const made = op.staysOfConstants === true ? { make: () => this.operationOf(op, { names, args, attributes, name, origin }) } : {};
      return { kind: "known", array: evaluateOp(op, known, attributes, origin), origin, ...made };
    }
    // Side by side with others, what has no elements changes nothing.
    const present = args.flatMap((held, position) => (elementCount(this.held.shapeOf(held)) === 0 ? [] : [position]));
    if (present.length < args.length && op.computation.kind !== "place") return "it computes with an array that has no elements";
    return { kind: "computed", id: this.operationOf(op, { names: present.map((position) => names[position]), args: present.map((position) => args[position]), attributes, name, origin }) };
  }

  private operationOf(op: Op, { names, args, attributes, name, origin }: Application): ValueId {
    return this.held.builder.operation(op, args.map((held, position) => this.held.idOf(names[position], held)), attributes, name, origin);
  }

  /** @throws DiagnosticError where one is NaN or infinite. */
  private requireWeights({ array: { data }, origin: { place } }: Extract<Held, { readonly kind: "known" }>): void {
    if (data instanceof Float32Array) requireFinite(data, (refusal) => refused(this.file, { place, ...refusal }));
  }

  private outputs(): readonly Named[] {
    const outputs = this.graph.output.flatMap((info) => {
      const { name = "" } = info;
      const held = this.definedValue(name);
      checkOutput(info, this.held.shapeOf(held), this.file);
      return elementCount(this.held.shapeOf(held)) === 0 ? [] : [{ name, value: this.held.idOf(name, held) }];
    });
    if (outputs.length > 0) return outputs;
    throw refused(this.file, { kind: "unsupported", message: "the model computes nothing: none of its outputs has an element" });
  }

  private definedValue(name: string): Held {
    const held = this.valueOf(name);
    if (held === undefined) throw new RangeError(`the value ${name} is used before it is computed`);
    return held;
  }

  /** Undefined where one comes from a node that was refused. */
  private inputsOf(names: readonly string[]): readonly Held[] | undefined {
    const held = names.flatMap((name) => this.valueOf(name) ?? []);
    return held.length < names.length ? undefined : held;
  }

  private valueOf(name: string): Held | undefined {
    const found = this.held.get(name);
    if (found !== undefined) return found;
    const definition = this.definitions.byName.get(name);
    if (definition === undefined) return this.outside.valueOf(name);
    if (definition.kind !== "constant") return undefined;
    const held: Held = { kind: "known", array: this.arrayOf(definition), origin: { file: this.file, place: definition.place } };
    this.held.set(name, held);
    return held;
  }

  private arrayOf({ place, read }: Extract<Definition, { readonly kind: "constant" }>): KnownArray {
    return knownArray(read(), (refusal) => refused(this.file, { place, ...refusal }));
  }
}

interface Application {
  readonly names: readonly string[];
  readonly args: readonly Held[];
  readonly attributes: Attributes;
  readonly name: string;
  readonly origin: Origin;
}

/** Those that the op has: further outputs are ops with fewer of them. */
function attributesOf(op: Op, attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => Object.hasOwn(op.attributes, name)));
}
