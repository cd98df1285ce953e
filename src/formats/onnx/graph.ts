// Reads an ONNX graph into a Network. Knows no operator and no byte: match-node.ts and tensor.ts do.

import { NetworkBuilder } from "../../network/network-builder.ts";
import type { Named, Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { Notice } from "../../network/notice.ts";
import { conversionsOf } from "./conversions.ts";
import type { Definitions } from "./definitions.ts";
import { collectDefinitions } from "./definitions.ts";
import type { SupportedNode } from "./find-unsupported.ts";
import { matchNodes, MAXIMUM_NAMED_NODES } from "./find-unsupported.ts";
import type { Graph, Node, ValueInfo } from "./onnx-messages.ts";
import { orderNodes } from "./order-nodes.ts";
import { placeOfNode } from "./place-of-node.ts";
import { quoted, refused } from "../refuse.ts";
import { checkOutput, shapeOfInput } from "./value-info.ts";
import type { WholeGraph } from "./whole-graph.ts";

/** Nodes a graph may have: more than any source file could hold. */
export const MAXIMUM_NODES = 10_000;

export interface ReadGraph {
  readonly network: Network;
  /** What became of arrays that are not of nnc's own types. */
  readonly conversions: readonly Notice[];
}

/** @throws DiagnosticError of category model where the graph is no network nnc can compute. */
export function readGraph({ graph, operatorSetOf }: WholeGraph, file: string): ReadGraph {
  checkSize(graph, file);
  const definitions = collectDefinitions(graph, file);
  const nodes = matchNodes(graph, definitions, file, operatorSetOf);
  checkNames(graph, definitions, file);
  const order = orderedNodes(graph, definitions, file);
  const network = new GraphBuilder(graph, definitions, file).build(nodes, order);
  const constants = [...definitions.byName.values()].flatMap((one) => (one.kind === "constant" ? [one.read()] : []));
  return { network, conversions: conversionsOf(constants) };
}

function checkSize(graph: Graph, file: string): void {
  if (graph.node.length > MAXIMUM_NODES) {
    throw refused(file, {
      kind: "unsupported",
      message: `the model has ${graph.node.length} nodes`,
      note: `at most ${MAXIMUM_NODES} are read`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  }
  if (graph.output.length === 0) throw refused(file, { message: "the model has no outputs" });
  if (graph.sparseInitializer.length > 0) {
    throw refused(file, {
      kind: "unsupported",
      message: "the model has sparse parameters",
      note: "nnc reads arrays that are stored in full",
      hint: "export the model without sparse parameters",
    });
  }
}

/** Everything that is used must be defined. */
function checkNames(graph: Graph, { byName }: Definitions, file: string): void {
  graph.node.forEach((node, position) => {
    const missing = node.input.find((name) => name !== "" && !byName.has(name));
    if (missing === undefined) return;
    throw refused(file, { place: placeOfNode(node, position), message: `the value ${quoted(missing)} is used but nothing defines it` });
  });
  const seen = new Set<string>();
  for (const { name = "" } of graph.output) {
    const place = `output ${quoted(name)}`;
    if (!byName.has(name)) throw refused(file, { place, message: "an output is computed by nothing" });
    if (seen.has(name)) throw refused(file, { place, message: "an output is listed twice" });
    seen.add(name);
  }
}

function orderedNodes(graph: Graph, { byName }: Definitions, file: string): readonly number[] {
  const dependencies = graph.node.map((node) =>
    node.input.flatMap((name) => {
      const definition = byName.get(name);
      return definition?.kind === "result" ? [definition.node] : [];
    }),
  );
  const result = orderNodes(dependencies);
  if ("order" in result) return result.order;
  throw refused(file, {
    message: "the nodes of the model depend on each other in a circle",
    note: describeCycle(result.cycle.map((position) => placeOfNode(graph.node[position], position))),
  });
}

/** A line a node, the first one again at the end. */
function describeCycle(places: readonly string[]): string {
  const shown = places.length > MAXIMUM_NAMED_NODES ? [...places.slice(0, MAXIMUM_NAMED_NODES), "…"] : places;
  return [...shown, ...places.slice(0, 1)].join("\nneeds ");
}

class GraphBuilder {
  private readonly builder = new NetworkBuilder();
  private readonly ids = new Map<string, ValueId>();
  private readonly graph: Graph;
  private readonly definitions: Definitions;
  private readonly file: string;

  constructor(graph: Graph, definitions: Definitions, file: string) {
    this.graph = graph;
    this.definitions = definitions;
    this.file = file;
  }

  build(nodes: readonly SupportedNode[], order: readonly number[]): Network {
    for (const info of this.definitions.inputs) {
      const { name = "" } = info;
      const origin = { file: this.file, place: `input ${quoted(name)}` };
      this.ids.set(name, this.builder.input(name, shapeOfInput(info, this.file), origin));
    }
    for (const position of order) this.node(this.graph.node[position], position, nodes[position]);
    // A damaged array is refused even where nothing uses it.
    for (const definition of this.definitions.byName.values()) {
      if (definition.kind === "constant") definition.read();
    }
    return this.builder.finish(this.graph.output.map((info) => this.output(info)));
  }

  private node(node: Node, position: number, supported: SupportedNode): void {
    if (supported === "constant") return;
    const place = placeOfNode(node, position);
    const args = supported.arguments.map((name) => this.valueOf(name));
    const result = node.output[0] ?? "";
    const id = this.builder.operation(supported.op, args, supported.attributes, result, { file: this.file, place });
    if (result !== "") this.ids.set(result, id);
  }

  private output(info: ValueInfo): Named {
    const { name = "" } = info;
    const value = this.valueOf(name);
    checkOutput(info, this.builder.shapeOf(value), this.file);
    return { name, value };
  }

  /** A constant becomes a parameter where it is first used. */
  private valueOf(name: string): ValueId {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const definition = this.definitions.byName.get(name);
    if (definition?.kind !== "constant") throw new RangeError(`the value ${name} is used before it is computed`);
    const { type, shape, values } = definition.read();
    if (!(values instanceof Float32Array)) {
      throw refused(this.file, {
        place: definition.place,
        kind: "unsupported",
        message: `a parameter is of type ${type}`,
        note: "nnc computes in float32",
        hint: "export the model in float32, without quantisation",
      });
    }
    const id = this.builder.ownParameter(name, shape, values, { file: this.file, place: definition.place });
    this.ids.set(name, id);
    return id;
  }
}
