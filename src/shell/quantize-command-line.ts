// How a quantisation is written as a command, for the record of what it made. Knows no files' places.

import { optionOf } from "./option-spelling.ts";
import { asciiShellWords } from "./shell-words.ts";

/** What was said of a quantisation. */
export interface SaidQuantisation {
  /** The name of the file of samples; undefined where there was none. */
  readonly data: string | undefined;
  /** Undefined where it is the usual one. */
  readonly calibration: string | undefined;
  readonly hasSymmetricActivations: boolean;
  readonly keptFloat: readonly string[];
}

/** In printable ASCII. */
export function quantizeCommandLine({ data, calibration, hasSymmetricActivations, keptFloat }: SaidQuantisation): string {
  return asciiShellWords([
    "nnc",
    "quantize",
    ...(data === undefined ? [] : [optionOf("data"), data]),
    ...(calibration === undefined ? [] : [optionOf("calibrate"), calibration]),
    ...(hasSymmetricActivations ? [optionOf("symmetricActivations")] : []),
    ...keptFloat.flatMap((name) => [optionOf("keepFloat"), name]),
  ]);
}
