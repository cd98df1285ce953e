// Emits reductions, each result by itself, in the order of the reduction, which keeps every bit.

import type { Shape } from "../../network/shape.ts";
import { extremeOf, inPairs, type Factor, type Reduction, type Weight } from "../../network/reduction.ts";
import type { MutableVariable, ProgramBuilder } from "../../program/builder.ts";
import { add, addIndex, apply, constant, constantIndex, constantOf, multiply } from "../../program/expression.ts";
import { isWord, type Scalar } from "../../program/scalar.ts";
import type { Bounds, Expression, Index } from "../../program/program.ts";
import type { Beyond } from "./beyond-arrays.ts";
import { isFusedSum, withTerm, type MultiplyAdd } from "./multiply-adds.ts";

/** A reduction whose arguments can be read. */
export interface ReduceSite {
  readonly reduction: Reduction;
  /** Of the result. */
  readonly shape: Shape;
  /** Of the terms and of the result. */
  readonly scalar: Scalar;
  /** Of integers: between which numbers all sums lie, those of some of the terms as well. */
  readonly range: Bounds | undefined;
  readonly multiplyAdds: MultiplyAdd;
  /** What the index of the last axis is called. */
  readonly last: string;
  /** Of a sum of products of integers: terms that are none of the reduction's. */
  readonly beyond: Beyond | undefined;
  /** An element of an argument. */
  readonly read: (argument: number, indices: readonly Index[]) => Expression;
}

/** One element of a reduction, by statements of its own; what is left of it is an expression. */
export function emitElement(builder: ProgramBuilder, site: ReduceSite, indices: readonly Index[]): Expression {
  const { reduction } = site;
  const { block, chains, combine, scale, over } = reduction;
  const depth = depthAlongOneAxis(reduction);
  // Integers in any order come to the same: compilers make vectors of one chain themselves, and gcc 12 makes wrong ones of several.
  if (chains > 1 && depth !== undefined && !isWord(site.scalar)) {
    const found = emitChains(builder, site, indices, depth);
    return combine === "add" ? finished(site, indices, weighted(found, scale)) : found;
  }
  if (combine !== "add") return emitExtreme(builder, site, combine, indices);
  if (block === undefined || depth === undefined || depth <= block) {
    const sum = emitChain(builder, site, indices, over, (steps) => steps);
    return finished(site, indices, weighted(sum, scale));
  }
  const total = builder.variable("total", startOf(site, indices) ?? zeroOf(site));
  forEachBlock(builder, depth, block, (first, steps) => {
    const sum = emitChain(builder, site, indices, [steps], ([step]) => [addIndex(first, step)]);
    total.set(add(total.read, weighted(sum, scale)));
  });
  return total.read;
}

/** As `emitElement`, for a reduction of few steps in one chain that is computed for results side by side: without a loop. */
export function emitFewSteps(builder: ProgramBuilder, site: ReduceSite, indices: readonly Index[]): Expression {
  const { reduction, read } = site;
  const { combine, factors, initial } = reduction;
  const steps = allSteps(reduction);
  if (isFusedSum(reduction, site.multiplyAdds, site.scalar)) {
    const sum = builder.variable("sum", zeroOf(site));
    for (const at of steps) sum.set(withTerm(sum.read, factorsOf(factors, read, indices, at), site.multiplyAdds, site.scalar));
    return finished(site, indices, weighted(sum.read, reduction.scale));
  }
  const terms = steps.map((at, step) => {
    const term = termOf(factors, read, indices, at);
    return factors.length === 1 ? builder.atom(term) : builder.let(steps.length === 1 ? "product" : `product${step}`, term);
  });
  if (combine !== "add") {
    const [start, ...further] = initial === undefined ? terms : [constantOf(site.scalar, initial), ...terms];
    const found = builder.variable(combine, start);
    for (const term of further) found.set(extremeOf(combine, site.scalar, found.read, term));
    return found.read;
  }
  const [first, ...others] = [...terms, ...termsBeyond(builder, site, indices)];
  // The sign of a zero is lost where it is added to +0, and integers have none.
  if (others.length === 0) return finished(site, indices, weighted(isWord(site.scalar) ? first : builder.let("sum", add(zeroOf(site), first)), reduction.scale));
  const sum = builder.variable("sum", isWord(site.scalar) ? first : add(zeroOf(site), first), site.range);
  for (const product of others) sum.set(add(sum.read, product));
  return finished(site, indices, weighted(sum.read, reduction.scale));
}

