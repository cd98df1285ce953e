// What a model is called in a baseline: its file's name, and the options that decide what is computed of it and what is measured.

import { basename } from "node:path";
import type { Form } from "../../../../codegen/form.ts";
import type { Mathematics } from "../../../../codegen/mathematics.ts";
import type { Optimisation } from "../../../../codegen/lower/layout.ts";
import type { Numbers } from "../../../../network/table-numbers.ts";
import type { LoadedModel } from "../../../../pipeline/load-model.ts";
import { activationWords, fileWord, inputWords, multiplyAddWords } from "../../../../shell/emit-command-line.ts";
import { optionOf } from "../../../../shell/option-spelling.ts";
import { shellWords } from "../../../../shell/shell-words.ts";

export interface KeySettings {
  readonly form: Form;
  readonly numbers: Numbers;
  readonly maxError?: number | undefined;
  readonly optimize: Optimisation;
  readonly math: Mathematics;
  readonly batch: boolean;
  readonly simd: boolean;
  readonly data?: string | undefined;
}

/** `exp.onnx --form table`: without folders, which differ from machine to machine. */
export function baselineKey({ fileName, activations, said, multiplyAdds }: LoadedModel, settings: KeySettings): string {
  const { form, numbers, maxError, optimize, math, batch, simd, data } = settings;
  return shellWords([
    fileWord(fileName),
    ...activationWords(activations),
    ...inputWords(said),
    ...multiplyAddWords(multiplyAdds),
    ...(form === "network" ? [] : [optionOf("form"), form]),
    // It decides which table is taken; of a network it is asked of the result alone.
    ...(form === "network" || maxError === undefined ? [] : [optionOf("maxError"), String(maxError)]),
    ...(numbers === "float32" ? [] : [optionOf("numbers"), numbers]),
    ...(optimize === "speed" ? [] : [optionOf("optimize"), optimize]),
    ...(math === "own" ? [] : [optionOf("math"), math]),
    ...(batch ? [optionOf("batch")] : []),
    ...(simd ? [optionOf("simd")] : []),
    ...(data === undefined ? [] : [optionOf("data"), fileWord(basename(data))]),
  ]);
}
