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
import { refuseNodes, type MatchedNodes, type SupportedNode } from "./find-unsupported.ts";
import { HeldValues, type Held } from "./held-values.ts";
import { knownArray } from "./known-array.ts";
import { knownResult } from "./known-nodes.ts";
import type { MatchedNode } from "./match-node.ts";
import type { Needed } from "./needed-nodes.ts";
import type { Graph, Node, ValueInfo } from "./onnx-messages.ts";
import { isPacked } from "./packed-elements.ts";
import { placeOfNode } from "./place-of-node.ts";
import { requireFinite } from "../finite.ts";
import { isCheap, isOfLayer } from "../known-result.ts";
import { quoted, refused } from "../refuse.ts";
import { checkOutput, isEmptyInput, scalarOfInput, shapeOfInput } from "./value-info.ts";

export class GraphBuilder {
  private readonly held = new HeldValues(new NetworkBuilder());
  private problems = new Map<number, string>();
  private readonly graph: Graph;
  private readonly definitions: Definitions;
  private readonly file: string;

  constructor(graph: Graph, definitions: Definitions, file: string) {
    this.graph = graph;
    this.definitions = definitions;
    this.file = file;
  }

  /** @throws DiagnosticError naming every node that cannot be computed, or the first array or shape that is wrong. */
  build({ supported, problems }: MatchedNodes, order: readonly number[], needed: Needed): Network {
    this.problems = new Map(problems);
    try {
      for (const info of this.definitions.inputs) this.input(info);
      for (const position of order) {
        const node = supported.get(position);
        if (node !== undefined) this.node(this.graph.node[position], position, node, needed);
      }
    } finally {
      // What is not supported is said first: other errors may follow from it.
      refuseNodes(this.graph, this.problems, this.file);
    }
    return this.held.builder.finish(this.outputs());
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
      case "op": {
        const problem = this.operation(node, supported.matched, origin, needed);
        if (problem !== undefined) this.problems.set(position, problem);
      }
    }
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
      const held = this.valueOf(name);
      if (held === undefined) throw new RangeError(`the value ${name} is used before it is computed`);
      checkOutput(info, this.held.shapeOf(held), this.file);
      return elementCount(this.held.shapeOf(held)) === 0 ? [] : [{ name, value: this.held.idOf(name, held) }];
    });
    if (outputs.length > 0) return outputs;
    throw refused(this.file, { kind: "unsupported", message: "the model computes nothing: none of its outputs has an element" });
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
    if (definition?.kind !== "constant") return undefined;
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
