// Puts the bodies of a model's own functions in the place of their calls. Judges no operator; what is no call stays as it is.

import { quoted, refused, shown } from "../refuse.ts";
import { hasBodies } from "./bodies.ts";
import { MAXIMUM_NODES } from "./maximum-nodes.ts";
import { isDefaultDomain } from "./match-node.ts";
import type { Attribute, FunctionProto, Graph, Model, Node } from "./onnx-messages.ts";
import { defaultVersion } from "./operator-sets.ts";
import { placeOfNode } from "./place-of-node.ts";
import { UniqueNames } from "./unique-names.ts";
import type { VersionedNode } from "./versioned-node.ts";

/** Functions within functions: more are not written by any tool. */
const MAXIMUM_DEPTH = 100;

/**
 * The nodes of the graph with all calls replaced: by the first node of the body where the call stood, so that the others keep their
 * numbers in messages, and the rest of the body at the end.
 *
 * @param version of ONNX's operators that the graph is of; a function that names none of its own is of the same.
 * @throws DiagnosticError of category model where functions call each other in a circle, are nested too deep, are defined twice, stand for too many nodes
 * or are called with more inputs or outputs than they have.
 */
export function inlineFunctions({ functions }: Model, graph: Graph, version: number, file: string): readonly VersionedNode[] {
  if (functions.length === 0) return graph.node.map((node) => ({ node, version }));
  return new Inliner(functions, graph, file).nodes(version);
}

/** A call that is being replaced, and those it is in. */
interface Call {
  readonly called: FunctionProto;
  readonly within: Call | undefined;
  readonly depth: number;
}

class Inliner {
  private readonly functions: ReadonlyMap<string, FunctionProto>;
  private readonly graph: Graph;
  private readonly file: string;
  private readonly names: UniqueNames;
  private count = 0;

  constructor(functions: readonly FunctionProto[], graph: Graph, file: string) {
    this.functions = byKey(functions, file);
    this.graph = graph;
    this.file = file;
    this.names = UniqueNames.of(graph);
  }

  nodes(version: number): readonly VersionedNode[] {
    const expanded = this.graph.node.map((node, position) => this.expand(node, position, version, undefined));
    return [...expanded.flatMap((nodes) => nodes.slice(0, 1)), ...expanded.flatMap((nodes) => nodes.slice(1))];
  }

  private expand(node: Node, position: number, version: number, within: Call | undefined): readonly VersionedNode[] {
    const called = this.functions.get(keyOf(node.domain, node.opType, node.overload));
    if (called === undefined) {
      this.countNode();
      return [{ node, version }];
    }
    const call = { called, within, depth: (within?.depth ?? 0) + 1 };
    this.checkCall(node, call);
    const own = defaultVersion(called.opsetImport, `the function ${quoted(called.name ?? "")}`, this.file) ?? version;
    this.checkBody(called);
    const body = this.bodyOf(node, called, labelOf(node, position));
    return body.flatMap((one, inner) => this.expand(one, inner, own, call));
  }

  /** The function's nodes with the names and attributes of the call. */
  private bodyOf(node: Node, called: FunctionProto, label: string): readonly Node[] {
    const names = new Map(called.input.map((name, position) => [name, node.input[position] ?? ""]));
    const copies: Node[] = [];
    called.output.forEach((name, position) => {
      const result = node.output[position] ?? "";
      const given = names.get(name);
      if (result === "") return;
      // An output that is an input, or the same as another output, is a copy.
      if (given === undefined) names.set(name, result);
      else copies.push(identity(given, result));
    });
    const nameOf = (name: string): string => {
      if (name === "") return "";
      const known = names.get(name) ?? this.names.unique(name);
      names.set(name, known);
      return known;
    };
    const attributes = new Map([...called.attributeProto, ...node.attribute].map((attribute) => [attribute.name ?? "", attribute]));
    const body = called.node.map((one, position): Node => ({
      ...one,
      name: `${label}/${labelOf(one, position)}`,
      input: one.input.map(nameOf),
      output: one.output.map(nameOf),
      attribute: one.attribute.flatMap((attribute) => resolved(attribute, attributes)),
    }));
    return [...body, ...copies];
  }

  /** What graphs within nodes use of the function would have to be renamed with it. */
  private checkBody({ name = "", node }: FunctionProto): void {
    const position = node.findIndex(hasBodies);
    if (position < 0) return;
    throw refused(this.file, {
      kind: "unsupported",
      message: `the function ${quoted(name)} has a node that runs a graph of its own`,
      note: placeOfNode(node[position], position),
      hint: "inline the function when exporting, for example with onnx.inliner.inline_local_functions",
    });
  }

  private checkCall({ input, output }: Node, { called, within, depth }: Call): void {
    const name = quoted(called.name ?? "");
    const circle: FunctionProto[] = [called];
    for (let outer = within; outer !== undefined; outer = outer.within) {
      circle.unshift(outer.called);
      if (outer.called !== called) continue;
      throw refused(this.file, {
        message: "the functions of the model call each other in a circle",
        note: circle.map((one) => shown(one.name ?? "")).join("\ncalls "),
      });
    }
    if (depth > MAXIMUM_DEPTH) {
      throw refused(this.file, {
        kind: "unsupported",
        message: `the functions of the model are nested more than ${MAXIMUM_DEPTH} deep`,
        hint: "inline them when exporting, for example with onnx.inliner.inline_local_functions",
      });
    }
    if (input.length > called.input.length || output.length > called.output.length) {
      throw refused(this.file, {
        message: `the function ${name} is called with ${input.length} inputs and ${output.length} outputs`,
        note: `it has ${called.input.length} and ${called.output.length}`,
      });
    }
  }

  /** Functions that call functions may stand for more nodes than there are bytes in the file. */
  private countNode(): void {
    if (++this.count <= MAXIMUM_NODES) return;
    throw refused(this.file, {
      kind: "unsupported",
      message: `the model has more than ${MAXIMUM_NODES} nodes, those of its functions included`,
      note: `at most ${MAXIMUM_NODES} are read`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  }
}

function byKey(functions: readonly FunctionProto[], file: string): ReadonlyMap<string, FunctionProto> {
  const found = new Map<string, FunctionProto>();
  for (const one of functions) {
    const key = keyOf(one.domain, one.name, one.overload);
    if (found.has(key)) throw refused(file, { message: `the function ${quoted(one.name ?? "")} is defined twice` });
    found.set(key, one);
  }
  return found;
}

/** `fc1`, or `Gemm 3` where it has no name: the kind of node, and which in its list. */
function labelOf({ name = "", opType = "" }: Node, position: number): string {
  return shown(name === "" ? `${opType} ${position + 1}` : name);
}

function keyOf(domain: string | undefined, name = "", overload = ""): string {
  return JSON.stringify([isDefaultDomain(domain) ? "" : domain, name, overload]);
}

/** An attribute that refers to one of the function's is that of the call, else the function's default, else not there. */
function resolved(attribute: Attribute, given: ReadonlyMap<string, Attribute>): readonly Attribute[] {
  const { name, refAttrName = "" } = attribute;
  if (refAttrName === "") return [attribute];
  const found = given.get(refAttrName);
  return found === undefined ? [] : [{ ...found, name }];
}

function identity(input: string, output: string): Node {
  return { input: [input], output: [output], name: undefined, opType: "Identity", attribute: [], domain: undefined, overload: undefined };
}
