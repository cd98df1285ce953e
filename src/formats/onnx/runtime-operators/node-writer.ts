// Writes nodes of ONNX's own operators in the place of one of another domain. Knows no operator.

import type { Attribute, Node } from "../onnx-messages.ts";
import { attributeOf, constantNode, floatConstant, nodeOf } from "../older/parts.ts";
import type { VersionedNode } from "../versioned-node.ts";

/** Of ONNX's operators that are written: they have the meaning that they have today. */
const VERSION = 24;

export class NodeWriter {
  readonly node: Node;
  private readonly nameFor: (hint: string) => string;
  private readonly added: Node[] = [];

  constructor(node: Node, nameFor: (hint: string) => string) {
    this.node = node;
    this.nameFor = nameFor;
  }

  /** The name of an input; undefined where it is left out. */
  input(position: number): string | undefined {
    const name = this.node.input[position] ?? "";
    return name === "" ? undefined : name;
  }

  /** The name of an input that there has to be: "", which is refused later, where it is left out. */
  needed(position: number): string {
    return this.node.input[position] ?? "";
  }

  /** The name of an output; "" where nobody asks for it. */
  output(position: number): string {
    return this.node.output[position] ?? "";
  }

  integer(name: string, otherwise: number): number {
    const attribute = attributeOf(this.node, name);
    return attribute === undefined ? otherwise : Number(attribute.i ?? 0n);
  }

  float(name: string, otherwise: number): number {
    const attribute = attributeOf(this.node, name);
    return attribute === undefined ? otherwise : (attribute.f ?? 0);
  }

  text(name: string): string {
    return new TextDecoder().decode(attributeOf(this.node, name)?.s);
  }

  floats(name: string): readonly number[] {
    return attributeOf(this.node, name)?.floats ?? [];
  }

  /** The node's own attributes of these names, as far as it has them. */
  own(...names: readonly string[]): readonly Attribute[] {
    return names.flatMap((name) => attributeOf(this.node, name) ?? []);
  }

  /** Adds a node. Returns the name of its result. */
  op(type: string, input: readonly (string | undefined)[], attribute: readonly Attribute[] = []): string {
    return this.several(type, input, 1, attribute)[0];
  }

  /** Adds a node with several results. Returns their names. */
  several(type: string, input: readonly (string | undefined)[], count: number, attribute: readonly Attribute[] = []): readonly string[] {
    const names = Array.from({ length: count }, () => this.nameFor(`${this.node.output[0] ?? ""}.${type}`));
    this.added.push({ ...nodeOf(type, given(input), names[0], attribute), name: this.node.name, output: names });
    return names;
  }

  constant(value: number): string {
    const name = this.nameFor("constant");
    this.added.push(floatConstant(name, value));
    return name;
  }

  /** A list. */
  integers(values: readonly number[]): string {
    const name = this.nameFor("constant");
    this.added.push(constantNode(name, values.map(BigInt)));
    return name;
  }

  /** A result under a name that the model has for it. */
  named(type: string, input: readonly (string | undefined)[], name: string, attribute: readonly Attribute[] = []): string {
    this.added.push({ ...nodeOf(type, given(input), name, attribute), name: this.node.name });
    return name;
  }

  /** What stands in the node's place, and gives its outputs; the first of the nodes. */
  written(
    type: string,
    input: readonly (string | undefined)[],
    attribute: readonly Attribute[] = [],
    outputs: readonly string[] = this.node.output.slice(0, 1),
  ): readonly VersionedNode[] {
    const last: Node = { ...this.node, domain: undefined, opType: type, input: given(input), output: outputs, attribute: [...attribute] };
    return [last, ...this.added].map((node) => ({ node, version: VERSION }));
  }
}

function given(input: readonly (string | undefined)[]): readonly string[] {
  const last = input.findLastIndex((name) => name !== undefined && name !== "");
  return input.slice(0, last + 1).map((name) => name ?? "");
}
