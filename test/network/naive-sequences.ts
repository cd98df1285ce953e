// Causal convolutions and linear attention as ONNX defines them, one number after the other. Shares nothing with the ops but where they round.

import { listOf, numberOf } from "../../src/network/attributes.ts";
import { elementary } from "./naive-elementary.ts";
import { element, tensor, type NaiveCall, type NaiveOps, type Tensor } from "./tensor.ts";

export const NAIVE_SEQUENCES: NaiveOps = {
  causal_conv: (call) => {
    const { args: [x, w], attributes, round } = call;
    const { bias } = further(call, 2, ["bias", "past"]);
    return tensor(x.shape, ([row, channel, time]) => {
      let sum = 0;
      for (let k = 0; k < w.shape[2]; k++) sum = round(sum + round(element(w, [channel, 0, k]) * seen(call, row, channel, time + k)));
      const biased = bias === undefined ? sum : round(bias.data[channel] + sum);
      if (numberOf(attributes, "activation") === 0) return biased;
      const root = elementary("exp", round)(round(biased / 2));
      if (biased > 18) return biased;
      return round(round(biased * root) * round(root / round(round(root * root) + 1)));
    });
  },
  causal_conv_state: (call) => tensor(call.shape, ([row, channel, time]) => seen(call, row, channel, call.args[0].shape[2] + time)),
  linear_attention: (call) => {
    const { attributes, round } = call;
    const heads = numberOf(attributes, "heads");
    const group = heads / numberOf(attributes, "keyHeads");
    const [q, , v] = call.args;
    const [size, valueSize] = [q.shape[2] / heads, v.shape[2] / numberOf(attributes, "keyHeads")];
    const scale = numberOf(attributes, "scale") === 0 ? Math.fround(1 / Math.sqrt(size)) : numberOf(attributes, "scale");
    const known = new Map<string, readonly Matrix[]>();
    return tensor(call.shape, ([row, step, place]) => {
      const [head, number] = [Math.floor(place / valueSize), place % valueSize];
      const keyHead = Math.floor(head / group);
      const states = known.get(`${row} ${keyHead}`) ?? statesOf(call, row, keyHead);
      known.set(`${row} ${keyHead}`, states);
      let sum = 0;
      for (let d = 0; d < size; d++) sum = round(sum + round(element(q, [row, step, head * size + d]) * states[step][d][number]));
      return round(sum * scale);
    });
  },
  linear_attention_state: (call) => tensor(call.shape, ([row, head, d, number]) => statesOf(call, row, head)[call.args[0].shape[1] - 1][d][number]),
};

/** Key by value. */
type Matrix = readonly (readonly number[])[];

/** The arguments from a position on, by name. */
function further({ args, attributes }: NaiveCall, first: number, names: readonly string[]): Readonly<Partial<Record<string, Tensor>>> {
  return Object.fromEntries(listOf(attributes, "given").map((number, place) => [names[number], args[first + place]]));
}

/** The element of the sequence with what was before it, which the kernel's first number sees at `place` 0. */
function seen(call: NaiveCall, row: number, channel: number, place: number): number {
  const before = call.args[1].shape[2] - 1;
  if (place >= before) return element(call.args[0], [row, channel, place - before]);
  const { past } = further(call, 2, ["bias", "past"]);
  return past === undefined ? 0 : element(past, [row, channel, place]);
}

/** What one head remembers after every step. */
function statesOf(call: NaiveCall, row: number, head: number): readonly Matrix[] {
  const { args: [q, k, v], attributes, round } = call;
  const { past, decay, beta } = further(call, 3, ["past", "decay", "beta"]);
  const keyHeads = numberOf(attributes, "keyHeads");
  const [size, valueSize] = [q.shape[2] / numberOf(attributes, "heads"), v.shape[2] / keyHeads];
  const [keys, numbers] = [[...Array(size).keys()], [...Array(valueSize).keys()]];
  /** Of as many numbers as a head has, or of one for it. */
  const ofHead = (x: Tensor, step: number, d: number): number => {
    const each = x.shape[2] / keyHeads;
    return element(x, [row, step, each < 1 ? 0 : each === 1 ? head : head * each + d]);
  };
  let state: Matrix = keys.map((d) => numbers.map((m) => (past === undefined ? 0 : element(past, [row, head, d, m]))));
  return [...Array(q.shape[1]).keys()].map((step) => {
    const faded = decay === undefined ? state : state.map((line, d) => line.map((one) => round(one * elementary("exp", round)(ofHead(decay, step, d)))));
    const key = keys.map((d) => element(k, [row, step, head * size + d]));
    const written = numbers.map((m) => {
      const value = element(v, [row, step, head * valueSize + m]);
      if (beta === undefined) return value;
      const found = keys.reduce((sum, d) => round(sum + round(key[d] * faded[d][m])), 0);
      return round(ofHead(beta, step, 0) * round(value - found));
    });
    state = faded.map((line, d) => line.map((one, m) => round(one + round(key[d] * written[m]))));
    return state;
  });
}
