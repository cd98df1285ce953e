// Runs the operation `map` in plain JavaScript: the product into an array of its own, then one pass over arrays for each
// operation of the expressions. A pass rounds every result once, to float32: the rows of operators say so.

import { copyLanes, type Lane } from "../../../program/lanes.ts";
import { OPERATORS } from "../../../program/operators.ts";
import type { Expression } from "../../../program/program.ts";
import { PANEL_WIDTH, panelsOf, storedSize } from "../../gemm/panel-matrix.ts";
import { multiply } from "../../gemm/scalar/multiply-panels.ts";
import type { LaneOperand } from "../plan/operands.ts";
import type { MapLanes } from "../plan/operations.ts";
import type { Kernel, Scratch } from "./step-kernel.ts";

/**
 * @param operands what the locals of the map's expressions are.
 * @param scratch holds arrays as large as the largest matrix; shared by kernels that run one after the other.
 */
export function mapKernel(memory: Float32Array, map: MapLanes, operands: readonly LaneOperand[], scratch: Scratch): Kernel {
  const compiler = new MapCompiler(memory, map, operands, scratch);
  compiler.compile();
  const { passes } = compiler;
  return (run) => {
    for (let i = 0; i < passes.length; i++) passes[i](run);
  };
}

class MapCompiler {
  readonly passes: Kernel[] = [];
  private readonly memory: Float32Array;
  private readonly map: MapLanes;
  private readonly operands: readonly LaneOperand[];
  private readonly scratch: Scratch;
  private readonly count: number;
  private readonly known = new Map<Expression, Lane>();
  private readonly rows = new Map<number, Lane>();
  private product: Lane | undefined;
  private scratchUsed = 0;

  constructor(memory: Float32Array, map: MapLanes, operands: readonly LaneOperand[], scratch: Scratch) {
    this.memory = memory;
    this.map = map;
    this.operands = operands;
    this.scratch = scratch;
    this.count = storedSize(map.length, map.width);
  }

  compile(): void {
    const { memory, count } = this;
    const { product, stores } = this.map;
    if (product !== undefined) {
      const sums = this.takeScratch();
      this.passes.push(() => multiply(memory, product, sums));
      this.product = { data: sums, offset: 0, step: 1 };
    }
    // Nothing is stored before all is evaluated: expressions may read what another one replaces.
    const values = stores.map(({ value }) => this.lane(value));
    stores.forEach(({ start }, index) => {
      this.passes.push(() => copyLanes(values[index], { data: memory, offset: start, count }));
    });
  }

  /** The expression's values, computed once. */
  private lane(expression: Expression): Lane {
    switch (expression.kind) {
      case "constant":
        return { data: Float32Array.of(expression.value), offset: 0, step: 0 };
      case "local":
        return this.read(this.operands[expression.local]);
      case "apply": {
        const known = this.known.get(expression);
        if (known !== undefined) return known;
        const operands = expression.operands.map((operand) => this.lane(operand));
        const data = this.takeScratch();
        const { lanes } = OPERATORS[expression.operator];
        const target = { data, offset: 0, count: this.count };
        this.passes.push(() => lanes(operands, target));
        const result: Lane = { data, offset: 0, step: 1 };
        this.known.set(expression, result);
        return result;
      }
      case "load":
      case "convert":
        throw new RangeError(`an expression over elements has a part that is a ${expression.kind}`);
    }
  }

  private read(operand: LaneOperand): Lane {
    if (operand.kind === "product") {
      if (this.product === undefined) throw new RangeError("there is no product here");
      return this.product;
    }
    const { reach, start } = operand;
    switch (reach) {
      case "matrix":
        return { data: this.memory, offset: start, step: 1 };
      case "scalar":
        return { data: this.memory, offset: start, step: 0 };
      case "row":
        return this.spreadRow(start);
    }
  }

  private spreadRow(start: number): Lane {
    const known = this.rows.get(start);
    if (known !== undefined) return known;
    const { length, width } = this.map;
    const target = this.takeScratch();
    const row = this.memory.subarray(start, start + panelsOf(width) * PANEL_WIDTH);
    this.passes.push(() => {
      let i = 0;
      for (let panel = 0; panel < row.length; panel += PANEL_WIDTH) {
        for (let step = 0; step < length; step++) {
          for (let lane = panel; lane < panel + PANEL_WIDTH; lane++) target[i++] = row[lane];
        }
      }
    });
    const spread: Lane = { data: target, offset: 0, step: 1 };
    this.rows.set(start, spread);
    return spread;
  }

  private takeScratch(): Float32Array {
    return this.scratch.array(this.scratchUsed++).subarray(0, this.count);
  }
}
