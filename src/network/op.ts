// What an op is: everything nnc knows about one kind of operation, in one object. The ops are in ops/.

import type { Expression, Index } from "../program/program.ts";
import type { Scalar, Values } from "../program/scalar.ts";
import type { Attributes } from "./attributes.ts";
import type { Origin } from "./origin.ts";
import type { Shape } from "./shape.ts";
import type { Folding } from "./folding.ts";
import type { Reduction } from "./reduction.ts";

export interface Op {
  /** The name in printed networks and messages: snake_case. */
  readonly name: string;
  /** What each argument is; those past `required` may be left out. */
  readonly parameters: readonly string[];
  readonly required: number;
  /** Where there may be more arguments of the last kind, as many as one likes. */
  readonly isVariadic?: true;
  /** What constant arguments are called in emitted sources (`W` becomes `W1`, `W2`, …), where a name is usual. */
  readonly constantNames?: readonly (string | undefined)[];
  /** What the result is called in emitted sources, where a name is usual. */
  readonly resultName?: string;
  /** Attribute names with their defaults. */
  readonly attributes: Attributes;
  /** The shape of the result, or what is wrong with the arguments. */
  inferShape(shapes: readonly Shape[], attributes: Attributes): Shape | ShapeProblem;
  /** The type of the result's elements, or what is wrong with the arguments'; absent where all are float32. */
  readonly inferScalar?: (scalars: readonly Scalar[], attributes: Attributes) => Scalar | ShapeProblem;
  readonly computation: Computation;
  /** Of known arguments the operation stays in the network where its result is needed: that is larger than they are. */
  readonly staysOfConstants?: true;
  /** How ONNX spells the op; absent for ops that only occur while training. */
  readonly onnx?: OnnxSpelling | readonly OnnxSpelling[];
  /** Small cases that show all the op can do: the conformance tests run each one in every language. */
  readonly examples: readonly OpExample[];
}

export interface OpExample {
  readonly shapes: readonly Shape[];
  /** Of the arguments; all float32 where it is left out. */
  readonly scalars?: readonly Scalar[];
  readonly attributes?: Attributes;
}

/** How a node of ONNX says this op. An op may have several: for ranges of operator sets, other types, or inputs that are given. */
export interface OnnxSpelling {
  /** The operator's type in ONNX's default domain. */
  readonly type: string;
  /** The operator sets in which the type has this meaning, both ends included; left out where there is no bound. */
  readonly since?: number;
  readonly until?: number;
  /**
   * Which inputs of the node the arguments are, where they are not the first ones in order, which other ones must not be given, and which
   * are attributes of the op, the first of `attributeInputs`: `["given", "absent", "given", "constant"]`.
   */
  readonly inputs?: readonly ("given" | "absent" | "constant")[];
  /** For attributes of the op their names and types in ONNX; the defaults are the same. */
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
  /** What attributes of the op are where ONNX has no such attribute, but something else than their defaults is meant. */
  readonly implied?: Attributes;
  /** Attributes of the op that are inputs in ONNX, constants: in order after the op's own arguments, but for those among `inputs`. */
  readonly attributeInputs?: readonly OnnxAttributeInput[];
  /** Attributes that must have the value given here, which is ONNX's default for them. */
  readonly fixedAttributes?: Readonly<Record<string, string | number>>;
  /** Attributes that tell the op from others of the same type: they have no default, or not this one, and must be given. */
  readonly namingAttributes?: Readonly<Record<string, string>>;
  /** Attributes that have no effect on a trained network. */
  readonly ignoredAttributes?: readonly string[];
  /** Inputs after the op's own, without effect where one of them is the constant `mustBe`, if any has that; some are where they are left out. */
  readonly ignoredInputs?: readonly { readonly name: string; readonly mustBe?: number; readonly isDefault?: true }[];
  /** What the node's further outputs are: ops of the same arguments, with those of the attributes that they have. */
  readonly furtherOutputs?: readonly Op[];
  /** Where a node has to name them even if nothing uses them. */
  readonly hasAllOutputs?: true;
  /** Where the result is of a type in ONNX that nnc holds as a wider one: a file that is written would declare the wrong one. */
  readonly isOnlyRead?: true;
  /** Where every output is this op: the attributes that say which output it is, and how many there are. */
  readonly part?: { readonly position: string; readonly count: string };
}

export interface OnnxAttribute {
  readonly name: string;
  readonly type: "float" | "int" | "ints" | "floats" | "string";
  /** What the op's attribute is for each value of ONNX's, which has no others. Without it a string is the codes of its characters. */
  readonly values?: Readonly<Record<string, number>>;
  /** Where the values are numbers of element types (TensorProto.DataType). */
  readonly isElementType?: true;
  /** Where ONNX has no default. */
  readonly isRequired?: true;
  /** The operator set in which the attribute came to be, or became an input; left out where that is long ago. */
  readonly since?: number;
}

export interface OnnxAttributeInput extends Omit<OnnxAttribute, "type"> {
  /** A number may be of the type of the result. */
  readonly type: OnnxAttribute["type"] | "bools" | "number";
  /** Where a whole number may be of a type of floats. */
  readonly mayBeFloat?: true;
  /** Where ONNX wants a number as an array of one element. */
  readonly isArray?: true;
  /** The op's own name for it. */
  readonly attribute: string;
  readonly since: number;
}

