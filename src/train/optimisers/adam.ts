// adam: Kingma and Ba 2015, in the form of Chainer 1: ε is added to the square root of the uncorrected second moment.
// No weight decay.

import { pow, sqrt } from "../../numeric/elementary/index.ts";
import type { Optimiser } from "./optimiser.ts";

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = Math.fround(1e-8);

/**
 * In step t = 1, 2, …: m += (1 − β1)(g − m), v += (1 − β2)(g² − v), p −= α_t·m / (√v + ε) with
 * α_t = α·√(1 − β2^t) / (1 − β1^t). α_t is computed in float64 and rounded; the moments are float32.
 */
export const adam: Optimiser = {
  name: "adam",
  defaultLearningRate: 1e-3,
  start(count, learningRate) {
    const first = new Float32Array(count);
    const second = new Float32Array(count);
    const firstGain = Math.fround(1 - BETA_1);
    const secondGain = Math.fround(1 - BETA_2);
    let step = 0;
    return {
      update(parameters, gradients) {
        step++;
        const rate = Math.fround((learningRate * sqrt(1 - pow(BETA_2, step))) / (1 - pow(BETA_1, step)));
        for (let i = 0; i < count; i++) {
          const gradient = gradients[i];
          first[i] += Math.fround(firstGain * Math.fround(gradient - first[i]));
          second[i] += Math.fround(secondGain * Math.fround(Math.fround(gradient * gradient) - second[i]));
          const scale = Math.fround(Math.fround(Math.sqrt(second[i])) + EPSILON);
          parameters[i] -= Math.fround(Math.fround(rate * first[i]) / scale);
        }
      },
    };
  },
};
