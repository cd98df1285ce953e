// Asks for the certificate of a model in the form that it is emitted in.

import { notProved, type Certification, type Subject } from "../certify/certificate.ts";
import { certifyLines } from "../certify/certify-lines.ts";
import { certifySmooth } from "../certify/certify-smooth.ts";
import { callingConvention } from "../program/program.ts";
import { encloseTarget } from "../train/target/enclosure/enclose-target.ts";
import { checkGoalFits, type Goal } from "../verify/goal.ts";
import type { LoadedModel } from "./load-model.ts";

/**
 * The largest error of what is emitted, proved, or why it is not.
 *
 * @param asRead the model before it was given its form.
 * @param emitted the same, or a table in the network's place.
 * @throws DiagnosticError of category model where the goal does not fit the network.
 */
export async function certified(asRead: LoadedModel, emitted: LoadedModel, goal: Goal): Promise<Certification> {
  const { inputs, outputs } = callingConvention(emitted.program);
  const [width, resultWidth] = [inputs, outputs].map((buffers) => buffers.reduce((sum, { buffer }) => sum + buffer.size, 0));
  checkGoalFits(goal, width, resultWidth);
  if (width !== 1) return notProved(`it has ${width} inputs, and errors are proved of functions of one`);
  const subject = await subjectOf(asRead, emitted, goal);
  return certifyLines(subject) ?? certifySmooth(subject);
}

/** Of a model of one input. */
export async function subjectOf(asRead: LoadedModel, emitted: LoadedModel, goal: Goal): Promise<Subject> {
  const targets = await Promise.all(goal.targets.map(encloseTarget));
  const [{ low, high }] = goal.domain;
  return { computed: emitted.program, network: asRead.program, targets, low, high };
}
