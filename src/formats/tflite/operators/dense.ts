// FULLY_CONNECTED and BATCH_MATMUL of floats.

import { gemm } from "../../../network/ops/gemm.ts";
import { matmul } from "../../../network/ops/matmul.ts";
import { reshape } from "../../../network/ops/reshape.ts";
import { transpose } from "../../../network/ops/transpose.ts";
import { elementCount, showShape, type Shape } from "../../../network/shape.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";
import { activated } from "./activated.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";

/** x, whose last axes are one row or more, weights [outputs, inputs], and biases. */
export const fullyConnected: Operation = (application) => {
  const { rows, result } = denseShapes(application);
  const weights = floatAt(application, 1);
  const bias = application.optional(2) === undefined ? [] : [floatAt(application, 2)];
  const x = application.apply(reshape, [floatAt(application, 0)], { shape: rows });
  const product = application.apply(gemm, [x, weights, ...bias], { transposeB: 1 });
  return [activated(application, application.apply(reshape, [product], { shape: result }), application.options.byte(0))];
};

/** The shape of x as rows, and that of the result. @throws Unsupported where the weights do not fit. */
export function denseShapes(application: Application): { readonly rows: Shape; readonly result: Shape } {
  const { options } = application;
  const [shape, weights] = [0, 1].map((position) => application.shapeOf(application.input(position)));
  const [outputs, inputs] = weights;
  const count = elementCount(shape) / inputs;
  if (options.byte(1) !== 0) throw new Unsupported("its weights are shuffled");
  if (weights.length !== 2 || !Number.isInteger(count) || count < 1) throw new Unsupported(`weights of shape ${showShape(weights)} do not fit ${showShape(shape)}`);
  const keepsAxes = options.truth(2);
  if (keepsAxes && shape.at(-1) !== inputs) throw new Unsupported(`weights of shape ${showShape(weights)} do not fit ${showShape(shape)}`);
  return { rows: [count, inputs], result: keepsAxes ? [...shape.slice(0, -1), outputs] : [count, outputs] };
}

export const batchMatmul: Operation = (application) => {
  const { options } = application;
  const [a, b] = [0, 1].map((position) => turned(application, floatAt(application, position), options.truth(position)));
  return [application.apply(matmul, [a, b])];
};

function turned(application: Application, operand: Operand, isTurned: boolean): Operand {
  if (!isTurned) return operand;
  const axes = [...application.shapeOf(operand).keys()];
  if (axes.length < 2) throw new Unsupported("a vector cannot be transposed");
  return application.apply(transpose, [operand], { perm: [...axes.slice(0, -2), axes.length - 1, axes.length - 2] });
}
