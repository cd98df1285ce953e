// Operators of two arrays, broadcast, and comparisons; of floats and of integers that stand for themselves.

import type { Op } from "../../../network/op.ts";
import { and, not, or } from "../../../network/ops/logic.ts";
import { add } from "../../../network/ops/add.ts";
import { equal, greater, greaterOrEqual, less, lessOrEqual } from "../../../network/ops/comparisons.ts";
import { divide } from "../../../network/ops/divide.ts";
import { floor } from "../../../network/ops/floor.ts";
import { maxOf } from "../../../network/ops/max-of.ts";
import { minOf } from "../../../network/ops/min-of.ts";
import { multiply } from "../../../network/ops/multiply.ts";
import { power } from "../../../network/ops/power.ts";
import { subtract } from "../../../network/ops/subtract.ts";
import { where } from "../../../network/ops/where.ts";
import { Unsupported } from "../values.ts";
import { activated } from "./activated.ts";
import { refuseQuantised } from "./refuse-quantised.ts";
import type { Operation } from "./operation.ts";

/** With an activation fused to it, the first of its options. */
function fused(op: Op): Operation {
  return (application) => {
    refuseQuantised(application, [0, 1]);
    return [activated(application, application.apply(op, [application.input(0), application.input(1)]), application.options.byte(0))];
  };
}

function pairwise(op: Op): Operation {
  return (application) => {
    refuseQuantised(application, [0, 1]);
    return [application.apply(op, [application.input(0), application.input(1)])];
  };
}

/** A condition, what is taken where it holds, and what elsewhere. */
const selected: Operation = (application) => {
  const [condition, x, y] = [0, 1, 2].map((position) => application.input(position));
  const rank = application.shapeOf(condition).length;
  if (rank === 1 && application.shapeOf(x).length > 1) throw new Unsupported("its condition chooses whole rows");
  return [application.apply(where, [condition, x, y])];
};

export const ARITHMETIC: Readonly<Record<string, Operation>> = {
  ADD: fused(add),
  SUB: fused(subtract),
  MUL: fused(multiply),
  DIV: fused(divide),
  MAXIMUM: pairwise(maxOf),
  MINIMUM: pairwise(minOf),
  POW: pairwise(power),
  LESS: pairwise(less),
  LESS_EQUAL: pairwise(lessOrEqual),
  GREATER: pairwise(greater),
  GREATER_EQUAL: pairwise(greaterOrEqual),
  EQUAL: pairwise(equal),
  NOT_EQUAL: (application) => pairwise(equal)(application).map((same) => application.apply(not, [same])),
  LOGICAL_AND: pairwise(and),
  LOGICAL_OR: pairwise(or),
  LOGICAL_NOT: (application) => [application.apply(not, [application.input(0)])],
  SQUARED_DIFFERENCE(application) {
    refuseQuantised(application, [0, 1]);
    const difference = application.apply(subtract, [application.input(0), application.input(1)]);
    return [application.apply(multiply, [difference, difference])];
  },
  FLOOR_DIV(application) {
    refuseQuantised(application, [0, 1]);
    // Of integers the op refuses: divide cuts their fraction off.
    return [application.apply(floor, [application.apply(divide, [application.input(0), application.input(1)])])];
  },
  ADD_N(application) {
    const positions = [...application.given.keys()];
    refuseQuantised(application, positions);
    return [positions.slice(1).reduce((sum, position) => application.apply(add, [sum, application.input(position)]), application.input(0))];
  },
  SELECT_V2: selected,
  SELECT: selected,
};
