// The printed form of a Program: for developers, documentation and tests. No language's spelling.

import { affineSum } from "./affine-sum.ts";
import { printable } from "../diagnostics/render-diagnostic.ts";
import { termsInOrder } from "./expression.ts";
import { OPERATORS, type OperatorName } from "./operators.ts";
import type { Bounds, Buffer, Expression, Index, Program, Statement } from "./program.ts";
import type { Scalar } from "./scalar.ts";
import type { Unit } from "./unit.ts";

/** Text with one line per buffer and per statement, ending in a newline. @param callees the names of what it calls. */
export function printProgram(program: Program, callees: readonly string[] = []): string {
  const lines = program.buffers.map((buffer) => `${buffer.role} ${printable(buffer.name)}[${buffer.size}]${type(buffer.scalar)}${within(buffer.role === "scratch" ? buffer.bounds : undefined)}${comment(buffer)}`);
  printStatements(program, program.body, "", lines, callees);
  return lines.join("\n") + "\n";
}

/** Every function after the one it calls, each under a line with its name. */
export function printUnit({ functions }: Unit): string {
  const names = functions.map((one) => printable(one.name));
  return functions.map(({ exported, program }, id) => `${exported ? "export " : ""}function ${names[id]}\n${printProgram(program, names)}`).join("\n");
}

/** float32 is what nearly everything is, and goes without saying. */
function type(scalar: Scalar): string {
  return scalar === "f32" ? "" : `: ${scalar}`;
}

function within(bounds: Bounds | undefined): string {
  return bounds === undefined ? "" : ` in ${bounds.least}..${bounds.greatest}`;
}

function comment(buffer: Buffer): string {
  const text = buffer.role === "table" || buffer.role === "scratch" ? (buffer.comment ?? "") : "";
  return text === "" ? "" : `  ; ${printable(text)}`;
}

function printStatements(
  program: Program,
  statements: readonly Statement[],
  indent: string,
  lines: string[],
  callees: readonly string[],
): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case "let": {
        const keyword = statement.mutable ? "var" : "let";
        const { scalar, bounds } = program.locals[statement.local];
        lines.push(`${indent}${keyword} ${name(program, statement.local)}${type(scalar)}${within(bounds)} = ${print(program, statement.value)}`);
        break;
      }
      case "set":
        lines.push(`${indent}${name(program, statement.local)} = ${print(program, statement.value)}`);
        break;
      case "store":
        lines.push(`${indent}${access(program, statement.buffer, statement.index)} = ${print(program, statement.value)}`);
        break;
      case "for":
        lines.push(`${indent}for ${name(program, statement.variable)} in 0..${statement.extent - 1}${statement.step === 1 ? "" : ` by ${statement.step}`}`);
        printStatements(program, statement.body, `${indent}  `, lines, callees);
        break;
      case "call": {
        const result = statement.result === undefined ? "" : `let ${name(program, statement.result)} = `;
        const given = statement.arguments.map((argument) =>
          argument.kind === "value" ? print(program, argument.value) : `${access(program, argument.buffer, argument.start)} …`,
        );
        lines.push(`${indent}${result}call ${callees[statement.function] ?? `function ${statement.function}`}(${given.join(", ")})`);
        break;
      }
      case "return":
        lines.push(`${indent}return ${print(program, statement.value)}`);
    }
  }
}

function print(program: Program, expression: Expression): string {
  switch (expression.kind) {
    case "constant":
      return Object.is(expression.value, -0) ? "-0" : String(expression.value);
    case "local":
      return name(program, expression.local);
    case "load":
      return access(program, expression.buffer, expression.index);
    case "apply":
      return printApplied(expression.operator, expression.operands.map((operand) => print(program, operand)));
    case "convert":
      return `${expression.how}(${print(program, expression.operand)}): ${expression.to}`;
  }
}

function printApplied(operator: OperatorName, operands: readonly string[]): string {
  if (operator === "select") return `${operands[0]} ? ${operands[1]} : ${operands[2]}`;
  const { sign } = OPERATORS[operator];
  if (sign === undefined) return `${operator}(${operands.join(", ")})`;
  return operands.length === 1 ? sign + operands[0] : operands.join(` ${sign} `);
}

function access(program: Program, buffer: number, index: Index): string {
  return `${printable(program.buffers[buffer]?.name ?? "?")}[${printIndex(program, index)}]`;
}

function printIndex(program: Program, index: Index): string {
  const terms = termsInOrder(index).map(({ variable, factor }) => ({ name: name(program, variable), factor }));
  return affineSum({ constant: index.constant, terms }, { times: "*", plus: " + " });
}

/** Hints repeat; the number makes a variable recognisable. */
function name(program: Program, local: number): string {
  return `${printable(program.locals[local]?.name ?? "?")}.${local}`;
}
