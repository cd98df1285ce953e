// Where the values of a step are while it is planned: in memory, in one or both orientations, or only in the registers of
// the operation that computes them.

import type { ValueId } from "../../../network/op.ts";
import type { Expression } from "../../../program/program.ts";
import type { Across, PanelMatrix } from "../../gemm/panel-matrix.ts";
import type { MatrixForm } from "./matrix-form.ts";

/** A copy of a value in memory. */
export interface Version {
  readonly matrix: PanelMatrix;
  /** The position of the operation that writes it; −1 for what is there before the step. */
  readonly operation: number;
}

export interface Home {
  readonly form: MatrixForm;
  readonly versions: Map<Across, Version>;
  /** How the map at a position computes it in registers. */
  readonly computed: { readonly operation: number; readonly expression: Expression } | undefined;
  /** Its only element, where that never changes. */
  readonly constant: number | undefined;
  /** The value it was made for; views of it share the home. */
  readonly id: ValueId;
}

/** The position of the operation after which a home can be read from memory or registers; −1 where that is at once. */
export function readyAfter({ computed, versions }: Home): number {
  if (computed !== undefined) return computed.operation;
  const positions = [...versions.values()].map(({ operation }) => operation);
  return positions.length === 0 ? -1 : Math.min(...positions);
}
