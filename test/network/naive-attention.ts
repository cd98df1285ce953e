// Attention and rotary embeddings as ONNX describes them, one element after the other: of every query and key by itself whether one sees
// the other. Shares nothing with the ops but where they round.

import { listOf, numberOf } from "../../src/network/attributes.ts";
import { elementary } from "./naive-elementary.ts";
import { mostOf, softmaxOf } from "./naive-normalisations.ts";
import { element, tensor, type NaiveCall, type NaiveOps, type Tensor } from "./tensor.ts";

export const NAIVE_ATTENTION: NaiveOps = {
  attention: (call) => {
    const { round, shape } = call;
    const { isFlat, heads, group, values } = partsOf(call);
    const size = values.shape[3];
    return tensor(shape, (at) => {
      const [batch, head, query, number] = isFlat ? [at[0], Math.floor(at[2] / size), at[1], at[2] % size] : at;
      if (head >= heads * group) throw new Error("there is no such head");
      const shares = sharesOf(call, batch, head, query);
      return sumOf(shares.length, (key) => shares[key] * element(values, [batch, Math.floor(head / group), key, number]), round);
    });
  },
  attention_keys: (call) => partsOf(call).keys,
  attention_values: (call) => partsOf(call).values,
  attention_scores: (call) =>
    tensor(call.shape, ([batch, head, query, key]) => {
      const stage = numberOf(call.attributes, "stage");
      if (stage === 3) return sharesOf(call, batch, head, query)[key];
      const raw = scoreOf(call, batch, head, query, key);
      if (stage === 0) return raw;
      const capped = cappedBy(call, raw);
      const added = addedTo(call, batch, head, query, key);
      return stage === 1 || added === undefined ? capped : call.round(capped + added);
    }),
  rotary_embedding: ({ args: [x, cos, sin, ids], attributes, round, shape }) => {
    const isFlat = shape.length === 3;
    const size = isFlat ? shape[2] / numberOf(attributes, "heads") : shape[3];
    const turned = numberOf(attributes, "turned") === 0 ? size : numberOf(attributes, "turned");
    return tensor(shape, (at) => {
      const number = isFlat ? at[2] % size : at[3];
      if (number >= turned) return element(x, at);
      const isPaired = numberOf(attributes, "interleaved") === 1;
      const isSecond = isPaired ? number % 2 === 1 : number >= turned / 2;
      const partner = at.with(-1, at[at.length - 1] + (isPaired ? 1 : turned / 2) * (isSecond ? -1 : 1));
      const place = [at[0], isFlat ? at[1] : at[2]];
      const angle = isPaired ? Math.floor(number / 2) : number % (turned / 2);
      const of = (table: Tensor): number => (ids === undefined ? element(table, [...place, angle]) : element(table, [rowOf(element(ids, place), table.shape[0]), angle]));
      const [own, other] = [element(x, at), element(x, partner)];
      return isSecond ? round(round(of(sin) * other) + round(of(cos) * own)) : round(round(of(cos) * own) - round(of(sin) * other));
    });
  },
};

/** As gather has it: below 0 from the end, and within the table. */
function rowOf(position: number, rows: number): number {
  return Math.min(Math.max(position < 0 ? position + rows : position, 0), rows - 1);
}

interface Parts {
  readonly isFlat: boolean;
  readonly heads: number;
  readonly group: number;
  readonly past: number;
  readonly queries: Tensor;
  readonly keys: Tensor;
  readonly values: Tensor;
  readonly mask: Tensor | undefined;
  readonly lengths: Tensor | undefined;
}

