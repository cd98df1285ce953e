// Mistakes that are made on purpose, for the comparisons to find: a sign of an emitted source, and the order of sums in lowering.

import { emitUnit } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { addIndex, constantIndex } from "../../src/program/expression.ts";
import type { Expression, For, Index, LocalId, Program, Statement } from "../../src/program/program.ts";
import type { Ways } from "./checks.ts";

/** Every quotient of the source is a product; the interpreter knows nothing of it. */
export const WRONG_SIGN: Ways = {
  lower,
  emit: (...given) => new Map([...emitUnit(...given)].map(([path, text]) => [path, wholeText(text).replaceAll(" / ", " * ")])),
};

/** Every sum goes through its terms from the last one to the first; interpreter and compiled sources agree. */
export const WRONG_ORDER: Ways = { emit: emitUnit, lower: (network) => reversed(lower(network, LAYOUTS.size)) };

function reversed(program: Program): Program {
  return { ...program, body: program.body.map(reversedStatement) };
}

function reversedStatement(statement: Statement): Statement {
  if (statement.kind !== "for") return statement;
  if (!statement.body.every(({ kind }) => kind === "let" || kind === "set")) return { ...statement, body: statement.body.map(reversedStatement) };
  return { ...statement, body: statement.body.map((one) => (one.kind === "let" || one.kind === "set" ? { ...one, value: fromTheEnd(one.value, statement) } : one)) };
}

function fromTheEnd(value: Expression, loop: For): Expression {
  switch (value.kind) {
    case "constant":
    case "local":
      return value;
    case "load":
      return { ...value, index: turned(value.index, loop) };
    case "apply":
      return { ...value, operands: value.operands.map((operand) => fromTheEnd(operand, loop)) };
    case "convert":
      return { ...value, operand: fromTheEnd(value.operand, loop) };
  }
}

/** The last turn's number less the turn's own, in the place of that. */
function turned({ constant, terms }: Index, { variable, extent, step }: For): Index {
  const last = Math.floor((extent - 1) / step) * step;
  const one = (term: { readonly variable: LocalId; readonly factor: number }): Index => ({ constant: 0, terms: [term] });
  return terms.reduce((sum, term) => {
    if (term.variable !== variable) return addIndex(sum, one(term));
    return addIndex(addIndex(sum, constantIndex(last * term.factor)), one({ variable, factor: -term.factor }));
  }, constantIndex(constant));
}
