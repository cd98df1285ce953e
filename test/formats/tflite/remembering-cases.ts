// Models that keep something from call to call, of floats and of integers. What TensorFlow Lite for Microcontrollers computes of three calls stands in recorded.json.

import type { ElementName, WrittenTensor } from "./lite-file.ts";
import { array, byte, float, integer, single, weights, type Case } from "./single-operator.ts";

const [RELU, TANH] = [1, 4];
const CALLS = 3;

function quantised(type: ElementName, shape: readonly number[], scale: number, zeroPoint = 0): WrittenTensor {
  return { shape, type, scales: [scale], zeroPoints: [zeroPoint] };
}

/** What calls leave behind. */
function kept(tensor: WrittenTensor): WrittenTensor {
  return { ...tensor, isVariable: true };
}

/** Constants within a bound, which differ and differ from those of another step. */
function constants(type: ElementName, shape: readonly number[], scale: number, bound = 127, step = 89): WrittenTensor {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return { ...quantised(type, shape, scale), data: Array.from({ length: count }, (_, place) => ((place * step) % (2 * bound + 1)) - bound) };
}

function lstm(name: string, x: WrittenTensor, [ofX, ofHidden, bias]: readonly ((gate: number) => WrittenTensor)[], memory: readonly [hidden: WrittenTensor, cell: WrittenTensor], result: WrittenTensor, clip: number): Case {
  const gates = [0, 1, 2, 3];
  const none = (count: number): undefined[] => Array.from({ length: count }, () => undefined);
  const inputs = [x, ...gates.map(ofX), ...gates.map(ofHidden), ...none(3), ...gates.map(bias), ...none(2), ...memory.map(kept), ...none(4)];
  return { ...single(name, "UNIDIRECTIONAL_SEQUENCE_LSTM", inputs, [result], [byte(0, TANH), float(1, clip), byte(3, 0)]), calls: CALLS };
}

function svdf(type: "int8" | "int16", scale: number, zeroPoint: number): Case {
  const arrays = [
    quantised("int8", [1, 5], 0.0311, -7), constants("int8", [6, 5], 0.0121), constants(type, [6, 4], 0.0093, 127, 71),
    constants("int32", [3], 0.0093 * scale, 2000, 1777), kept(quantised(type, [1, 24], scale, zeroPoint)),
  ];
  return { ...single(`int8 SVDF that keeps ${type}`, "SVDF", arrays, [quantised("int8", [1, 3], 0.6, -128)], [integer(0, 2), byte(1, RELU)]), calls: CALLS };
}

const [STEPS, INPUTS, UNITS] = [4, 3, 5];

function quantisedLstm(name: string, steps: number, clip: number): Case {
  return lstm(
    name,
    quantised("int8", [1, steps, INPUTS], 0.0312, 11),
    [(gate) => constants("int8", [UNITS, INPUTS], 0.011 + gate / 1000, 127, 83 + gate), (gate) => constants("int8", [UNITS, UNITS], 0.009 + gate / 900, 127, 59 + gate), (gate) => constants("int32", [UNITS], 0.0312 * 0.011, 900, 277 + gate)],
    [quantised("int8", [1, UNITS], 0.0078, -4), quantised("int16", [1, UNITS], 2 ** -11)],
    quantised("int8", [1, steps, UNITS], 0.0078, -4),
    clip,
  );
}

const of = (rows: number, columns: number, by: number): WrittenTensor => {
  return { ...weights(rows, columns), data: (weights(rows, columns).data ?? []).map((value, place) => value * Math.cos(place + by)) };
};
const biases = (gate: number): WrittenTensor => ({ shape: [UNITS], data: Array.from({ length: UNITS }, (_, unit) => (unit - gate) / 8) });

/** TensorFlow Lite for Microcontrollers has none. */
function rnn(name: string, type: string, x: WrittenTensor, result: WrittenTensor, options: Parameters<typeof single>[4]): Case {
  const inputs = [x, of(UNITS, INPUTS, 1), of(UNITS, UNITS, 2), biases(1), kept(array(1, UNITS))];
  return { ...single(name, type, inputs, [result], options), calls: CALLS, runtime: "LiteRT" };
}

function floatLstm(steps: number): Case {
  const gates = [(gate: number) => of(UNITS, INPUTS, gate), (gate: number) => of(UNITS, UNITS, 4 + gate), biases];
  return lstm(`sequence of ${steps} through an LSTM`, array(1, steps, INPUTS), gates, [array(1, UNITS), array(1, UNITS)], array(1, steps, UNITS), 0);
}

export const REMEMBERING_CASES: readonly Case[] = [
  svdf("int8", 0.5, -30),
  svdf("int16", 0.0019, 0),
  quantisedLstm("int8 LSTM", STEPS, 0),
  quantisedLstm("int8 LSTM of one step, clipped", 1, 0.6),
];

export const REMEMBERING_FLOAT_CASES: readonly Case[] = [
  {
    ...single("SVDF", "SVDF", [array(1, 4), weights(6, 4), weights(6, 3), weights(3), kept(array(1, 18))], [array(1, 3)], [integer(0, 2), byte(1, 0)]),
    calls: CALLS,
  },
  floatLstm(STEPS),
  floatLstm(1),
  rnn("step of a recurrent layer", "RNN", array(1, INPUTS), array(1, UNITS), [byte(0, TANH)]),
  rnn("sequence through a recurrent layer", "UNIDIRECTIONAL_SEQUENCE_RNN", array(1, STEPS, INPUTS), array(1, STEPS, UNITS), [byte(0, 0), byte(1, RELU)]),
];
