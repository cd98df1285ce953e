// What values are before a sequence begins: of frames that follow from padding alone, and zeros where there is nothing yet.

import { SCALARS, type Values } from "../../program/scalar.ts";
import { evaluateOperation, type KnownArray } from "../evaluate/evaluate-operation.ts";
import { isKnown, valueOf, type Network } from "../network.ts";
import type { ValueId } from "../op.ts";
import { elementCount, type Shape } from "../shape.ts";
import { notCausal } from "./not-causal.ts";
import type { Timing } from "./timing-of-value.ts";

export class Beginnings {
  private readonly network: Network;
  private readonly timed: readonly (Timing | undefined)[];
  private readonly known = new Map<ValueId, KnownArray>();

  constructor(network: Network, timed: readonly (Timing | undefined)[]) {
    this.network = network;
    this.timed = timed;
  }

  /**
   * As many frames as are held, up to the last one before those of the first step.
   *
   * @throws DiagnosticError (usage) where one of them cannot be written down in every language.
   */
  framesBefore(id: ValueId, { axis, delay }: Timing, held: Shape): Values {
    const value = valueOf(this.network, id);
    const values = SCALARS[value.scalar].newValues(elementCount(held));
    if (delay >= 0) return values;
    const { data } = this.whole(id);
    const inner = elementCount(held.slice(axis + 1));
    const [frames, all] = [held[axis], value.shape[axis]];
    for (let position = 0; position < values.length; position++) {
      const frame = (Math.floor(position / inner) % frames) - frames - delay;
      const outer = Math.floor(position / (inner * frames));
      if (frame >= 0) values[position] = data[(outer * all + frame) * inner + (position % inner)];
    }
    const areNumbers = values.every((one) => Number.isFinite(one) && !Object.is(one, -0));
    if (value.kind === "operation" && !areNumbers) throw notCausal(value, "begins with frames that are infinite, NaN or -0");
    return values;
  }

  /** The value over the whole sequence, of which the frames are right that need no input. */
  private whole(id: ValueId): KnownArray {
    const found = this.known.get(id);
    if (found !== undefined) return found;
    const { shape, scalar } = valueOf(this.network, id);
    const made = { scalar, shape, data: this.elements(id) };
    this.known.set(id, made);
    return made;
  }

  /** Of what has no such frames zeros: nothing asks for others. */
  private elements(id: ValueId): Values {
    const value = valueOf(this.network, id);
    const { delay = -1 } = this.timed[id] ?? {};
    if (value.kind === "operation" && delay < 0) return evaluateOperation(value, value.arguments.map((argument) => this.whole(argument)));
    return isKnown(value) ? value.data : SCALARS[value.scalar].newValues(elementCount(value.shape));
  }
}
