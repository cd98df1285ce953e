// Puts dense layers into the order in which they are applied. The file does not say it: shapes do (a layer takes what the
// one before it gives), and numbers in names where shapes leave a choice.

import { compareNaturally, stemOf } from "./natural-order.ts";

export interface LayerShape {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

export type LayerOrder<Layer> =
  | { readonly order: readonly Layer[] }
  /** None: no order fits, or not the one of the numbers. Several: more than one fits, and no numbers decide. */
  | { readonly problem: "none" | "against-numbers" | "several" };

/** Attempts at placing a layer: so many that only files made to be slow need more. */
const MAXIMUM_STEPS = 20_000;

/**
 * Where all names have one stem (l1, l2, l10), their numbers are the order, and it must fit. Otherwise the only order that
 * fits, where layers of the same shape and stem follow their numbers.
 */
export function orderLayers<Layer extends LayerShape>(layers: readonly Layer[]): LayerOrder<Layer> {
  const sorted = layers.toSorted((a, b) => compareNaturally(a.name, b.name));
  const stems = new Set(sorted.map(({ name }) => stemOf(name)));
  if (stems.size === 1 && fits(sorted)) return { order: sorted };
  const search = new OrderSearch(sorted);
  const [order, another] = search.run();
  if (order === undefined) return { problem: search.isExhausted ? "several" : "none" };
  if (stems.size === 1) return { problem: "against-numbers" };
  return another !== undefined || search.isExhausted ? { problem: "several" } : { order };
}

function fits(layers: readonly LayerShape[]): boolean {
  return layers.every(({ inputs }, position) => position === 0 || inputs === layers[position - 1].outputs);
}

/** Finds up to two orders that fit, by trying: at each place every layer that fits the one before it. */
class OrderSearch<Layer extends LayerShape> {
  private readonly found: Layer[][] = [];
  private readonly path: Layer[] = [];
  private readonly groups: ReadonlyMap<string, Layer[]>;
  private readonly count: number;
  private steps = 0;

  /** @param layers in natural order of their names. */
  constructor(layers: readonly Layer[]) {
    this.count = layers.length;
    this.groups = groupBy(layers, ({ name, inputs, outputs }) => `${inputs} ${outputs} ${stemOf(name)}`);
  }

  get isExhausted(): boolean {
    return this.steps > MAXIMUM_STEPS;
  }

  run(): readonly (readonly Layer[])[] {
    this.place();
    return this.found;
  }

  private place(): void {
    if (this.path.length === this.count) this.found.push([...this.path]);
    const last = this.path.at(-1);
    for (const group of this.groups.values()) {
      if (this.found.length > 1 || this.isExhausted) return;
      const [next] = group;
      if (next === undefined || (last !== undefined && next.inputs !== last.outputs)) continue;
      this.steps++;
      group.shift();
      this.path.push(next);
      this.place();
      this.path.pop();
      group.unshift(next);
    }
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
