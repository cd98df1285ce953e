// Finds the activations that follow the layers of a file of parameters only, by their names.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { LayerActivations } from "../formats/file-layers.ts";
import { parseActivation, type ActivationNames } from "../network/activation.ts";

/**
 * The activations that are named; undefined where none is.
 *
 * @throws DiagnosticError of category usage where there is no such activation, or only one for the last layer is named.
 */
export function namedActivations({ activation, outputActivation: last }: ActivationNames): LayerActivations | undefined {
  if (activation === undefined) {
    if (last === undefined) return undefined;
    throw new DiagnosticError({
      id: "output-activation-alone",
      message: prose`${setting("outputActivation")} without ${setting("activation")} says too little`,
      place: setting("outputActivation"),
      hint: prose`give ${setting("activation")} as well, such as ${setting("activation", last)}`,
    });
  }
  return {
    activation: parseActivation(activation),
    outputActivation: last === undefined ? parseActivation(activation) : parseActivation(last, "outputActivation"),
  };
}
