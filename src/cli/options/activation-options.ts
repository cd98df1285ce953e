// The options that say which activations follow the layers of a model file that holds parameters only; every command that
// reads a model has them.

import * as z from "zod/mini";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { LayerActivations } from "../../formats/layers.ts";
import { parseActivation } from "../../network/activation.ts";
import type { OptionDefinition } from "../arguments/command.ts";

export const ACTIVATION_OPTIONS: readonly OptionDefinition[] = [
  {
    name: "activation",
    kind: "value",
    describe: "for a file of parameters only (Chainer's): what follows each layer, such as leaky_relu:0.2",
  },
  { name: "output-activation", kind: "value", describe: "what follows the last layer instead, such as identity" },
];

/** For the schema of a command with these options. */
export const activationFields = { activation: z.optional(z.string()), outputActivation: z.optional(z.string()) };

export interface ActivationSettings {
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
}

/**
 * The activations that are named; undefined where none is.
 *
 * @throws DiagnosticError of category usage where there is no such activation, or only one for the last layer is named.
 */
export function readActivations({ activation, outputActivation: last }: ActivationSettings): LayerActivations | undefined {
  if (activation === undefined) {
    if (last === undefined) return undefined;
    throw new DiagnosticError({
      id: "output-activation-alone",
      message: "--output-activation without --activation says too little",
      place: "--output-activation",
      hint: `give --activation as well, such as --activation ${last}`,
    });
  }
  return {
    activation: parseActivation(activation),
    outputActivation: last === undefined ? parseActivation(activation) : parseActivation(last, "outputActivation"),
  };
}

/** The options as words of a command line. */
export function activationWords({ activation, outputActivation: last }: ActivationSettings): readonly string[] {
  return [
    ...(activation === undefined ? [] : ["--activation", activation]),
    ...(last === undefined ? [] : ["--output-activation", last]),
  ];
}
