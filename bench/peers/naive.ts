// A peer: trains dense networks with plain triple loops over Float32Array, as one writes them first. Uses no matrix product,
// no WebAssembly and nothing of nnc; it stays slow on purpose.

export interface NaiveTrainer {
  /** Samples × inputs, row-major, written by the caller before a step. */
  readonly inputs: Float32Array;
  /** Samples × outputs. */
  readonly targets: Float32Array;
  /**
   * One step of Adam (Kingma and Ba 2015, end of section 2: ε beside the uncorrected moment, as Chainer and nnc have it) on
   * the mean squared error; returns the loss before it.
   */
  step(): number;
}

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Outputs × inputs, then outputs. */
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  readonly firstMoments: Float32Array;
  readonly secondMoments: Float32Array;
  /** Samples × outputs: before and after the activation, and the derivative of the loss by the former. */
  readonly sums: Float32Array;
  readonly activations: Float32Array;
  readonly errors: Float32Array;
}

/**
 * @param widths units of every layer, inputs first
 * @param slope of the leaky ReLU after every layer, for negative arguments; 0 makes a ReLU
 * @param parameters of each layer: weights outputs × inputs, then biases; copied
 */
export function naiveTrainer(
  widths: readonly number[],
  slope: number,
  batch: number,
  learningRate: number,
  parameters: readonly Float32Array[],
): NaiveTrainer {
  const layers = widths.slice(1).map((outputs, index) => newLayer(widths[index], outputs, batch, parameters[index]));
  const inputs = new Float32Array(batch * widths[0]);
  const targets = new Float32Array(batch * widths[widths.length - 1]);
  let steps = 0;
  return {
    inputs,
    targets,
    step() {
      steps++;
      layers.forEach((layer, index) => forward(layer, index === 0 ? inputs : layers[index - 1].activations, batch, slope));
      const loss = outputErrors(layers[layers.length - 1], targets, slope);
      for (let index = layers.length - 1; index >= 0; index--) {
        if (index > 0) inputErrors(layers[index], layers[index - 1], batch, slope);
        weightGradients(layers[index], index === 0 ? inputs : layers[index - 1].activations, batch);
      }
      for (const layer of layers) adam(layer, learningRate, steps);
      return loss;
    },
  };
}

function newLayer(inputs: number, outputs: number, batch: number, parameters: Float32Array): Layer {
  const block = () => new Float32Array(outputs * (inputs + 1));
  const values = () => new Float32Array(batch * outputs);
  const state = { gradients: block(), firstMoments: block(), secondMoments: block() };
  return { inputs, outputs, parameters: parameters.slice(), ...state, sums: values(), activations: values(), errors: values() };
}

function forward(layer: Layer, values: Float32Array, batch: number, slope: number): void {
  const { inputs, outputs, parameters, sums, activations } = layer;
  for (let sample = 0; sample < batch; sample++) {
    for (let output = 0; output < outputs; output++) {
      let sum = parameters[outputs * inputs + output];
      for (let input = 0; input < inputs; input++) {
        sum += parameters[output * inputs + input] * values[sample * inputs + input];
      }
      sums[sample * outputs + output] = sum;
      activations[sample * outputs + output] = sum > 0 ? sum : slope * sum;
    }
  }
}

/** Returns the mean squared error. */
function outputErrors(layer: Layer, targets: Float32Array, slope: number): number {
  const { sums, activations, errors } = layer;
  let loss = 0;
  for (let i = 0; i < errors.length; i++) {
    const difference = activations[i] - targets[i];
    loss += difference * difference;
    errors[i] = ((2 * difference) / errors.length) * (sums[i] > 0 ? 1 : slope);
  }
  return loss / errors.length;
}

/** The errors of the layer before from those of this one. */
function inputErrors(layer: Layer, before: Layer, batch: number, slope: number): void {
  const { inputs, outputs, parameters, errors } = layer;
  for (let sample = 0; sample < batch; sample++) {
    for (let input = 0; input < inputs; input++) {
      let sum = 0;
      for (let output = 0; output < outputs; output++) {
        sum += parameters[output * inputs + input] * errors[sample * outputs + output];
      }
      const place = sample * inputs + input;
      before.errors[place] = sum * (before.sums[place] > 0 ? 1 : slope);
    }
  }
}

function weightGradients(layer: Layer, values: Float32Array, batch: number): void {
  const { inputs, outputs, gradients, errors } = layer;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      let sum = 0;
      for (let sample = 0; sample < batch; sample++) {
        sum += errors[sample * outputs + output] * values[sample * inputs + input];
      }
      gradients[output * inputs + input] = sum;
    }
    let sum = 0;
    for (let sample = 0; sample < batch; sample++) sum += errors[sample * outputs + output];
    gradients[outputs * inputs + output] = sum;
  }
}

function adam(layer: Layer, learningRate: number, steps: number): void {
  const { parameters, gradients, firstMoments, secondMoments } = layer;
  const rate = (learningRate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
  for (let i = 0; i < parameters.length; i++) {
    firstMoments[i] = 0.9 * firstMoments[i] + 0.1 * gradients[i];
    secondMoments[i] = 0.999 * secondMoments[i] + 0.001 * gradients[i] * gradients[i];
    parameters[i] -= (rate * firstMoments[i]) / (Math.sqrt(secondMoments[i]) + 1e-8);
  }
}
