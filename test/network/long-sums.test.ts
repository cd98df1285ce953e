// Sums that are long enough for chains, or for an axis after the other, within ops that are made of them: the naive evaluation adds in the
// order that the ops document.

import { test } from "vitest";
import { OPS } from "../../src/network/ops/index.ts";
import { expectAgreement } from "./agreement.ts";

test.each([
  ["layer_normalization", [[2, 70], [70]], {}],
  ["layer_normalization", [[2, 3, 100], [3, 100]], { axis: 1 }],
  ["lp_normalization", [[2, 70]], {}],
  ["lp_normalization", [[2, 70]], { p: 1 }],
  ["mean_variance_normalization", [[2, 3, 10, 12]], { axes: [0, 2, -1] }],
  ["reduce_log_sum", [[8, 8]], {}],
  ["reduce_mean", [[8, 2, 8]], { axes: [0, -1] }],
  ["reduce_mean", [[3, 10, 10]], {}],
  ["reduce_sum", [[3, 1, 100]], {}],
  ["reduce_sum_square", [[3, 10, 10]], {}],
  ["rms_normalization", [[2, 70], [70]], {}],
  ["softmax", [[70, 2]], { axis: 0 }],
  ["softmax_of_further_axes", [[4, 5, 4]], { axis: 0 }],
] as const)("%s of %j %j", (name, shapes, attributes) => {
  const op = OPS.find((one) => one.name === name);
  if (op === undefined) throw new Error(`there is no ${name}`);
  expectAgreement(op, { shapes, scalars: shapes.map(() => "f32"), attributes: { ...op.attributes, ...attributes } }, [1]);
});
