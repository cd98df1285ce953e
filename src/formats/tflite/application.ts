// An operator with what it is applied to, while its result is built: its inputs, its options, and ops to build with. Knows no operator.

import type { Attributes } from "../../network/attributes.ts";
import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import type { Op } from "../../network/op.ts";
import type { Shape } from "../../network/shape.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";
import type { FlatTable } from "./flat-table.ts";
import type { LiteTensor } from "./lite-model.ts";
import { Unsupported, type Label, type Operand, type Values } from "./values.ts";

/** An input, and what the file says of it. */
export interface Given {
  readonly operand: Operand;
  readonly tensor: LiteTensor;
}

export class Application {
  readonly options: FlatTable;
  /** In order; undefined where one is left out. */
  readonly given: readonly (Given | undefined)[];
  /** What the file says of the results. */
  readonly outputs: readonly LiteTensor[];
  private readonly values: Values;
  private readonly label: Label;

  constructor(values: Values, { label, options, given, outputs }: Pick<Application, "options" | "given" | "outputs"> & { readonly label: Label }) {
    this.values = values;
    this.label = label;
    this.options = options;
    this.given = given;
    this.outputs = outputs;
  }

  /** @throws Unsupported where it is left out. */
  input(position: number): Operand {
    const operand = this.optional(position);
    if (operand === undefined) throw new Unsupported(`its input ${position} is missing`);
    return operand;
  }

  optional(position: number): Operand | undefined {
    return this.given[position]?.operand;
  }

  tensor(position: number): LiteTensor {
    const tensor = this.given[position]?.tensor;
    if (tensor === undefined) throw new Unsupported(`its input ${position} is missing`);
    return tensor;
  }

  shapeOf(operand: Operand): Shape {
    return this.values.shapeOf(operand);
  }

  scalarOf(operand: Operand): Scalar {
    return this.values.scalarOf(operand);
  }

  /** @throws Unsupported where the op refuses the arguments. */
  apply(op: Op, args: readonly Operand[], attributes: Attributes = {}): Operand {
    return this.values.apply(op, args, attributes, this.label);
  }

  /** An array that belongs to the operator. */
  constant(name: string, scalar: Scalar, shape: Shape, elements: readonly number[]): Operand {
    return this.known(name, { scalar, shape, data: SCALARS[scalar].newValues(elements.length).map((_, position) => elements[position]) });
  }

  known(name: string, array: KnownArray): Operand {
    return { kind: "known", name, array, origin: this.label.origin };
  }

  /** What writes an op as others gives, under a builder; all arguments are computed, or become constants. */
  written(args: readonly Operand[], write: (builder: Values["builder"], ids: readonly number[], label: Label) => number): Operand {
    return { kind: "computed", id: write(this.values.builder, args.map((argument) => this.values.idOf(argument)), this.label) };
  }

  /** The elements of an input that must be constant. @throws Unsupported where it is not. */
  numbers(position: number): readonly number[] {
    const operand = this.input(position);
    if (operand.kind !== "known") throw new Unsupported(`its input ${position} is computed from the model's inputs, and has to be a constant`);
    return Array.from(operand.array.data);
  }
}