/** Terms beyond an array, of few steps: their other factors are added up before they are multiplied. */
function termsBeyond(builder: ProgramBuilder, { beyond, read }: ReduceSite, indices: readonly Index[]): readonly Expression[] {
  if (beyond === undefined) return [];
  const others = beyond.blocks.flatMap((block) => allSteps(block).map((at) => termOf(block.factors, read, indices, at)));
  const all = others.reduce((sum, other) => builder.let("beyond", add(sum, other)));
  return [builder.let("product", multiply(all, beyond.fill))];
}

function allSteps({ over }: Reduction): readonly (readonly Index[])[] {
  return over.reduce<readonly (readonly Index[])[]>(
    (all, extent) => all.flatMap((before) => Array.from({ length: extent }, (_, step) => [...before, constantIndex(step)])),
    [[]],
  );
}

/** The terms of some steps, added up from +0, in a variable. */
function emitChain(
  builder: ProgramBuilder,
  site: ReduceSite,
  indices: readonly Index[],
  extents: readonly number[],
  stepsOf: (steps: readonly Index[]) => readonly Index[],
): Expression {
  const sum = builder.variable("sum", zeroOf(site), site.range);
  const { reduction, read } = site;
  addBeyond(builder, site, indices, sum);
  forEachStep(builder, extents, (steps) => {
    sum.set(withTerm(sum.read, factorsOf(reduction.factors, read, indices, stepsOf(steps)), site.multiplyAdds, site.scalar));
  });
  return sum.read;
}

/** The terms beyond an array, one after the other. */
function addBeyond(builder: ProgramBuilder, { beyond, read }: ReduceSite, indices: readonly Index[], sum: MutableVariable): void {
  if (beyond === undefined) return;
  const { blocks, fill } = beyond;
  for (const { over, factors } of blocks) {
    forEachStep(builder, over, (steps) => sum.set(add(sum.read, multiply(termOf(factors, read, indices, steps), fill, "product"))));
  }
}

/** What sums side by side begin with. */
export function beginningOf(builder: ProgramBuilder, site: ReduceSite, indices: readonly Index[]): Expression {
  if (site.beyond === undefined) return zeroOf(site);
  const sum = builder.variable("sum", zeroOf(site), site.range);
  addBeyond(builder, site, indices, sum);
  return sum.read;
}

/** Steps along one axis, dealt to several chains, each in a variable. */
function emitChains(builder: ProgramBuilder, site: ReduceSite, indices: readonly Index[], depth: number): Expression {
  const { reduction, scalar, read } = site;
  const { chains, combine, factors, initial, over } = reduction;
  const factorsAt = (step: Index): readonly Expression[] => factorsOf(factors, read, indices, over.map((extent) => (extent === 1 ? constantIndex(0) : step)));
  const termAt = (step: Index): Expression => productOf(factorsAt(step));
  const together = (found: Expression, term: Expression): Expression =>
    combine === "add" ? add(found, term) : extremeOf(combine, scalar, found, builder.atom(term));
  const least = initial === undefined ? undefined : constantOf(scalar, initial);
  const start = combine === "add" ? zeroOf(site) : (least ?? builder.let("first", termAt(constantIndex(0))));
  const name = combine === "add" ? "sum" : combine;
  const found = Array.from({ length: chains }, (_, chain) => builder.variable(`${name}${chain}`, start));
  const turn = (from: Index, taken: number): void => {
    for (const [chain, one] of found.slice(0, taken).entries()) {
      const step = addIndex(from, constantIndex(chain));
      one.set(combine === "add" ? withTerm(one.read, factorsAt(step), site.multiplyAdds, scalar) : together(one.read, termAt(step)));
    }
  };
  const whole = depth - (depth % chains);
  builder.for("k", whole, (k) => turn(k, chains), chains);
  turn(constantIndex(whole), depth - whole);
  return inPairs(found.map(({ read: value }) => value), (one, other) => builder.let(name, together(one, other)));
}

