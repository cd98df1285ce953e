// Asks for the certificate of a model in the form that it is emitted in.

import type { Effort } from "../certify/boxes/branch-and-bound.ts";
import type { Certification, Subject } from "../certify/certificate.ts";
import { certifyLines } from "../certify/certify-lines.ts";
import { certifySmooth } from "../certify/certify-smooth.ts";
import { callingConvention } from "../program/program.ts";
import { encloseOverBoxes, encloseTarget } from "../train/target/enclosure/enclose-target.ts";
import { checkGoalFits, type Goal } from "../verify/goal.ts";
import type { LoadedModel } from "./load-model.ts";

/** A tenth more than the largest error found; of small networks some tens of seconds. */
export const USUAL_EFFORT = { tightness: 1.1, mostBoxes: 20_000 } as const satisfies Effort;

/**
 * The largest error of what is emitted, proved, or why it is not.
 *
 * @param asRead the model before it was given its form.
 * @param emitted the same, or a table in the network's place.
 * @param effort of functions of several inputs.
 * @throws DiagnosticError of category model where the goal does not fit the network.
 */
export async function certified(asRead: LoadedModel, emitted: LoadedModel, goal: Goal, effort: Effort = USUAL_EFFORT): Promise<Certification> {
  const { inputs, outputs } = callingConvention(emitted.program);
  const [width, resultWidth] = [inputs, outputs].map((buffers) => buffers.reduce((sum, { buffer }) => sum + buffer.size, 0));
  checkGoalFits(goal, width, resultWidth);
  if (width !== 1) {
    const { certifyBoxes } = await import("../certify/boxes/certify-boxes.ts");
    const targets = await Promise.all(goal.targets.map(encloseOverBoxes));
    return certifyBoxes({ computed: emitted.program, network: asRead.program, targets, domain: goal.domain }, effort);
  }
  const subject = await subjectOf(asRead, emitted, goal);
  return certifyLines(subject) ?? certifySmooth(subject);
}

/** Of a model of one input. */
export async function subjectOf(asRead: LoadedModel, emitted: LoadedModel, goal: Goal): Promise<Subject> {
  const targets = await Promise.all(goal.targets.map(encloseTarget));
  const [{ low, high }] = goal.domain;
  return { computed: emitted.program, network: asRead.program, targets, low, high };
}