function partsOf({ args, attributes }: NaiveCall): Parts {
  const further = listOf(attributes, "given");
  const argument = (number: number): Tensor | undefined => (further.includes(number) ? args[3 + further.indexOf(number)] : undefined);
  const isFlat = args[0].shape.length === 3;
  const inHeads = (x: Tensor, heads: number): Tensor => {
    const [batch, sequence, width] = x.shape;
    const size = width / heads;
    return isFlat ? tensor([batch, heads, sequence, size], ([b, head, place, number]) => element(x, [b, place, head * size + number])) : x;
  };
  const behind = (past: Tensor | undefined, x: Tensor): Tensor => {
    if (past === undefined) return x;
    const [batch, heads, before, size] = past.shape;
    return tensor([batch, heads, before + x.shape[2], size], ([b, head, place, number]) =>
      place < before ? element(past, [b, head, place, number]) : element(x, [b, head, place - before, number]),
    );
  };
  const queries = inHeads(args[0], numberOf(attributes, "heads"));
  const keys = behind(argument(1), inHeads(args[1], numberOf(attributes, "keyHeads")));
  const values = behind(argument(2), inHeads(args[2], numberOf(attributes, "keyHeads")));
  const heads = keys.shape[1];
  const past = argument(1)?.shape[2] ?? 0;
  return { isFlat, heads, group: queries.shape[1] / heads, past, queries, keys, values, mask: argument(0), lengths: argument(3) };
}

/** The sum of products, from 0 on. */
function sumOf(count: number, product: (step: number) => number, round: NaiveCall["round"]): number {
  return [...Array(count).keys()].reduce((sum, step) => round(sum + round(product(step))), 0);
}

function scoreOf(call: NaiveCall, batch: number, head: number, query: number, key: number): number {
  const { round, attributes } = call;
  const { group, queries, keys } = partsOf(call);
  const size = queries.shape[3];
  const given = numberOf(attributes, "scale");
  // The op keeps the number in float32, whatever it is evaluated in.
  const root = Math.fround(Math.sqrt(given < 0 ? Math.fround(1 / Math.fround(Math.sqrt(size))) : given));
  const factors = (number: number): readonly number[] => [
    element(queries, [batch, head, query, number]),
    element(keys, [batch, Math.floor(head / group), key, number]),
  ];
  return sumOf(size, (number) => factors(number).reduce((product, factor) => product * round(factor * root), 1), round);
}

function cappedBy({ attributes, round }: NaiveCall, score: number): number {
  const cap = numberOf(attributes, "cap");
  return cap === 0 ? score : round(elementary("tanh", round)(round(score / cap)) * cap);
}

/** Undefined where nothing is added to any score. */
function addedTo(call: NaiveCall, batch: number, head: number, query: number, key: number): number | undefined {
  const { attributes, round } = call;
  const { past, queries, mask, lengths } = partsOf(call);
  const length = lengths === undefined ? undefined : element(lengths, [batch]);
  const place = query + (length === undefined ? past : length - queries.shape[2]);
  const [before, after, causal] = ["before", "after", "causal"].map((name) => numberOf(attributes, name));
  const isHidden = (causal === 1 && key > place) || (before >= 0 && key < place - before) || (after >= 0 && key > place + after);
  const hidden = isHidden || (length !== undefined && key >= length) ? -Infinity : 0;
  if (mask === undefined) return causal === 0 && before < 0 && after < 0 && lengths === undefined ? undefined : hidden;
  const isTruth = call.scalars[3] === "bool";
  const reached = key < (mask.shape.at(-1) ?? 0);
  const held = reached ? element(mask, [batch, head, query, key]) : -Infinity;
  return round((isTruth && reached ? (held === 0 ? -Infinity : 0) : held) + hidden);
}

function sharesOf(call: NaiveCall, batch: number, head: number, query: number): readonly number[] {
  const keys = [...Array(partsOf(call).keys.shape[2]).keys()];
  const added = keys.map((key) => addedTo(call, batch, head, query, key));
  if (mostOf(added.map((one) => one ?? 0)) === -Infinity) return keys.map(() => 0);
  const scores = keys.map((key) => {
    const score = cappedBy(call, scoreOf(call, batch, head, query, key));
    return added[key] === undefined ? score : call.round(score + added[key]);
  });
  return softmaxOf(scores, call.round);
}
