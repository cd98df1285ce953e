// A convolutional network as the model that several generators turn into C: its ONNX file, inputs, and the outputs that must come out. Emits nothing.

import { prepare } from "../../src/assemble/run-program.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { writeModel } from "../../src/formats/index.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import type { ComparedModel } from "../generators/models.ts";
import type { ConvolutionalModel } from "./models.ts";

/** Inputs whose outputs are compared; the first one is timed. */
const COMPARED = 2;

export function comparedModel({ name, network }: ConvolutionalModel): ComparedModel {
  const random = new RandomGenerator(2);
  const inputs = network.values.reduce((sum, { kind, shape }) => sum + (kind === "input" ? elementCount(shape) : 0), 0);
  const x = Float32Array.from({ length: COMPARED * inputs }, () => random.uniformIn(-1, 1));
  const [y] = prepare(lower(runPasses(network), LAYOUTS.vectors))([x], COMPARED);
  if (!(y instanceof Float32Array)) throw new TypeError("the network's output is not float32");
  return { name, file: writeModel({ network, record: undefined }, "benchmark"), inputs, outputs: y.length / COMPARED, x, y };
}
