// An operator with what it is applied to, while its result is built: its inputs, its options, and ops to build with. Knows no operator.

import type { Attributes } from "../../network/attributes.ts";
import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { Op, ValueId } from "../../network/op.ts";
import { reshape } from "../../network/ops/reshape.ts";
import type { Shape } from "../../network/shape.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";
import { quoted } from "../refuse.ts";
import type { FlatTable } from "./flat-table.ts";
import type { LiteTensor } from "./lite-model.ts";
import { Unsupported, Values, type Computed, type Label, type Operand } from "./values.ts";

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
  /** What inputs that are kept from call to call hold next, by their positions. */
  readonly held = new Map<number, Operand>();
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
  written(args: readonly Operand[], write: (builder: NetworkBuilder, ids: readonly ValueId[], label: Label) => ValueId): Computed {
    return { kind: "computed", id: write(this.values.builder, args.map((argument) => this.values.idOf(argument)), this.label) };
  }

  /**
   * Says what an input that is kept from call to call holds from here on.
   *
   * @throws Unsupported where it is none, or what it holds is not of its shape.
   */
  hold(position: number, next: Operand): void {
    const { isVariable, name } = this.tensor(position);
    if (!isVariable) throw new Unsupported(`its input ${quoted(name)} has to be kept from call to call`);
    this.held.set(position, this.apply(reshape, [next], { shape: this.shapeOf(this.input(position)), allowzero: 1 }));
  }

  /** What the operator is applied to, to build a part of it as a network of its own: what is computed outside is no argument there. */
  within(builder: NetworkBuilder): Application {
    const { options, given, outputs, label } = this;
    return new Application(new Values(builder), { options, given, outputs, label });
  }

  /** The elements of an input that must be constant. @throws Unsupported where it is not. */
  numbers(position: number): readonly number[] {
    const operand = this.input(position);
    if (operand.kind !== "known") throw new Unsupported(`its input ${position} is computed from the model's inputs, and has to be a constant`);
    return Array.from(operand.array.data);
  }
}
