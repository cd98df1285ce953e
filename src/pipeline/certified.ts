// Asks for the certificate of a model in the form that it is emitted in.

import { certify, type Certification } from "../certify/certificate.ts";
import { callingConvention } from "../program/program.ts";
import { encloseTarget } from "../train/target/enclosure/enclose-target.ts";
import { checkGoalFits, type Goal } from "../verify/goal.ts";
import type { LoadedModel } from "./load-model.ts";

/**
 * The largest error of what is emitted, proved, or why it is not.
 *
 * @param asRead the model before it was given its form.
 * @param emitted the same, or a table in the network's place.
 * @param mostPieces lines of the network that are followed.
 * @throws DiagnosticError of category model where the goal does not fit the network.
 */
export async function certified(asRead: LoadedModel, emitted: LoadedModel, goal: Goal, mostPieces = Infinity): Promise<Certification> {
  const { inputs, outputs } = callingConvention(emitted.program);
  const [width, resultWidth] = [inputs, outputs].map((buffers) => buffers.reduce((sum, { buffer }) => sum + buffer.size, 0));
  checkGoalFits(goal, width, resultWidth);
  if (width !== 1) return { kind: "not proved", reason: `it has ${width} inputs, and errors are proved of functions of one` };
  const targets = await Promise.all(goal.targets.map(encloseTarget));
  const [{ low, high }] = goal.domain;
  return certify({ computed: emitted.program, network: asRead.program, targets, low, high, mostPieces });
}
