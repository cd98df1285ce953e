// What a check knows of a model, as what is measured for a baseline. Measures nothing itself.

import { measuredName, type MeasuredSubject, type SeenErrors } from "../../../../baseline/measure.ts";
import type { LanguageName } from "../../../../languages/index.ts";
import { checkRequest, type CheckChoices } from "../../../../pipeline/check-request.ts";
import type { LoadedModel } from "../../../../pipeline/load-model.ts";
import type { InForm } from "../../../../pipeline/loaded-form.ts";
import type { ModelSamples } from "../../../../run/model-samples.ts";
import { showCount } from "../../../../numeric/shown-number.ts";
import type { Toolchain } from "../../../../toolchain/find-toolchains.ts";
import type { CheckResult } from "../../../../verify/check-model.ts";
import type { Goal } from "../../../../verify/goal.ts";

export interface CheckedModel {
  readonly asRead: LoadedModel;
  readonly inItsForm: InForm;
  readonly choices: CheckChoices;
  readonly toolchains: readonly Toolchain<LanguageName>[];
  readonly goal: Goal | undefined;
  /** Whether the goal is the model's own. */
  readonly isRecorded: boolean;
  readonly samples: ModelSamples | undefined;
  readonly result: CheckResult;
}

export function measuredSubject({ asRead, inItsForm, choices, toolchains, goal, isRecorded, samples, result }: CheckedModel): MeasuredSubject {
  return {
    asRead,
    inItsForm,
    request: { ...checkRequest(inItsForm, choices, toolchains), name: measuredName },
    errors: errorsOf({ goal, isRecorded, samples, result }),
    domain: goal?.domain ?? asRead.model.record?.domain ?? [],
    toolchains,
  };
}

function errorsOf({ goal, isRecorded, samples, result: { seen, toolchains } }: Pick<CheckedModel, "goal" | "isRecorded" | "samples" | "result">): SeenErrors | undefined {
  if (seen === undefined) return undefined;
  if (samples !== undefined) {
    const { file, dataset } = samples;
    return { seen, maximumUlp: undefined, against: `${showCount(dataset.lines.length)} samples of ${file.name}, sha256 ${file.sha256}`, isRecorded: false };
  }
  // Of the function itself, as every build has it that gives its bits.
  const maximumUlp = toolchains.find(({ differing }) => differing === 0)?.error?.maximumUlp;
  return { seen, maximumUlp, against: goal === undefined ? "" : describeGoal(goal), isRecorded };
}

/** `exp(x), x=0:1` */
function describeGoal({ targets, domain }: Goal): string {
  return [...targets.map(({ expression }) => expression), ...domain.map(({ name, low, high }) => `${name}=${low}:${high}`)].join(", ");
}
