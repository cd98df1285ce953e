// Discrete Fourier transforms by their definition: every root of unity by its angle. Shares nothing with the ops but the order of sums, and that a
// root is rounded to float32 before it is multiplied.

import { numberOf } from "../../src/network/attributes.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { NAIVE_WINDOWS } from "./naive-windows.ts";
import { element, tensor, type NaiveCall, type NaiveOps, type Tensor } from "./tensor.ts";

export const NAIVE_SIGNALS: NaiveOps = { dft, stft };

/** e^(2πi·turn/length), with the zeros that the cosine of half a π in float64 is not. */
function root(turn: number, length: number): readonly [number, number] {
  const angle = (2 * Math.PI * turn) / length;
  const exact = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value);
  return [exact(Math.cos(angle)), exact(Math.sin(angle))];
}

function dft({ args: [x], attributes, shape, round }: NaiveCall): Tensor {
  const axis = (numberOf(attributes, "axis") + x.shape.length) % x.shape.length;
  const [isInverse, isHalf] = ["inverse", "onesided"].map((name) => numberOf(attributes, name) === 1);
  const given = numberOf(attributes, "dft_length");
  const ofHalf = isInverse && isHalf;
  const length = given > 0 ? given : ofHalf ? 2 * (x.shape[axis] - 1) : x.shape[axis];
  const places = Math.min(x.shape[axis], ofHalf ? Math.floor(length / 2) + 1 : length);
  return tensor(shape, (at) => {
    const out = at[at.length - 1];
    let sum = 0;
    for (let place = 0; place < places; place += 1) {
      // Half a spectrum stands for the other half, which is its mirror image.
      const times = ofHalf && place > 0 && 2 * place !== length ? 2 : 1;
      const [cosine, sine] = root((place * at[axis]) % length, length).map((value) => value * times);
      const turned = isInverse ? sine : -sine;
      for (let part = 0; part < x.shape[x.shape.length - 1]; part += 1) {
        const factor = part === out ? cosine : out === 1 ? turned : -turned;
        sum = round(sum + round(element(x, at.with(axis, place).with(at.length - 1, part)) * round(factor + 0)));
      }
    }
    return isInverse ? round(sum / length) : sum;
  });
}

function stft(call: NaiveCall): Tensor {
  const { args: [signal, window], attributes, shape, round } = call;
  const length = numberOf(attributes, "frame_length") > 0 ? numberOf(attributes, "frame_length") : (window?.shape[0] ?? signal.shape[1]);
  const [batch, frames, results] = shape;
  const channels = tensor([batch, signal.shape[2], signal.shape[1]], ([row, part, at]) => element(signal, [row, at, part]));
  const kernels = tensor([2 * results, signal.shape[2], length], ([kernel, part, place]) => {
    const [cosine, sine] = root((Math.floor(kernel / 2) * place) % length, length);
    const factor = round((part === kernel % 2 ? cosine : part === 1 ? sine : -sine) + 0);
    return window === undefined ? factor : round(factor * window.data[place]);
  });
  const strides = [numberOf(attributes, "frame_step")];
  const sums = NAIVE_WINDOWS.conv({ ...call, args: [channels, kernels], attributes: { ...conv.attributes, strides }, shape: [batch, 2 * results, frames] });
  return tensor(shape, ([row, frame, result, out]) => element(sums, [row, 2 * result + out, frame]));
}
