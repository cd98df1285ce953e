// Says in a few words what is trained, for the page of --live.

import type { Subject } from "../../../live/training-watch.ts";
import type { DomainVariable } from "../../../network/model.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import type { Attempt } from "../../../run/events.ts";
import type { TrainingSource } from "../../../train/source.ts";
import { chosenActivation } from "../../../train/chosen-activation.ts";
import { sourceSizes } from "../../../train/source.ts";

/** @param name which of several trainings it is; empty for the only one. */
export function describeTraining(source: TrainingSource, { recipe, seed }: Attempt, name: string): Subject {
  const { inputNames, outputs } = sourceSizes(source);
  const network = `${[inputNames.length, ...recipe.hidden, outputs].join("–")}, ${chosenActivation(recipe, source)}`;
  return { ...describeSource(source), network, recipe: recipe.name, seed, attempt: name };
}

function describeSource(source: TrainingSource): Pick<Subject, "title" | "where"> {
  if (source.kind === "function") {
    return { title: source.targets.map(({ expression }) => expression).join(", "), where: source.domain.map(interval).join(", ") };
  }
  const { training } = source.dataset;
  const titles = (variables: typeof training.inputs): string => variables.map(({ header, name }) => (header === "" ? name : header)).join(", ");
  return { title: titles(training.outputs), where: `from ${titles(training.inputs)}: ${showCount(training.lines.length)} samples` };
}

function interval({ name, low, high }: DomainVariable): string {
  const short = (value: number): string => String(Number(value.toPrecision(5))).replace("-", "−");
  return `${name} = ${short(low)} … ${short(high)}`;
}
