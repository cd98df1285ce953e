// What attention's arguments are, which of those that may be left out are there, and their sizes: whatever is made of them.

import { listOf, numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import { broadcastsTo, sameShape } from "../broadcast.ts";
import type { ShapeProblem } from "../op.ts";
import { showShape, type Shape } from "../shape.ts";

/** Arguments that may be left out, by the numbers that `given` lists in order. */
export const FURTHER_ARGUMENTS = ["mask", "pastKey", "pastValue", "lengths"] as const;

export interface AttentionArguments<Argument> {
  readonly q: Argument;
  readonly k: Argument;
  readonly v: Argument;
  readonly mask?: Argument;
  readonly pastKey?: Argument;
  readonly pastValue?: Argument;
  /** How many keys there are of each of the batch, the others being filling. */
  readonly lengths?: Argument;
}

export function attentionArguments<Argument>([q, k, v, ...others]: readonly Argument[], attributes: Attributes): AttentionArguments<Argument> {
  const further: Partial<Record<(typeof FURTHER_ARGUMENTS)[number], Argument>> = {};
  for (const [position, number] of listOf(attributes, "given").entries()) further[FURTHER_ARGUMENTS[number]] = others[position];
  return { q, k, v, ...further };
}

export interface AttentionSizes {
  /** Whether q, k and v have their heads side by side in the last of three axes. */
  readonly isFlat: boolean;
  readonly batch: number;
  /** Of keys and values; to each belong as many heads of queries as a group has. */
  readonly heads: number;
  readonly group: number;
  readonly queries: number;
  /** Those that were there before, and all of them. */
  readonly past: number;
  readonly keys: number;
  /** Of a query and a key, and of a value. */
  readonly size: number;
  readonly valueSize: number;
}

/** A scale that is none: one over the root of the size of a key is meant. One below 0 has no root. */
export const SCALE_OF_SIZE = -(2 ** 127);

export function attentionSizes(shapes: readonly Shape[], attributes: Attributes): AttentionSizes | ShapeProblem {
  const given = attentionArguments(shapes, attributes);
  const { q, k, v, pastKey, pastValue, lengths } = given;
  const isFlat = q.length === 3;
  const wrong = [q, k, v].find((shape) => shape.length !== (isFlat ? 3 : 4));
  if (wrong !== undefined) return { problem: `${[q, k, v].map(showShape).join(", ")} are not all of 3 or all of 4 axes` };
  const [heads, keyHeads] = [numberOf(attributes, "heads"), numberOf(attributes, "keyHeads")];
  if (isFlat && (heads < 1 || keyHeads < 1)) return { problem: "with arrays of 3 axes it has to be told the numbers of heads" };
  const [query, key, value] = [q, k, v].map((shape, position) => (isFlat ? headsOf(shape, position === 0 ? heads : keyHeads) : shape));
  const [batch, queryHeads, queries, size] = query;
  const past = pastKey?.[2] ?? 0;
  const keys = past + key[2];
  const fits = sameShape(key, [batch, key[1], key[2], size]) && sameShape(value, [batch, key[1], key[2], value[3]]);
  if (![query, key, value].flat().every(Number.isInteger) || !fits) return { problem: `q of ${showShape(q)}, k of ${showShape(k)} and v of ${showShape(v)} do not fit` };
  const countsFit = [[heads, queryHeads], [keyHeads, key[1]]].every(([told, there]) => told === 0 || told === there);
  if (!countsFit || queryHeads % key[1] !== 0) return { problem: `${queryHeads} heads of q and ${key[1]} of k do not fit` };
  const wanted: readonly (readonly [string, Shape | undefined, Shape])[] = [
    ["past key", pastKey, [batch, key[1], past, size]],
    ["past value", pastValue, [batch, key[1], past, value[3]]],
    ["number of keys", lengths, [batch]],
  ];
  const odd = wanted.find(([, shape, expected]) => shape !== undefined && !sameShape(shape, expected));
  if (odd !== undefined) return { problem: `its ${odd[0]} has the shape ${showShape(odd[1] ?? [])} instead of ${showShape(odd[2])}` };
  const scale = numberOf(attributes, "scale");
  if (scale < 0 && scale !== SCALE_OF_SIZE) return { problem: `its scale is ${scale}, which has no square root` };
  const sizes = { isFlat, batch, heads: key[1], group: queryHeads / key[1], queries, past, keys, size, valueSize: value[3] };
  return maskProblem(given.mask, sizes) ?? sizes;
}

/** Batch × heads × sequence × size. */
function headsOf([batch, sequence, width]: Shape, heads: number): Shape {
  return [batch, heads, sequence, width / heads];
}

function maskProblem(mask: Shape | undefined, { batch, heads, group, queries, keys }: AttentionSizes): ShapeProblem | undefined {
  if (mask === undefined) return undefined;
  const scores = [batch, heads * group, queries, keys];
  const columns = mask.at(-1) ?? 0;
  if (columns >= 1 && columns <= keys && broadcastsTo(mask.with(-1, keys), scores)) return undefined;
  return { problem: `its mask of ${showShape(mask)} does not broadcast to ${showShape(scores)}` };
}
