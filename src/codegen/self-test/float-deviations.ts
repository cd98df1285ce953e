// Deviations in float arithmetic: products that are fused, variables that are never rounded, constants of more digits, sums in another order.

import { shortestFloat32 } from "../../numeric/decimal.ts";
import { add, multiply } from "../../program/expression.ts";
import { withoutKernels } from "../../program/inline-kernels.ts";
import { isKernelName } from "../../program/operator-name.ts";
import type { Expression, LocalId, Program, Statement } from "../../program/program.ts";
import { usesOf } from "../../program/uses.ts";
import { withChangedValues } from "./changed-values.ts";

/** Variables of f32 that a compiler may keep in a wider register. */
export function wideVariables(program: Program): ReadonlySet<LocalId> {
  const inMemory = passedOn(program.body);
  return new Set(program.locals.flatMap(({ scalar }, local) => (scalar === "f32" && !inMemory.has(local) ? [local] : [])));
}

/** Of these the products that a fused multiply-add takes in. */
export function fusedVariables(program: Program, wide: ReadonlySet<LocalId>): ReadonlySet<LocalId> {
  return new Set([...productsToAdd(program)].filter((local) => wide.has(local)));
}

/** Constants that are operands have all the digits that a source gives them, as where the wider registers of a processor are read into. */
export function digitsOfConstants(program: Program): Program | undefined {
  return withChangedValues(program, (value) => {
    if (value.kind !== "apply") return value;
    const operands = value.operands.map(withDigits);
    return operands.every((operand, place) => operand === value.operands[place]) ? value : { ...value, operands };
  });
}

/** Whether any does, in elementary functions too. */
export function hasConstantsOfMoreDigits(program: Program): boolean {
  return digitsOfConstants(withoutKernels(program)) !== undefined;
}

function withDigits(operand: Expression): Expression {
  if (operand.kind !== "constant" || operand.scalar !== "f32" || !Number.isFinite(operand.value)) return operand;
  const value = Number(shortestFloat32(operand.value));
  return value === operand.value ? operand : { kind: "constant", scalar: "f64", value };
}

/** Products of fused multiply-adds are rounded by themselves. */
export function roundedProducts(program: Program): Program | undefined {
  return withChangedValues(program, (value) => {
    if (value.kind !== "apply" || value.operator !== "multiplyAdd") return value;
    const [left, right, addend] = value.operands;
    return add(multiply(left, right), addend);
  });
}

/** Sums of which several summands are added in turn are taken from the last summand to the first. */
export function reorderedSums(program: Program): Program | undefined {
  const body = turnedSums(program.body);
  return body === program.body ? undefined : { ...program, body };
}

/** Variables whose bits are read or that a function takes: they are in memory, as float32. */
function passedOn(body: readonly Statement[]): ReadonlySet<LocalId> {
  const found = new Set<LocalId>();
  const note = (operand: Expression): void => {
    if (operand.kind === "local") found.add(operand.local);
  };
  eachOperation(body, (value) => {
    if (value.kind === "convert") note(value.operand);
    if (value.kind === "apply" && isKernelName(value.operator)) value.operands.forEach(note);
  });
  return found;
}

/** Variables that hold a product and are added once, which is what a fused multiply-add computes. */
function productsToAdd(program: Program): ReadonlySet<LocalId> {
  const { reads } = usesOf(program);
  const products = new Set<LocalId>();
  const added = new Set<LocalId>();
  eachOperation(program.body, (value, statement) => {
    if (value.kind !== "apply") return;
    if (value.operator === "multiply" && statement.kind === "let") products.add(statement.local);
    if (value.operator !== "add" && value.operator !== "subtract") return;
    for (const operand of value.operands) if (operand.kind === "local" && reads.get(operand.local) === 1) added.add(operand.local);
  });
  return new Set([...products].filter((local) => added.has(local)));
}

function eachOperation(body: readonly Statement[], visit: (value: Expression, statement: Statement) => void): void {
  for (const statement of body) {
    if (statement.kind === "for") eachOperation(statement.body, visit);
    else if (statement.kind !== "call") visit(statement.value, statement);
  }
}

/** The same statements where no sum has two summands in turn; else with the summands from the last to the first. */
function turnedSums(body: readonly Statement[]): readonly Statement[] {
  const turned: Statement[] = [];
  let isChanged = false;
  for (let first = 0, end = 0; first < body.length; first = end) {
    const statement = body[first];
    end = first + 1;
    if (statement.kind === "for") {
      const inner = turnedSums(statement.body);
      isChanged ||= inner !== statement.body;
      turned.push({ ...statement, body: inner });
      continue;
    }
    const sum = accumulated(statement);
    while (sum !== undefined && end < body.length && accumulated(body[end]) === sum) end++;
    isChanged ||= end > first + 1;
    turned.push(...body.slice(first, end).reverse());
  }
  return isChanged ? turned : body;
}

/** The variable that the statement adds to. */
function accumulated(statement: Statement): LocalId | undefined {
  if (statement.kind !== "set" || statement.value.kind !== "apply") return undefined;
  const { operator, operands } = statement.value;
  if (operator !== "add" && operator !== "multiplyAdd") return undefined;
  const sum = operands[operator === "add" ? 0 : 2];
  return sum.kind === "local" && sum.local === statement.local ? sum.local : undefined;
}
