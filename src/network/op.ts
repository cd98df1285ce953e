// What an op is: everything nnc knows about one kind of operation, in one object. The ops are in ops/. With it the types of the Network, which
// is made of ops and which an op may hold.

import type { Scalar, Values } from "../program/scalar.ts";
import type { Attributes } from "./attributes.ts";
import type { Fold, Gather, Place, Pointwise, Reduce, Reshape, View } from "./computation.ts";
import type { Origin } from "./origin.ts";
import type { Shape, ShapeProblem } from "./shape.ts";

export { derivativesOf } from "./computation.ts";
export type { Gather, PickPosition, Place, Pointwise, Reduce, View } from "./computation.ts";
export type { ShapeProblem } from "./shape.ts";

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
  readonly namingAttributes?: Readonly<Record<string, string | number>>;
  /** Attributes that have no effect on a trained network. */
  readonly ignoredAttributes?: readonly string[];
  /** Inputs after the op's own, without effect where one of them is the constant `mustBe`, if any has that; some are where they are left out. */
  readonly ignoredInputs?: readonly { readonly name: string; readonly mustBe?: number; readonly isDefault?: true }[];
  /** What the node's further outputs are: ops of the same arguments, with those of the attributes that they have. */
  readonly furtherOutputs?: readonly Op[];
  /** Which output of the node the op is, counted from 0, where it is not the first; nodes are read by what the first one is. */
  readonly output?: number;
  /** Which inputs ONNX wants as int32: nnc's integers are written as int64. */
  readonly int32Inputs?: readonly number[];
  /** Where the node is one of a model in training, and may be there by mistake. */
  readonly isOfTraining?: true;
  /** Whether int32 is int32 in ONNX as well, of all inputs. */
  readonly hasInt32?: true;
  /** Where a node has to name them even if nothing uses them. */
  readonly hasAllOutputs?: true;
  /** Where the result is of a type in ONNX that nnc holds as a wider one: a file that is written would declare the wrong one. */
  readonly isOnlyRead?: true;
  /** Where every output is this op: the attributes that say which output it is, and how many there are. */
  readonly part?: { readonly position: string; readonly count: string };
}

export interface OnnxAttribute {
  readonly name: string;
  readonly type: "float" | "int" | "ints" | "floats" | "string" | "strings";
  /** What the op's attribute is for each value of ONNX's, which has no others; strings have it. Without it a string is the codes of its characters. */
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

/**
 * How the elements of a result come about, as data: lowering chooses loops, their order and the layout of memory; derivatives
 * and the training step follow from it. All indices are affine in the indices of the result.
 */
export type Computation = Pointwise | Reshape | View | Place | Reduce | Fold | Gather | Scan | Expand;

/** A network that is computed step by step, remembering values. */
export interface Scan {
  readonly kind: "scan";
  readonly scanning: Scanning;
}

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

interface NamedValue {
  readonly name: string;
  readonly shape: Shape;
  /** Of each element. */
  readonly scalar: Scalar;
  readonly origin: Origin;
}

/** An argument of the network. */
export interface InputValue extends NamedValue {
  readonly kind: "input";
}

/** A learned or otherwise constant array: float32, finite, row-major. */
export interface ParameterValue extends NamedValue {
  readonly kind: "parameter";
  readonly scalar: "f32";
  readonly data: Float32Array;
  /** Where it is known what the elements are multiples of. */
  readonly multiples?: Multiples;
}

/** Whole numbers within int16 and scales, one of each for every element, whose products, rounded once, are the elements. */
export interface Multiples {
  readonly integers: Float32Array;
  readonly scales: Float32Array;
}

/** A constant array of integers or truth values, row-major: positions, masks. Nothing learns it. */
export interface ConstantValue extends NamedValue {
  readonly kind: "constant";
  /** An array of the scalar's own kind. */
  readonly data: Values;
}

/** The result of an op. */
export interface OperationValue extends NamedValue {
  readonly kind: "operation";
  readonly op: Op;
  readonly arguments: readonly ValueId[];
  readonly attributes: Attributes;
}

/** What a call begins with that the one before it left, row-major. */
export interface StateValue extends NamedValue {
  readonly kind: "state";
  /** Before the first call: an array of the scalar's own kind, of as many finite numbers as the shape says. */
  readonly initial: Values;
}

export type Value = InputValue | StateValue | KnownValue | OperationValue;

/** A value that is the same in every call. */
export type KnownValue = ParameterValue | ConstantValue;

/** What the network is given or gives, under the name its model has for it. */
export interface Named {
  readonly name: string;
  readonly value: ValueId;
}

export interface Network {
  readonly values: readonly Value[];
  /** Each under the name of its value. */
  readonly inputs: readonly Named[];
  /** Under names of their own: an output may be an input, and one value may be several outputs. */
  readonly outputs: readonly Named[];
  /** One for each state, in their order; none of a network whose calls are independent of each other, as steps of scans are. */
  readonly carried: readonly CarriedState[];
}

/** A state, and the value of the same shape and type that the next call finds in its place. */
export interface CarriedState {
  readonly state: ValueId;
  readonly next: ValueId;
}

/**
 * The step is computed `length` times, at step 0, 1, 2 …. Its inputs are, in order: what is remembered, an element of every sequence that is read,
 * what is the same at every step. Its outputs are, in order: what is remembered next, of the same shapes and types, and an element of every
 * sequence that is written. The first axis of a sequence is the step.
 *
 * The arguments of the operation are, in order: the first values of what is remembered, where they are given, the sequences that are read, what
 * is the same at every step.
 */
export interface Scanning {
  readonly step: Network;
  /** At least 1. */
  readonly length: number;
  /** One for each array that is remembered. */
  readonly carried: readonly Carried[];
  readonly read: readonly Sequence[];
  readonly written: readonly Sequence[];
  /** What the operation gives; see `resultShape`. */
  readonly results: readonly ScanResult[];
}

interface Carried {
  /** Whether an argument says what it is before the first step; else it is 0. */
  readonly isGiven: boolean;
}

export interface Sequence {
  /** Whether step 0 has its last element, step 1 the one before it, and so on. */
  readonly isBackward: boolean;
}

/** A sequence that is written, or what is remembered after the last step, by position. */
export type ScanResult = { readonly kind: "sequence"; readonly written: number } | { readonly kind: "last"; readonly carried: number };
