// Which axis of the inputs a sequence runs along, from what was said of it: a number, the name that the model has for an axis, or the name of an input.

import type { NamedAxis } from "../model.ts";
import type { Network } from "../network.ts";
import { showShape } from "../shape.ts";
import { streamRefused } from "./not-causal.ts";

/**
 * @param axisNames what the model's file calls axes of its inputs.
 * @throws DiagnosticError (usage) where nothing has that name, or it does not say which axis is meant.
 */
export function sequenceAxis({ inputs, values }: Network, axisNames: readonly NamedAxis[], said: number | string): number {
  if (typeof said === "number") return said;
  const called = axisNames.filter(({ name }) => name === said);
  const axes = [...new Set(called.map(({ axis }) => axis))];
  if (axes.length === 1) return axes[0];
  if (axes.length > 1) {
    const places = called.map(({ input, axis }) => `axis ${axis} of "${input}"`).join(" and ");
    throw streamRefused(`"${said}" is ${places}`, "count the axis from 0: it is the same one in every input that is a sequence");
  }
  const input = inputs.find(({ name }) => name === said);
  if (input === undefined) throw streamRefused(`no axis and no input of it is called "${said}"`, hintOf(axisNames));
  const { shape } = values[input.value];
  const long = [...shape.keys()].filter((axis) => shape[axis] > 1);
  if (long.length === 1) return long[0];
  throw streamRefused(`the input "${said}" is ${showShape(shape)}, of which ${long.length === 0 ? "no axis is" : "several axes may be"} a sequence`, hintOf(axisNames));
}

function hintOf(axisNames: readonly NamedAxis[]): string {
  const names = [...new Set(axisNames.map(({ name }) => name))];
  return names.length === 0 ? "count the axis from 0, for example 2 of [1, channels, time]" : `name one of ${names.join(", ")}, or count the axis from 0`;
}
