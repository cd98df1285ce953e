// Which argument of linear attention is which, and their sizes. ONNX LinearAttention-27.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { showShape, type Shape, type ShapeProblem } from "../shape.ts";

/** What may follow queries, keys and values; `given` lists the positions of what does. */
export const [PAST, DECAY, BETA] = [0, 1, 2];

/** How what is remembered changes. */
export const RULES = { linear: 0, gated: 1, delta: 2, gated_delta: 3 } as const;

export interface LinearAttentionSizes {
  readonly batch: number;
  readonly steps: number;
  /** Of queries, a multiple of those of keys and values. */
  readonly heads: number;
  readonly keyHeads: number;
  /** Numbers of a key. */
  readonly size: number;
  readonly valueSize: number;
}

type Further = "past" | "decay" | "beta";

/** The arguments by what they are. */
export function linearAttentionArguments<Item>(
  [q, k, v, ...further]: readonly Item[],
  attributes: Attributes,
): Readonly<Record<"q" | "k" | "v", Item> & Record<Further, Item | undefined>> {
  const given = listOf(attributes, "given");
  const argument = (number: number): Item | undefined => (given.includes(number) ? further[given.indexOf(number)] : undefined);
  return { q, k, v, past: argument(PAST), decay: argument(DECAY), beta: argument(BETA) };
}

/** What the shapes of the arguments say, or what is wrong with them. */
export function linearAttentionSizes(shapes: readonly Shape[], attributes: Attributes): LinearAttentionSizes | ShapeProblem {
  const given = listOf(attributes, "given");
  if (shapes.length !== 3 + given.length) return { problem: `it has ${shapes.length} arguments` };
  const { q, k, v, past, decay, beta } = linearAttentionArguments(shapes, attributes);
  const flat = [q, k, v].find((shape) => shape.length !== 3);
  if (flat !== undefined) return { problem: `${showShape(flat)} is no batch of sequences` };
  const [heads, keyHeads] = ["heads", "keyHeads"].map((name) => numberOf(attributes, name));
  if (heads < 1 || keyHeads < 1 || heads % keyHeads !== 0) return { problem: `${keyHeads} heads of keys do not serve ${heads} heads of queries` };
  const [batch, steps] = q;
  const [size, valueSize] = [q[2] / heads, v[2] / keyHeads];
  const sequence = (width: number): Shape => [batch, steps, width];
  if (![size, valueSize].every(Number.isInteger) || !sameShape(k, sequence(size * keyHeads)) || !sameShape(v, sequence(v[2]))) {
    return { problem: `queries of shape ${showShape(q)} do not fit keys of ${showShape(k)} and values of ${showShape(v)} in ${heads} and ${keyHeads} heads` };
  }
  const rule = numberOf(attributes, "rule");
  const wanted = { decay: rule === RULES.gated || rule === RULES.gated_delta, beta: rule === RULES.delta || rule === RULES.gated_delta };
  const ruleName = Object.entries(RULES).find(([, code]) => code === rule)?.[0] ?? String(rule);
  if (wanted.decay !== (decay !== undefined)) return { problem: `its update_rule ${ruleName} ${wanted.decay ? "needs" : "has no"} decay` };
  if (wanted.beta !== (beta !== undefined)) return { problem: `its update_rule ${ruleName} ${wanted.beta ? "needs" : "has no"} beta` };
  const odd = [
    { name: "past_state", shape: past, allowed: [[batch, keyHeads, size, valueSize]] },
    { name: "decay", shape: decay, allowed: [sequence(keyHeads), sequence(keyHeads * size)] },
    { name: "beta", shape: beta, allowed: [sequence(keyHeads), sequence(1)] },
  ].find(({ shape, allowed }) => shape !== undefined && !allowed.some((one) => sameShape(one, shape)));
  if (odd !== undefined) return { problem: `its ${odd.name} has the shape ${showShape(odd.shape ?? [])} instead of ${odd.allowed.map(showShape).join(" or ")}` };
  return { batch, steps, heads, keyHeads, size, valueSize };
}