/** NaN is neither less nor greater: it stays where it is the first term and is passed over elsewhere. */
function emitExtreme(
  builder: ProgramBuilder,
  { reduction: { over, factors, initial }, scalar, read }: ReduceSite,
  combine: "maximum" | "minimum",
  indices: readonly Index[],
): Expression {
  const first = initial === undefined ? termOf(factors, read, indices, over.map(() => constantIndex(0))) : constantOf(scalar, initial);
  const found = builder.variable(combine, first);
  forEachStep(builder, over, (steps) => {
    const term = builder.atom(termOf(factors, read, indices, steps));
    found.set(extremeOf(combine, scalar, found.read, term));
  });
  return found.read;
}

/** Whether a sum of products of integers may be added up in any order, and at most one of the factors is another one for each result along the last axis. */
export function isDotProduct({ reduction, shape, scalar }: ReduceSite, dependsOnLast: (factor: Factor) => boolean): boolean {
  const { combine, factors, scale } = reduction;
  if (combine !== "add" || factors.length !== 2 || !isWord(scalar) || scale !== undefined) return false;
  return (shape.at(-1) ?? 1) === 1 || factors.filter(dependsOnLast).length < 2;
}

export function zeroOf({ scalar }: ReduceSite): Expression {
  return constantOf(scalar, 0);
}

/** The start, and then the sum; the sum alone where it starts with nothing. */
export function finished(site: ReduceSite, indices: readonly Index[], sum: Expression): Expression {
  const start = startOf(site, indices);
  return start === undefined ? sum : add(start, sum, "biased");
}

export function startOf({ reduction: { start }, read }: ReduceSite, indices: readonly Index[]): Expression | undefined {
  return start === undefined ? undefined : weighted(read(start.read.argument, start.read.at(indices, [])), start.weight);
}

export function weighted(value: Expression, weight: Weight | undefined): Expression {
  return weight === undefined ? value : apply("multiply", [value, constant(weight.value, weight.name)], "weighted");
}

function termOf(factors: readonly Factor[], read: ReduceSite["read"], indices: readonly Index[], steps: readonly Index[]): Expression {
  return productOf(factorsOf(factors, read, indices, steps));
}

function factorsOf(factors: readonly Factor[], read: ReduceSite["read"], indices: readonly Index[], steps: readonly Index[]): readonly Expression[] {
  return factors.map(({ argument, at: place }) => read(argument, place(indices, steps)));
}

function productOf([first, second]: readonly Expression[]): Expression {
  return second === undefined ? first : multiply(first, second);
}

/** Blocks of `block` steps, and what is left. */
export function forEachBlock(builder: ProgramBuilder, depth: number, block: number, emit: (first: Index, steps: number) => void): void {
  const whole = depth - (depth % block);
  builder.for("block", whole, (first) => emit(first, block), block);
  if (whole < depth) emit(constantIndex(whole), depth - whole);
}

export function forEachStep(
  builder: ProgramBuilder,
  extents: readonly number[],
  emit: (steps: readonly Index[]) => void,
  steps: readonly Index[] = [],
): void {
  const extent = extents[steps.length];
  if (extent === undefined) emit(steps);
  else builder.for("k", extent, (step) => forEachStep(builder, extents, emit, [...steps, step]));
}

/** The steps, where they all lie along one axis. */
export function depthAlongOneAxis({ over }: Reduction): number | undefined {
  const long = over.filter((extent) => extent > 1);
  return long.length > 1 ? undefined : (long[0] ?? 1);
}
