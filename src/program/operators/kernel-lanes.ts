// Evaluates a kernel on lanes, by the rows of the operators it is made of: each operation of its body once, for some lanes at
// a time. Allocates when it is made and not when it runs.

import { convertLanes } from "../convert.ts";
import type { Kernel } from "../kernel.ts";
import { copyLanes, type Lane, type LaneTarget } from "../lanes.ts";
import type { Operator } from "../operator.ts";
import type { Expression } from "../program.ts";
import { SCALARS, type Scalar } from "../scalar.ts";
import { BASIC_OPERATORS } from "./basic.ts";

/** Lanes evaluated at a time: what an operation leaves is still near when the next one reads it. */
const LANES_OF_A_TURN = 256;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Node {
  readonly lane: Lane;
  readonly scalar: Scalar;
}

/** The lanes that a kernel computes from those of its operands, all of float32. */
export function kernelLanes(kernel: Kernel): Operator["lanes"] {
  const given = kernel.operands.map((): Mutable<Lane> => ({ data: new Float32Array(), offset: 0, step: 0 }));
  const turn = new Turn(given);
  const result = turn.node(kernel.body(given.map((_, local) => ({ kind: "local", local }))));
  return (operands, { data, offset, count }) => {
    for (let first = 0; first < count; first += LANES_OF_A_TURN) {
      for (let i = 0; i < given.length; i++) {
        const { data: values, offset: start, step } = operands[i];
        given[i].data = values;
        given[i].offset = start + first * step;
        given[i].step = step;
      }
      const lanes = Math.min(LANES_OF_A_TURN, count - first);
      turn.run(lanes);
      copyLanes(result.lane, { data, offset: offset + first, count: lanes });
    }
  };
}

/** What is done for some lanes: the operations one after the other. */
class Turn {
  private readonly given: readonly Lane[];
  private readonly known = new Map<Expression, Node>();
  private readonly operations: ((lanes: number) => void)[] = [];

  constructor(given: readonly Lane[]) {
    this.given = given;
  }

  run(lanes: number): void {
    for (let i = 0; i < this.operations.length; i++) this.operations[i](lanes);
  }

  node(expression: Expression): Node {
    const known = this.known.get(expression) ?? this.newNode(expression);
    this.known.set(expression, known);
    return known;
  }

  private newNode(expression: Expression): Node {
    switch (expression.kind) {
      case "constant": {
        const { scalar, value } = expression;
        return { lane: { data: SCALARS[scalar].newValues(1).fill(value), offset: 0, step: 0 }, scalar };
      }
      case "local":
        return { lane: this.given[expression.local], scalar: "f32" };
      case "load":
        throw new Error("a kernel is broken: it loads from an array");
      case "apply": {
        const row = basicRow(expression.operator);
        const operands = expression.operands.map((operand) => this.node(operand));
        const scalar = row.result(operands.map((operand) => operand.scalar));
        if (scalar === undefined) throw new Error(`a kernel is broken: there is no ${expression.operator} of its operands`);
        const lanes = operands.map(({ lane }) => lane);
        return this.operation(scalar, (target) => {
          row.lanes(lanes, target);
        });
      }
      case "convert": {
        const { how, to, operand } = expression;
        const { lane, scalar } = this.node(operand);
        return this.operation(to, (target) => {
          convertLanes(how, scalar, to, lane, target);
        });
      }
    }
  }

  private operation(scalar: Scalar, compute: (target: LaneTarget) => void): Node {
    const target: Mutable<LaneTarget> = { data: SCALARS[scalar].newValues(LANES_OF_A_TURN), offset: 0, count: 0 };
    this.operations.push((lanes) => {
      target.count = lanes;
      compute(target);
    });
    return { lane: { data: target.data, offset: 0, step: 1 }, scalar };
  }
}

const BASIC: ReadonlyMap<string, Operator> = new Map<string, Operator>(Object.entries(BASIC_OPERATORS));

function basicRow(operator: string): Operator {
  const row = BASIC.get(operator);
  if (row === undefined) throw new Error(`a kernel is broken: it applies ${operator}`);
  return row;
}
