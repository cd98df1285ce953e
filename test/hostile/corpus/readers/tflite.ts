// Models in TensorFlow Lite's format: read, prepared and emitted.

import { loadBytes } from "../../../../src/pipeline/load-model.ts";
import type { RandomGenerator } from "../../../../src/numeric/random.ts";
import { liteFile, type WrittenModel } from "../../../formats/tflite/lite-file.ts";
import { FLOAT_CASES } from "../../../formats/tflite/float-cases.ts";
import { QUANTISED_CASES } from "../../../formats/tflite/quantised-cases.ts";
import { REMEMBERING_CASES, REMEMBERING_FLOAT_CASES } from "../../../formats/tflite/remembering-cases.ts";
import { oneOf, type HostileReader } from "../hostile-reader.ts";
import { joined } from "../mutate.ts";
import { SMUGGLING } from "../smuggled.ts";
import { emitted } from "./onnx.ts";

const PATH = "hostile.tflite";

/** y = relu(x·W + b) of two numbers. */
function dense(text: () => string, size: () => number, scale = 1): WrittenModel {
  return {
    tensors: [
      { name: `x${text()}`, shape: [1, size()] },
      { name: `W${text()}`, shape: [2, size()], data: [1, 2, 3, 4], scales: [scale] },
      { name: `b${text()}`, shape: [size()], data: [1, 2] },
      { name: `y${text()}`, shape: [1, size()] },
    ],
    operators: [{ type: text() === "" ? "FULLY_CONNECTED" : `F${text()}`, inputs: [0, 1, 2], outputs: [3], options: [[0, "byte", 1]] }],
    inputs: [0],
    outputs: [3],
    signature: { inputs: [`x${text()}`], outputs: [`y${text()}`] },
  };
}

function chain(count: number): WrittenModel {
  const places = Array.from({ length: count + 1 }, (_, place) => place);
  return {
    tensors: places.map(() => ({ shape: [1, 2] })),
    operators: places.slice(1).map((place) => ({ type: "RELU", inputs: [place - 1], outputs: [place] })),
    inputs: [0],
    outputs: [count],
  };
}

/** Names of tensors and of what callers know them by: the operator itself stays one that is read. */
function named(text: string): WrittenModel {
  const model = dense(() => "", () => 2);
  return {
    ...model,
    tensors: model.tensors.map((tensor) => ({ ...tensor, name: text })),
    signature: { inputs: [text], outputs: [text] },
  };
}

const STRANGE_SIZES = [0, 1, 3, -1, 2 ** 31 - 1, -(2 ** 31), 65536];

function invented(random: RandomGenerator): Uint8Array {
  const size = (): number => (random.nextUint32() % 6 === 0 ? oneOf(STRANGE_SIZES, random) : 2);
  const model = dense(() => (random.nextUint32() % 8 === 0 ? oneOf(SMUGGLING, random) : ""), size, oneOf([1, 0, -1, Infinity, 1e-45, 3e38], random));
  const strange = (): number => oneOf([-1, 0, 1, 2, 3, 4, 2 ** 31 - 1, -2], random);
  return random.nextUint32() % 2 === 0 ? liteFile(model) : liteFile({ ...model, outputs: [strange()], operators: model.operators.map((one) => ({ ...one, inputs: one.inputs.map((input) => (random.nextUint32() % 3 === 0 ? strange() : input)) })) });
}

/** A vector of tables that are all the same one, whose own lists are long. */
function overlapping(): Uint8Array {
  const bytes = liteFile(chain(3));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let place = 0; place + 4 <= bytes.length; place += 4) if (view.getUint32(place, true) === 3) view.setUint32(place, 2 ** 20, true);
  return joined(bytes, new Uint8Array(2 ** 23));
}

const CASES = [...FLOAT_CASES, ...QUANTISED_CASES, ...REMEMBERING_CASES, ...REMEMBERING_FLOAT_CASES];

export const tflite: HostileReader = {
  name: "tflite",
  seeds: [liteFile(dense(() => "", () => 2)), ...CASES.map(({ model }) => liteFile(model))],
  tokens: ["TFL3", "serving_default"],
  made: [
    { name: "nothing but the mark", bytes: () => Uint8Array.of(0, 0, 0, 0, 0x54, 0x46, 0x4c, 0x33) },
    { name: "a table that is its own directory", bytes: () => Uint8Array.of(8, 0, 0, 0, 0x54, 0x46, 0x4c, 0x33, 0, 0, 0, 0) },
    { name: "2,000 RELU in a row", isLarge: true, bytes: () => liteFile(chain(2000)) },
    { name: "lists that overlap", isLarge: true, bytes: overlapping },
    ...SMUGGLING.map((text) => ({ name: `${JSON.stringify(text)} in every name`, bytes: () => liteFile(named(text)) })),
  ],
  invented,
  read: async (bytes) => await emitted(loadBytes(bytes, { path: PATH })),
};
