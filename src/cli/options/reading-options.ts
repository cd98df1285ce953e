// The options that say how a model file is read; every command that reads a model has them.

import type { Problem } from "../../diagnostics/problem.ts";
import type { OptionDefinition } from "../arguments/command.ts";
import { texts } from "../arguments/validate.ts";
import { ACTIVATION_OPTIONS, activationFields } from "./activation-options.ts";

/** A size for axes that the model leaves open. */
export interface GivenSize {
  readonly name: string;
  readonly size: number;
}

export const READING_OPTIONS: readonly OptionDefinition[] = [
  ...ACTIVATION_OPTIONS,
  { name: "dim", kind: "list", describe: "a size that an ONNX model leaves open, NAME=SIZE, such as seq=16; several with commas between them, or repeated" },
];

/** What these options say of a model. */
export interface ReadingSettings {
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
  readonly dim?: readonly (readonly GivenSize[])[];
}

/** For the schema of a command with these options. */
export const readingFields = { ...activationFields, dim: texts(readSizes) };

/** The sizes by their names; of several for one name the last. */
export function sizesOf({ dim = [] }: ReadingSettings): ReadonlyMap<string, number> {
  return new Map(dim.flat().map(({ name, size }) => [name, size]));
}

function readSizes(given: string): readonly GivenSize[] | Problem {
  const sizes = given.split(",").map((one) => {
    const [, name = "", size = ""] = /^([^=]+)=0*([1-9][0-9]{0,8})$/.exec(one.trim()) ?? [];
    return { name: name.trim(), size: Number(size), given: one };
  });
  const wrong = sizes.find(({ name }) => name === "");
  return wrong === undefined ? sizes : { problem: `'${wrong.given}' gives no size`, hint: "write NAME=SIZE, for example --dim seq=16" };
}
