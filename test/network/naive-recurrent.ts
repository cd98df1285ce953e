// LSTM, GRU and RNN as ONNX's text of these operators defines them, one number after the other: each sequence of a batch by itself, each of its own
// length. Shares nothing with the ops but where they round.

import { listOf, numberOf } from "../../src/network/attributes.ts";
import { elementary } from "./naive-elementary.ts";
import { element, tensor, type NaiveCall, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

type Kind = "lstm" | "gru" | "rnn";
type Activation = (x: number) => number;

interface Sequence {
  /** By step. */
  readonly h: ReadonlyMap<number, readonly number[]>;
  readonly last: { readonly h: readonly number[]; readonly c: readonly number[] };
}

const FURTHER: Readonly<Record<Kind, readonly string[]>> = {
  lstm: ["B", "lengths", "h", "c", "P"],
  gru: ["B", "lengths", "h"],
  rnn: ["B", "lengths", "h"],
};
const USUAL: Readonly<Record<Kind, readonly number[]>> = { lstm: [0, 1, 1], gru: [0, 1], rnn: [1] };
const GATES: Readonly<Record<Kind, number>> = { lstm: 4, gru: 3, rnn: 1 };

export const NAIVE_RECURRENT: NaiveOps = {
  ...opsOf("lstm"),
  ...opsOf("gru"),
  ...opsOf("rnn"),
};

function opsOf(kind: Kind): NaiveOps {
  const last = (part: "h" | "c") => (call: NaiveCall): Tensor => {
    const isBatchFirst = numberOf(call.attributes, "layout") === 1;
    const sequence = sequencesOf(kind, call);
    return tensor(call.shape, ([one, other, unit]) => sequence(...(isBatchFirst ? ([other, one] as const) : ([one, other] as const))).last[part][unit]);
  };
  return {
    [kind]: (call) => {
      const isBatchFirst = numberOf(call.attributes, "layout") === 1;
      const sequence = sequencesOf(kind, call);
      return tensor(call.shape, ([one, two, three, unit]) => {
        const [step, direction, sample] = isBatchFirst ? [two, three, one] : [one, two, three];
        return sequence(direction, sample).h.get(step)?.[unit] ?? 0;
      });
    },
    [`${kind}_hidden`]: last("h"),
    ...(kind === "lstm" ? { lstm_cell: last("c") } : {}),
  };
}

/** Each is computed once. */
function sequencesOf(kind: Kind, call: NaiveCall): (direction: number, sample: number) => Sequence {
  const known = new Map<string, Sequence>();
  return (direction, sample) => {
    const key = `${direction} ${sample}`;
    const found = known.get(key) ?? sequenceOf(kind, call, direction, sample);
    known.set(key, found);
    return found;
  };
}

function sequenceOf(kind: Kind, call: NaiveCall, direction: number, sample: number): Sequence {
  const { args, attributes, round } = call;
  const [x, W, R] = args;
  const given: Readonly<Partial<Record<string, Tensor>>> = Object.fromEntries(listOf(attributes, "given").map((number, place) => [FURTHER[kind][number], args[3 + place]]));
  const isBatchFirst = numberOf(attributes, "layout") === 1;
  const H = R.shape[2];
  const units = [...Array(H).keys()];
  const first = (one: Tensor | undefined): readonly number[] =>
    units.map((unit) => (one === undefined ? 0 : element(one, isBatchFirst ? [sample, direction, unit] : [direction, sample, unit])));
  const steps = x.shape[isBatchFirst ? 1 : 0];
  const length = Math.max(0, Math.min(steps, given.lengths === undefined ? steps : element(given.lengths, [sample])));
  const isBackward = numberOf(attributes, "direction") === 1 || direction === 1;
  const acts = activationsOf(kind, call, direction);
  const clip = numberOf(attributes, "clip");
  const clipped = (value: number): number => (clip === 0 ? value : value < -clip ? -clip : value > clip ? clip : value);
  const bias = (row: number): number => (given.B === undefined ? 0 : element(given.B, [direction, row]));
  const both = (gate: number, unit: number): number => round(bias(gate * H + unit) + bias((GATES[kind] + gate) * H + unit));
  const add = (sum: number, more: number): number => (given.B === undefined ? sum : round(sum + more));
  let [h, c] = [first(given.h), first(given.c)];
  const results = new Map<number, readonly number[]>();
  for (let turn = 0; turn < length; turn++) {
    const step = isBackward ? length - 1 - turn : turn;
    const at = (input: number): number => element(x, isBatchFirst ? [sample, step, input] : [step, sample, input]);
    const fromInput = (gate: number, unit: number): number => sumOf(x.shape[2], (k) => [element(W, [direction, gate * H + unit, k]), at(k)], round);
    const fromHidden = (gate: number, unit: number, hidden: readonly number[]): number =>
      sumOf(H, (k) => [element(R, [direction, gate * H + unit, k]), hidden[k]], round);
    const sum = (gate: number, unit: number, hidden = h): number => round(fromInput(gate, unit) + fromHidden(gate, unit, hidden));
    if (kind === "rnn") {
      const begun = (unit: number): number => (given.B === undefined ? fromInput(0, unit) : round(both(0, unit) + fromInput(0, unit)));
      h = units.map((unit) => acts[0](clipped(round(begun(unit) + fromHidden(0, unit, h)))));
    } else if (kind === "gru") {
      h = gruStep();
    } else {
      [h, c] = lstmStep();
    }
    results.set(step, h);

    function gruStep(): readonly number[] {
      const [z, r] = [0, 1].map((gate) => units.map((unit) => acts[0](clipped(add(sum(gate, unit), both(gate, unit))))));
      const isLinear = numberOf(attributes, "linearBeforeReset") === 1;
      const faded = units.map((unit) => round(r[unit] * h[unit]));
      return units.map((unit) => {
        const linear = given.B === undefined ? fromHidden(2, unit, h) : round(bias(5 * H + unit) + fromHidden(2, unit, h));
        const inner = isLinear ? round(fromInput(2, unit) + round(r[unit] * linear)) : sum(2, unit, faded);
        const n = acts[1](clipped(add(inner, isLinear ? bias(2 * H + unit) : both(2, unit))));
        return round(round(round(1 - z[unit]) * n) + round(z[unit] * h[unit]));
      });
    }

    function lstmStep(): readonly [readonly number[], readonly number[]] {
      const P = given.P;
      const seen = (value: number, peephole: number, unit: number, cell: number): number =>
        P === undefined ? value : round(value + round(element(P, [direction, peephole * H + unit]) * cell));
      const gate = (number: number, unit: number, cell: number): number =>
        acts[0](clipped(add(seen(sum(number, unit), number, unit, cell), both(number, unit))));
      const next = units.map((unit) => {
        const i = gate(0, unit, c[unit]);
        const f = numberOf(attributes, "inputForget") === 1 ? round(1 - i) : gate(2, unit, c[unit]);
        const g = acts[1](clipped(add(sum(3, unit), both(3, unit))));
        return round(round(f * c[unit]) + round(i * g));
      });
      return [units.map((unit) => round(gate(1, unit, next[unit]) * acts[2](next[unit]))), next];
    }
  }
  return { h: results, last: { h, c } };
}

/** From 0, k ascending. */
function sumOf(depth: number, factors: (k: number) => readonly [number, number], round: Rounding): number {
  let sum = 0;
  for (let k = 0; k < depth; k++) {
    const [one, other] = factors(k);
    sum = round(sum + round(one * other));
  }
  return sum;
}

/** Numbers of the activations that take some: alpha, beta and their defaults. */
const NUMBERS: Readonly<Record<number, readonly [number, number | undefined]>> = {
  3: [1, 0],
  4: [Math.fround(0.01), undefined],
  5: [1, undefined],
  6: [NaN, NaN],
  7: [Math.fround(0.2), 0.5],
  8: [1, undefined],
};

function activationsOf(kind: Kind, { attributes, round }: NaiveCall, direction: number): readonly Activation[] {
  const usual = USUAL[kind];
  const given = listOf(attributes, "activations");
  const alphas = [...listOf(attributes, "alphas")];
  const betas = [...listOf(attributes, "betas")];
  const all = (given.length > 0 ? given : [...usual, ...usual]).map((code) => {
    const numbers = NUMBERS[code];
    const alpha = numbers === undefined ? 0 : (alphas.shift() ?? numbers[0]);
    const beta = numbers?.[1] === undefined ? 0 : (betas.shift() ?? numbers[1]);
    return activation(code, Math.fround(alpha), Math.fround(beta), round);
  });
  return all.slice(direction * usual.length, (direction + 1) * usual.length);
}

function activation(code: number, alpha: number, beta: number, round: Rounding): Activation {
  const of = (name: "sigmoid" | "tanh" | "softplus" | "expm1") => elementary(name, round);
  switch (code) {
    case 0:
      return (x) => of("sigmoid")(x);
    case 1:
      return (x) => of("tanh")(x);
    case 2:
      return (x) => (x < 0 ? 0 : x);
    case 3:
      return (x) => round(round(x * alpha) + beta);
    case 4:
      return (x) => (x < 0 ? round(x * alpha) : x);
    case 5:
      return (x) => (x > alpha ? x : 0);
    case 6:
      return (x) => round(of("tanh")(round(x * beta)) * alpha);
    case 7:
      return (x) => {
        const line = round(round(x * alpha) + beta);
        return line < 0 ? 0 : line > 1 ? 1 : line;
      };
    case 8:
      return (x) => (x < 0 ? round(of("expm1")(x) * alpha) : x);
    case 9:
      return (x) => round(x / round(1 + Math.abs(x)));
    default:
      return (x) => of("softplus")(x);
  }
}
