// What compilers make of a Program where they do not keep its roundings: fused products, more precision, another order of sums.
// Stands in for them when arguments are chosen whose results show it; claims no bit of what a compiler computes.

import { isKernelName } from "../../program/operator-name.ts";
import type { Expression, LocalId, Program, Statement } from "../../program/program.ts";
import { usesOf } from "../../program/uses.ts";

export interface Deviation {
  readonly program: Program;
  /** Variables of f32 that are not rounded. */
  readonly unrounded: ReadonlySet<LocalId>;
}

/** Those that change anything in the program. */
export function deviationsOf(program: Program): readonly Deviation[] {
  const rounded = program.locals.flatMap(({ scalar }, local) => (scalar === "f32" ? [local] : []));
  const inMemory = passedOn(program.body);
  const wide = new Set(rounded.filter((local) => !inMemory.has(local)));
  const fused = new Set([...productsToAdd(program)].filter((local) => wide.has(local)));
  const reordered = reorderedSums(program.body);
  return [
    ...[fused, wide].filter(({ size }) => size > 0).map((unrounded) => ({ program, unrounded })),
    ...(reordered === program.body ? [] : [{ program: { ...program, body: reordered }, unrounded: new Set<LocalId>() }]),
  ];
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
function reorderedSums(body: readonly Statement[]): readonly Statement[] {
  const turned: Statement[] = [];
  let isChanged = false;
  for (let first = 0, end = 0; first < body.length; first = end) {
    const statement = body[first];
    end = first + 1;
    if (statement.kind === "for") {
      const inner = reorderedSums(statement.body);
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
  if (statement.kind !== "set" || statement.value.kind !== "apply" || statement.value.operator !== "add") return undefined;
  const [sum] = statement.value.operands;
  return sum.kind === "local" && sum.local === statement.local ? sum.local : undefined;
}
