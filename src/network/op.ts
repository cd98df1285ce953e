// What an op is: everything nnc knows about one kind of operation, in one object. The ops are in ops/.

import type { Expression, Index } from "../program/program.ts";
import type { NetworkBuilder } from "./build.ts";
import type { Attributes, Shape, ValueId } from "./network.ts";

export interface Op {
  /** The name in printed networks and messages: snake_case. */
  readonly name: string;
  /** What each argument is; those past `required` may be left out. */
  readonly parameters: readonly string[];
  readonly required: number;
  /** What constant arguments are called in emitted sources (`W` becomes `W1`, `W2`, …), where a name is usual. */
  readonly constantNames?: readonly (string | undefined)[];
  /** Attribute names with their defaults. */
  readonly attributes: Attributes;
  /** The shape of the result, or what is wrong with the arguments. */
  inferShape(shapes: readonly Shape[], attributes: Attributes): Shape | ShapeProblem;
  readonly computation: Computation;
  /**
   * Adds, to the network under construction, the derivative of the loss by each argument, given the one by the
   * result. Ops whose derivative follows from their computation (pointwise and view) leave it out.
   */
  gradient?(context: GradientContext): readonly ValueId[];
  /** Multiply-adds of one evaluation, for cost estimates; 0 when left out. */
  multiplyAdds?(shapes: readonly Shape[], attributes: Attributes): number;
  /** How ONNX spells the op; absent for ops that only occur while training. */
  readonly onnx?: OnnxSpelling;
  /** Small cases that show all the op can do: the conformance tests run each one in every language. */
  readonly examples: readonly OpExample[];
}

export interface OpExample {
  readonly shapes: readonly Shape[];
  readonly attributes?: Attributes;
}

export interface OnnxSpelling {
  /** The operator's type in ONNX's default domain. */
  readonly type: string;
  /** For each attribute of the op its name and type in ONNX; the defaults are the same. */
  readonly attributes: Readonly<Record<string, { readonly name: string; readonly type: "float" | "int" }>>;
  /** Attributes that have no effect on a trained network. */
  readonly ignoredAttributes?: readonly string[];
  /** Inputs after the op's own, without effect where they are constant and, if `mustBe` is given, have that value. */
  readonly ignoredInputs?: readonly { readonly name: string; readonly mustBe?: number }[];
}

export interface ShapeProblem {
  readonly problem: string;
}

export type Computation =
  /** Each element depends on the elements of the arguments at the same place (arguments are broadcast). */
  | {
      readonly kind: "pointwise";
      value(elements: readonly Expression[], attributes: Attributes): Expression;
      /** The partial derivatives of `value` by each element. */
      derivatives(elements: readonly Expression[], attributes: Attributes): readonly Expression[];
    }
  /** The elements of the first argument in the same order, under another shape. */
  | { readonly kind: "view" }
  /** Each element is computed by statements of its own. */
  | { readonly kind: "element"; element(context: ElementContext): Expression };

/** What an op sees while it writes the statements that compute one element of its result. */
export interface ElementContext {
  readonly shapes: readonly Shape[];
  readonly attributes: Attributes;
  /** Which element: one index per axis of the result. */
  readonly indices: readonly Index[];
  /** An element of an argument. */
  readonly read: (argument: number, indices: readonly Index[]) => Expression;
  readonly statements: StatementSink;
}

/** The part of ProgramBuilder an op may use. */
export interface StatementSink {
  let(name: string, value: Expression): Expression;
  variable(name: string, initial: Expression): { readonly read: Expression; set(value: Expression): void };
  for(name: string, extent: number, emit: (index: Index) => void): void;
}

export interface GradientContext {
  readonly builder: NetworkBuilder;
  readonly arguments: readonly ValueId[];
  readonly shapes: readonly Shape[];
  readonly attributes: Attributes;
  /** The result of the operation. */
  readonly result: ValueId;
  /** The derivative of the loss by the result. */
  readonly upstream: ValueId;
}
