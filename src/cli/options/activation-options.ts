// The options that say which activations follow the layers of a model file that holds parameters only; every command that
// reads a model has them.

import * as z from "zod/mini";
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
