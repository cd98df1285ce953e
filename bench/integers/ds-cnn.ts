// The DS-CNN of MLPerf Tiny's keyword spotting as a TensorFlow Lite file of int8: the published architecture, random parameters, and scales by which
// sums fill the range of what they become. Emits nothing.

import { RandomGenerator } from "../../src/numeric/random.ts";
import { liteFile, type WrittenOperator, type WrittenTensor } from "../../test/formats/tflite/lite-file.ts";
import { byte, float, integer, list } from "../../test/formats/tflite/single-operator.ts";

const [SAME, VALID] = [0, 1];
const [NONE, RELU] = [0, 1];
const CHANNELS = 64;
/** Of 49 × 10 features after the first convolution's strides of 2. */
const [HEIGHT, WIDTH] = [25, 5];
const BLOCKS = 4;
const CLASSES = 12;
/** The root mean square of integers drawn from −127 to 127. */
const SPREAD = 127 / Math.sqrt(3);

interface Value {
  readonly tensor: number;
  readonly scale: number;
}

/** What is built so far: each value by its number and its scale. */
class LiteSketch {
  readonly tensors: WrittenTensor[] = [];
  readonly operators: WrittenOperator[] = [];
  private readonly random = new RandomGenerator(1);

  tensor(tensor: WrittenTensor): number {
    return this.tensors.push(tensor) - 1;
  }

  value(shape: readonly number[], scale: number, zeroPoint: number): Value {
    return { tensor: this.tensor({ shape, type: "int8", scales: [scale], zeroPoints: [zeroPoint] }), scale };
  }

  apply(type: string, inputs: readonly number[], output: Value, options?: WrittenOperator["options"]): Value {
    this.operators.push({ type, inputs, outputs: [output.tensor], ...(options === undefined ? {} : { options }) });
    return output;
  }

  /** A sum of products with a scale for each of the results along `axis` of the weights. */
  summed(type: string, x: Value, weights: { readonly shape: readonly number[]; readonly axis: number }, shape: readonly number[], options: WrittenOperator["options"]): Value {
    const results = weights.shape[weights.axis];
    const count = weights.shape.reduce((product, extent) => product * extent, 1);
    const scales = Array.from({ length: results }, (_, result) => 0.01 + 0.001 * (result % 7));
    const own = this.tensor({ shape: weights.shape, type: "int8", data: this.drawn(count, 127), scales, zeroPoints: scales.map(() => 0), axis: weights.axis });
    const biases = scales.map((scale) => x.scale * scale);
    const bias = this.tensor({ shape: [results], type: "int32", data: this.drawn(results, 2000), scales: biases, zeroPoints: biases.map(() => 0) });
    const sumScale = x.scale * scales[0] * SPREAD ** 2 * Math.sqrt(count / results);
    return this.apply(type, [x.tensor, own, bias], this.value(shape, (4 * sumScale) / 255, -128), options);
  }

  private drawn(count: number, largest: number): readonly number[] {
    return Array.from({ length: count }, () => Math.round(this.random.uniformIn(-largest, largest)));
  }
}

export function quantisedKeywordSpotting(): Uint8Array {
  const s = new LiteSketch();
  const strides = (extent: number) => [integer(1, extent), integer(2, extent)];
  const shape = [1, HEIGHT, WIDTH, CHANNELS];
  const input = s.value([1, 49, 10, 1], 0.5847, 83);
  let x = s.summed("CONV_2D", input, { shape: [CHANNELS, 10, 4, 1], axis: 0 }, shape, [byte(0, SAME), ...strides(2), byte(3, RELU)]);
  for (let block = 0; block < BLOCKS; block++) {
    x = s.summed("DEPTHWISE_CONV_2D", x, { shape: [1, 3, 3, CHANNELS], axis: 3 }, shape, [byte(0, SAME), ...strides(1), integer(3, 1), byte(4, RELU)]);
    x = s.summed("CONV_2D", x, { shape: [CHANNELS, 1, 1, CHANNELS], axis: 0 }, shape, [byte(0, SAME), ...strides(1), byte(3, RELU)]);
  }
  const window = [byte(0, VALID), integer(1, WIDTH), integer(2, HEIGHT), integer(3, WIDTH), integer(4, HEIGHT), byte(5, NONE)];
  const pooled = s.apply("AVERAGE_POOL_2D", [x.tensor], s.value([1, 1, 1, CHANNELS], x.scale, -128), window);
  const flat = s.apply("RESHAPE", [pooled.tensor, s.tensor(list(1, CHANNELS))], s.value([1, CHANNELS], x.scale, -128));
  const dense = s.tensor({ shape: [CLASSES, CHANNELS], type: "int8", data: Array.from({ length: CLASSES * CHANNELS }, (_, place) => ((place * 89) % 255) - 127), scales: [0.01], zeroPoints: [0] });
  const bias = s.tensor({ shape: [CLASSES], type: "int32", data: Array.from({ length: CLASSES }, (_, place) => 500 * place), scales: [flat.scale * 0.01], zeroPoints: [0] });
  const scores = s.apply("FULLY_CONNECTED", [flat.tensor, dense, bias], s.value([1, CLASSES], flat.scale, 0), [byte(0, NONE)]);
  const shares = s.apply("SOFTMAX", [scores.tensor], s.value([1, CLASSES], 1 / 256, -128), [float(0, 1)]);
  return liteFile({ tensors: s.tensors, operators: s.operators, inputs: [input.tensor], outputs: [shares.tensor] });
}
