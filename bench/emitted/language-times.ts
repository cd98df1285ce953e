// What the timing programs of Go and TypeScript say, checked against nnc's results. Times nothing.

import type { Build } from "../builds.ts";
import { isClose, isExact, type MeasuredNetwork } from "./networks.ts";

export interface LanguageTimes {
  readonly build: Build["name"];
  /** Of a call, in every round. */
  readonly nanoseconds: readonly number[];
}

/** @throws Error where the results are not nnc's: its bits, or of another build, which may add in another order, close ones. */
export function checked(line: unknown, network: MeasuredNetwork, { name }: Build): LanguageTimes {
  if (!isLine(line)) throw new TypeError(`a timing program said ${JSON.stringify(line).slice(0, 80)}`);
  const bytes = Buffer.from(line.outputs, "hex");
  const agrees = name === "nnc" ? isExact : isClose;
  if (!agrees(network.y, bytes)) throw new Error(`${network.model.name}: ${name} does not give nnc's results`);
  return { build: name, nanoseconds: line.alone };
}

function isLine(line: unknown): line is { readonly outputs: string; readonly alone: readonly number[] } {
  if (typeof line !== "object" || line === null || !("outputs" in line) || !("alone" in line)) return false;
  return typeof line.outputs === "string" && Array.isArray(line.alone);
}
