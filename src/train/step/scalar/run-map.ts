// Runs the operation `map` in plain JavaScript: the product into an array of its own, then one pass over arrays for each
// operation of the expressions, each rounding to float32.

import { multiply } from "../../gemm/scalar/multiply.ts";
import type { Kernel, Scratch } from "./kernel.ts";
import type { LaneExpression, LaneOperand } from "../schedule/lane-expression.ts";
import { PANEL_WIDTH, panelsOf, storedSize } from "../../gemm/panel-matrix.ts";
import type { MapLanes } from "../schedule/schedule.ts";
import { binaryPass, copyPass, selectPass, squareRootPass, type PassOperand } from "./lane-passes.ts";

/** @param scratch holds arrays as large as the largest matrix; shared by kernels that run one after the other. */
export function mapKernel(memory: Float32Array, map: MapLanes, scratch: Scratch): Kernel {
  const compiler = new MapCompiler(memory, map, scratch);
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
  private readonly scratch: Scratch;
  private readonly count: number;
  private readonly known = new Map<LaneExpression, PassOperand>();
  private readonly rows = new Map<number, PassOperand>();
  private product: PassOperand | undefined;
  private scratchUsed = 0;

  constructor(memory: Float32Array, map: MapLanes, scratch: Scratch) {
    this.memory = memory;
    this.map = map;
    this.scratch = scratch;
    this.count = storedSize(map.length, map.width);
  }

  compile(): void {
    const { memory } = this;
    const { product, stores } = this.map;
    if (product !== undefined) {
      const sums = this.takeScratch();
      this.passes.push(() => multiply(memory, product, sums));
      this.product = { data: sums, step: 1 };
    }
    // Nothing is stored before all is evaluated: expressions may read what another one replaces.
    const values = stores.map(({ value }) => this.operand(value));
    stores.forEach(({ start }, index) => {
      this.passes.push(copyPass(values[index], this.memory.subarray(start, start + this.count)));
    });
  }

  /** The expression's values as an operand of passes, computed once. */
  private operand(expression: LaneExpression): PassOperand {
    switch (expression.kind) {
      case "constant":
        return { data: Float32Array.of(expression.value), step: 0 };
      case "product":
        if (this.product === undefined) throw new RangeError("there is no product here");
        return this.product;
      case "operand":
        return this.read(expression);
      case "binary":
      case "select":
      case "squareRoot": {
        const known = this.known.get(expression);
        if (known !== undefined) return known;
        const data = this.compute(expression);
        const operand: PassOperand = { data, step: 1 };
        this.known.set(expression, operand);
        return operand;
      }
    }
  }

  private compute(expression: Extract<LaneExpression, { readonly kind: "binary" | "select" | "squareRoot" }>): Float32Array {
    switch (expression.kind) {
      case "binary": {
        const [left, right] = [this.operand(expression.left), this.operand(expression.right)];
        const target = this.takeScratch();
        this.passes.push(binaryPass(expression.operator, left, right, target));
        return target;
      }
      case "select": {
        const [left, right] = [this.operand(expression.left), this.operand(expression.right)];
        const [whenTrue, whenFalse] = [this.operand(expression.whenTrue), this.operand(expression.whenFalse)];
        const target = this.takeScratch();
        this.passes.push(selectPass(expression.operator, { left, right, whenTrue, whenFalse }, target));
        return target;
      }
      case "squareRoot": {
        const of = this.operand(expression.of);
        const target = this.takeScratch();
        this.passes.push(squareRootPass(of, target));
        return target;
      }
    }
  }

  private read({ reach, start }: LaneOperand): PassOperand {
    switch (reach) {
      case "matrix":
        return { data: this.memory.subarray(start, start + this.count), step: 1 };
      case "scalar":
        return { data: this.memory.subarray(start, start + 1), step: 0 };
      case "row":
        return this.spreadRow(start);
    }
  }

  private spreadRow(start: number): PassOperand {
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
    const operand: PassOperand = { data: target, step: 1 };
    this.rows.set(start, operand);
    return operand;
  }

  private takeScratch(): Float32Array {
    return this.scratch.array(this.scratchUsed++).subarray(0, this.count);
  }
}
