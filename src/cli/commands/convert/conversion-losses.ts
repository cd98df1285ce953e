// Says what a file of parameters does not hold of the model that was written into it, and how to read it back.

import { findLayers } from "../../../formats/find-layers.ts";
import { showActivation } from "../../../network/activation.ts";
import type { Model } from "../../../network/model.ts";
import { shellWords } from "../../../shell/shell-words.ts";

/**
 * Lines for the user.
 *
 * @param model of dense layers, with its network after the passes.
 * @param title of the format.
 */
export function lossesOf({ network, record }: Model, title: string): readonly string[] {
  const activations = findLayers(network, title).activations.map(showActivation);
  const [first, ...others] = activations;
  const last = activations.at(-1) ?? first;
  const areAlike = others.slice(0, -1).every((one) => one === first);
  const options = ["--activation", first, ...(last === first ? [] : ["--output-activation", last])];
  return [
    areAlike
      ? `note: it holds parameters only; nnc reads it with ${shellWords(options)}`
      : `note: it holds parameters only, and nnc cannot read it back: its layers are followed by ${activations.join(", ")} in turn`,
    ...(record === undefined ? [] : ["note: it has no place for the training record: target, domain, error, command"]),
  ];
}
