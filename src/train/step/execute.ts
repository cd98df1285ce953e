// Prepares a training step for execution and runs it: memory for every value once, then a list of kernels per iteration.
// Same bits on every machine. Updates no parameters.

import type { Network, OperationValue, ValueId } from "../../network/network.ts";
import { elementCount, valueOf } from "../../network/network.ts";
import type { TrainingStep } from "./build.ts";
import { elementKernel } from "./element-kernel.ts";
import type { Kernel, StoredArray } from "./kernel.ts";
import { Scratch } from "./kernel.ts";
import { pointwiseKernel } from "./pointwise-kernel.ts";
import { isMatrixProduct, productKernel } from "./product-kernel.ts";
import { isSumTo, sumKernel } from "./sum-kernel.ts";

/** A step with its memory. All arrays are float32, row-major, and stay the same for all runs. */
export interface StepExecution {
  /** The inputs of the network: written by the caller before a run. */
  readonly inputs: readonly Float32Array[];
  /** The wanted outputs: written by the caller before a run. */
  readonly target: Float32Array;
  /** The outputs of the last run. */
  readonly prediction: Float32Array;
  /** All parameters in one block, in the order of the step; they start as those of the network and may be changed. */
  readonly parameters: Float32Array;
  /** The derivatives of the loss by the parameters, in the same order, after a run. */
  readonly gradients: Float32Array;
  /** Computes predictions, loss and gradients; returns the loss, a mean in float64 of float32 terms. Allocates no arrays. */
  run(): number;
}

/** Allocates the memory of a step and chooses a kernel for each of its values. */
export function prepareStep(step: TrainingStep): StepExecution {
  const { network } = step;
  const sizes = step.parameters.map((id) => elementCount(valueOf(network, id).shape));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const parameters = new Float32Array(total);
  const gradients = new Float32Array(total);
  const offsets = sizes.map((_, position) => sizes.slice(0, position).reduce((sum, size) => sum + size, 0));
  const parameterPlaces = new Map(step.parameters.map((id, position) => [id, offsets[position]]));
  const scratch = new Scratch(largestPointwiseValue(network));
  const arrays: StoredArray[] = [];
  const kernels: Kernel[] = [];
  network.values.forEach((value, id) => {
    if (value.kind === "operation") {
      const args = value.arguments.map((argument) => arrays[argument]);
      const isView = value.op.computation.kind === "view";
      const data = isView ? args[0].data : new Float32Array(elementCount(value.shape));
      arrays.push({ data, shape: value.shape });
      if (!isView) kernels.push(kernelOf(value, args, data, scratch));
      return;
    }
    const place = parameterPlaces.get(id);
    const size = elementCount(value.shape);
    const data = place === undefined ? new Float32Array(size) : parameters.subarray(place, place + size);
    if (value.kind === "parameter") data.set(value.data);
    arrays.push({ data, shape: value.shape });
  });
  step.gradients.forEach((id, position) => {
    const { data } = arrays[id];
    kernels.push(() => gradients.set(data, offsets[position]));
  });
  const dataOf = (id: ValueId) => arrays[id].data;
  const terms = dataOf(step.lossTerms);
  return {
    inputs: step.inputs.map(dataOf),
    target: dataOf(step.target),
    prediction: dataOf(step.prediction),
    parameters,
    gradients,
    run() {
      for (let i = 0; i < kernels.length; i++) kernels[i]();
      return mean(terms);
    },
  };
}

function kernelOf(value: OperationValue, args: readonly StoredArray[], result: Float32Array, scratch: Scratch): Kernel {
  const { computation } = value.op;
  if (isMatrixProduct(value, args)) return productKernel(value, args, result);
  if (isSumTo(value)) return sumKernel(value, args[0], result);
  switch (computation.kind) {
    case "pointwise":
      return pointwiseKernel(value, computation, args, result, scratch);
    case "element":
      return elementKernel(value, computation, args, result);
    case "view":
      throw new Error(`${value.op.name} is a view: it is not computed`);
  }
}

function largestPointwiseValue({ values }: Network): number {
  return values.reduce((largest, value) => {
    const isPointwise = value.kind === "operation" && value.op.computation.kind === "pointwise";
    return isPointwise ? Math.max(largest, elementCount(value.shape)) : largest;
  }, 0);
}

/** In row-major order. */
function mean(terms: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += terms[i];
  return sum / terms.length;
}