/** The number of arguments an op may have. */
export function mostArguments({ parameters, isVariadic }: Op): number {
  return isVariadic === true ? Infinity : parameters.length;
}

/** What the argument at a position is. */
export function parameterAt({ parameters }: Op, position: number): string {
  return parameters[Math.min(position, parameters.length - 1)];
}

/** `a, b, c`; `inputs, …` where there may be more. */
export function showParameters({ parameters, isVariadic }: Op): string {
  return [...parameters, ...(isVariadic === true ? ["…"] : [])].join(", ");
}

export interface ShapeProblem {
  readonly problem: string;
}

/**
 * How the elements of a result come about, as data: lowering chooses loops, their order and the layout of memory; derivatives
 * and the training step follow from it. All indices are affine in the indices of the result.
 */
export type Computation = Pointwise | Reshape | View | Place | Reduce | Fold | Gather | Expand;

/** Each element depends on the elements of the arguments at the same place (arguments are broadcast). */
export interface Pointwise {
  readonly kind: "pointwise";
  /** Where finite elements may give NaN. */
  readonly isPartial?: true;
  value(elements: readonly Expression[], attributes: Attributes, scalars: readonly Scalar[]): Expression;
  /** The partial derivatives of `value` by each element; absent where nothing is trained through the op. */
  derivatives?(elements: readonly Expression[], attributes: Attributes): readonly Expression[];
}

/** The partial derivatives. @throws RangeError of an op that nothing is trained through. */
export function derivativesOf(name: string, computation: Pointwise, elements: readonly Expression[], attributes: Attributes): readonly Expression[] {
  const derivatives = computation.derivatives?.(elements, attributes);
  if (derivatives === undefined) throw new RangeError(`${name} has no derivative`);
  return derivatives;
}

/** The elements of the first argument in the same order, under another shape. */
export interface Reshape {
  readonly kind: "reshape";
}

/** Elements of the first argument, elsewhere: transposed, cut out, repeated or turned round. */
export interface View {
  readonly kind: "view";
  /** Where in the argument the element at `indices` of the result is; axis by axis. */
  readonly source: (indices: readonly Index[], shape: Shape, attributes: Attributes) => readonly Index[];
}

/** The arguments side by side or within a frame; no two write to one place, and what none writes to is `fill`. */
export interface Place {
  readonly kind: "place";
  /** A float32 other than −0. */
  readonly fill: (attributes: Attributes) => number;
  /** Where in the result the element at `indices` of an argument goes; axis by axis. */
  readonly target: (argument: number, indices: readonly Index[], shapes: readonly Shape[], attributes: Attributes) => readonly Index[];
}

/** Each element is a sum, a maximum or a minimum over axes. */
export interface Reduce {
  readonly kind: "reduce";
  readonly reduction: (shapes: readonly Shape[], attributes: Attributes) => Reduction;
}

/** Each element is found by going once through elements along axes, remembering a few numbers: a product, a position, a count. */
export interface Fold {
  readonly kind: "fold";
  readonly fold: (shapes: readonly Shape[], attributes: Attributes, scalars: readonly Scalar[]) => Folding;
}

/** Elements of the first argument at positions that other arguments hold. */
export interface Gather {
  readonly kind: "gather";
  /**
   * Where in the first argument the element at `indices` of the result is; axis by axis.
   *
   * @param pick the position that an argument of integers holds at some indices, in an axis of that extent: below 0 it is counted from
   * the end, and what lies outside is the nearest end.
   */
  readonly source: (indices: readonly Index[], shapes: readonly Shape[], attributes: Attributes, pick: PickPosition) => readonly Index[];
}

export type PickPosition = (argument: number, at: readonly Index[], extent: number) => Index;

/** Written as other ops, which take its place before anything else is done with the network. */
export interface Expand {
  readonly kind: "expand";
  readonly into: (context: ExpandContext) => ValueId;
}

/** The position of a value in its network: arguments always have lower ids. */
export type ValueId = number;

/** What makes the values an op is written as: a network under construction. */
export interface ValueBuilder {
  operation(op: Op, args: readonly ValueId[], attributes: Attributes, name: string, origin: Origin): ValueId;
  /** An array of float32 that belongs to the op, such as a number alone. */
  parameter(name: string, shape: Shape, data: Float32Array, origin: Origin): ValueId;
  /** An array of integers or truth values that belongs to the op, such as positions in order. */
  constant(name: string, shape: Shape, scalar: Scalar, data: Values, origin: Origin): ValueId;
  shapeOf(id: ValueId): Shape;
  scalarOf(id: ValueId): Scalar;
  /** The elements of a value that is the same in every call; undefined of others. */
  known(id: ValueId): Known | undefined;
}

/** An array that is the same in every call, row-major. */
export interface Known {
  readonly name: string;
  readonly shape: Shape;
  readonly data: Values;
}

export interface ExpandContext {
  readonly builder: ValueBuilder;
  readonly arguments: readonly ValueId[];
  readonly attributes: Attributes;
  readonly name: string;
  readonly origin: Origin;
}
