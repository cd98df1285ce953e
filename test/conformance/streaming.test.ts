// A network frame by frame, with a dilated convolution, one of stride 2, a recurrent layer and a path around both: every language computes the
// interpreter's bits over whole sequences, and onnxruntime the same numbers of the sequence in one call.

import * as onnxruntime from "onnxruntime-web";
import { expect, test } from "vitest";
import { SEQUENCE } from "../../src/codegen/sequence.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { writeModel } from "../../src/formats/index.ts";
import { add } from "../../src/network/ops/add.ts";
import { gru } from "../../src/network/ops/gru.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { loadBytes } from "../../src/pipeline/load-model.ts";
import { interpret } from "../../src/program/interpret.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { fewInputs, ORIGIN, randomValues, requestFor } from "../fixtures.ts";
import { FRAMES, Sketch } from "../network/streaming/sequence-networks.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

const [CHANNELS, HIDDEN] = [3, 4];

function network(): ReturnType<Sketch["builder"]["finish"]> {
  const sketch = new Sketch(9);
  const x = sketch.builder.input("x", [1, CHANNELS, FRAMES], ORIGIN);
  const dilated = sketch.apply(relu, [sketch.convolution(x, { kernel: 3, dilation: 2, before: 4, channels: 5 })]);
  const halved = sketch.convolution(dilated, { kernel: 3, before: 1, stride: 2, channels: HIDDEN });
  const rows = sketch.apply(transpose, [halved], { perm: [2, 0, 1] });
  const weights = [sketch.parameter("W", [1, 3 * HIDDEN, HIDDEN]), sketch.parameter("R", [1, 3 * HIDDEN, HIDDEN]), sketch.parameter("B", [1, 6 * HIDDEN])];
  const hidden = sketch.apply(gru, [rows, ...weights], { hiddenSize: HIDDEN, given: [0] });
  const turned = sketch.apply(transpose, [sketch.apply(reshape, [hidden], { shape: [sketch.frames(halved), 1, HIDDEN] })], { perm: [1, 2, 0] });
  return sketch.builder.finish([{ name: "y", value: sketch.apply(add, [turned, halved]) }]);
}

const FILE = writeModel({ network: network(), record: undefined }, "1");
const { program, network: step, model } = loadBytes(FILE.slice(), { path: "sequence.onnx", stream: 2 });

test("every language computes the interpreter's bits", async () => {
  expect(model.stream).toEqual({ axis: 2, frames: 2, outputs: [{ name: "y", frames: 1, early: 0 }] });
  const request = { ...requestFor(step, "sequence"), program };
  const { toolchains } = await checkModel(request, undefined, ALL_TOOLCHAINS, { effort: fewInputs(4 * SEQUENCE) });
  expect(toolchains.map(({ toolchain, evaluated, firstDifference }) => ({ toolchain, evaluated, firstDifference }))).toEqual(
    ALL_TOOLCHAINS.map((one) => ({ toolchain: one.name, evaluated: 4 * SEQUENCE, firstDifference: undefined })),
  );
});

test("onnxruntime computes the same numbers of the whole sequence", async () => {
  const x = randomValues(CHANNELS * FRAMES, new RandomGenerator(2));
  const session = await onnxruntime.InferenceSession.create(FILE.slice());
  const { y } = await session.run({ x: new onnxruntime.Tensor("float32", x, [1, CHANNELS, FRAMES]) });
  const steps = FRAMES / 2;
  const given = Float32Array.from({ length: CHANNELS * FRAMES }, (_, place) => x[Math.floor((place % (2 * CHANNELS)) / 2) * FRAMES + 2 * Math.floor(place / (2 * CHANNELS)) + (place % 2)]);
  const [computed] = interpret(lower(step), [given], steps);
  const expected = await y.getData();
  if (!(expected instanceof Float32Array)) throw new Error("onnxruntime gives float32");
  computed.forEach((value, place) => {
    expect(Math.abs(value - expected[(place % HIDDEN) * steps + Math.floor(place / HIDDEN)])).toBeLessThan(1e-5);
  });
});
