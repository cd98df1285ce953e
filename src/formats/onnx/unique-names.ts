// Names for values that reading adds to a graph: like what they come from, and like no other.

import type { Graph } from "./onnx-messages.ts";

export class UniqueNames {
  private readonly used: Set<string>;
  private readonly suffixes = new Map<string, number>();

  private constructor(used: Iterable<string>) {
    this.used = new Set(used);
  }

  /** Names that the graph does not have, used in it or defined. */
  static of({ node, initializer, input, output }: Graph): UniqueNames {
    const named = [...initializer, ...input, ...output].map(({ name = "" }) => name);
    return new UniqueNames([...named, ...node.flatMap((one) => [...one.input, ...one.output])]);
  }

  /** The name itself, or with a number behind it. */
  unique(hint: string): string {
    let suffix = this.suffixes.get(hint) ?? 1;
    let name = suffix === 1 ? hint : `${hint}_${suffix}`;
    while (this.used.has(name)) name = `${hint}_${++suffix}`;
    this.suffixes.set(hint, suffix + 1);
    this.used.add(name);
    return name;
  }
}
