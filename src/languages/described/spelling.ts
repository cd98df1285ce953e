// Spells Programs by a description of a language. Knows no language; what a description leaves out and a Program needs is refused.

import { withPoint, digitsOf } from "../../codegen/digits.ts";
import type { Parameter, Signature, Spelling } from "../../codegen/language.ts";
import type { Rounding } from "../../codegen/rounding.ts";
import type { SpelledConversion, SpelledOperation, SpelledValue } from "../../codegen/spelled-value.ts";
import { tableRows } from "../../codegen/table-rows.ts";
import { affineSum } from "../../program/affine-sum.ts";
import { OPERATORS } from "../../program/operators.ts";
import { isFloat, SCALARS, type Scalar } from "../../program/scalar.ts";
import type { ByType, Description } from "./description.ts";
import { fill } from "./pattern.ts";

/** Says that a key of the description is missing. */
export type Lacks = (key: string) => never;

/** What is refused before anything is spelled. */
function unavailable(what: string): never {
  throw new Error(`a described language spells no ${what}`);
}

export function spellingOf(description: Description, rounding: Rounding, lacks: Lacks): Spelling {
  return new DescribedSpelling(description, rounding, lacks).spelling();
}

/** How the description brings results to float32. */
export function roundingOf(description: Description, lacks: Lacks): Rounding {
  const { round } = description;
  if (round === undefined) return { kind: "native" };
  return { kind: "spelled", round: (text) => fill(round, { value: text }), exact: (value) => new DescribedSpelling(description, { kind: "native" }, lacks).exact(value) };
}

class DescribedSpelling {
  private readonly description: Description;
  private readonly rounding: Rounding;
  private readonly lacks: Lacks;

  constructor(description: Description, rounding: Rounding, lacks: Lacks) {
    this.description = description;
    this.rounding = rounding;
    this.lacks = lacks;
  }

  spelling(): Spelling {
    const { element, indent, comment, statements, tables } = this.description;
    const at = (array: string, index: string): string => fill(element, { array, index });
    return {
      indent,
      reserved: [],
      preamble: () => [],
      helper: () => undefined,
      library: () => undefined,
      table: (name, table) => {
        const { scalar, size } = table;
        const [only] = table.values;
        if (size === 1 && only !== undefined) return [fill(tables.single, { name, value: this.singleValue(only, scalar), type: this.type(scalar) })];
        const rows = tableRows(table, this.rowStyle(), (value) => this.tableNumber(value, scalar), indent);
        return [fill(tables.open, { name, size: String(size), type: this.elementType(scalar) }), rows, tables.close];
      },
      signature: (signature) => this.signature(signature),
      batch: () => unavailable("function for many arguments"),
      receive: () => [],
      scratch: (name, size, scalar) => ({
        level: "function",
        line: fill(statements.scratch, { name, size: String(size), type: this.elementType(scalar), zero: this.literal(0, scalar) }),
      }),
      state: () => unavailable("state"),
      field: () => unavailable("state"),
      comment: (text) => fill(comment, { text }),
      ignore: (name) => (statements.ignore === undefined ? [] : [fill(statements.ignore, { name })]),
      element: at,
      target: at,
      index: (index) => affineSum(index, { times: " * ", plus: " + " }),
      let: (name, value, mutable) => {
        const pattern = mutable ? statements.variable ?? statements.let : statements.let;
        return [fill(pattern, { name, value: this.value(value), type: this.type(value.scalar) })];
      },
      set: (name, value) => [fill(statements.set, { name, value: this.value(value) })],
      store: (target, value) => [fill(statements.store ?? statements.set, { target, name: target, value: this.value(value) })],
      for: (variable, extent, step) => ({
        open: fill(step === 1 ? statements.for : statements.forSteps, { variable, extent: String(extent), step: String(step) }),
        close: statements.end ?? "",
      }),
      return: (value) => [fill(statements.return, { value })],
      constant: (value, scalar) => this.literal(value, scalar),
      wholeArray: () => unavailable("call with an array"),
      partOfArray: () => unavailable("call with an array"),
      row: undefined,
      call: () => unavailable("call without a result"),
    };
  }

  /** The expression, of float32 before it is rounded. */
  exact(value: SpelledOperation | SpelledConversion): string {
    return value.kind === "apply" ? this.operation(value) : this.conversion(value);
  }

  private value(value: SpelledValue): string {
    switch (value.kind) {
      case "atom":
        return value.text;
      case "apply":
      case "convert":
        return this.exact(value);
      case "select":
        return fill(this.description.select, { condition: this.value(value.condition), whenTrue: value.whenTrue.text, whenFalse: value.whenFalse.text });
    }
  }

  private operation({ operator, operands }: SpelledOperation): string {
    const patterns: Readonly<Partial<Record<string, ByType>>> = this.description.operators;
    const found = patterns[operator];
    const [{ scalar }] = operands;
    const key = `operators.${operator}`;
    const pattern = (typeof found === "object" ? found[scalar] : found) ?? this.lacks(typeof found === "object" ? `${key}.${scalar}` : key);
    return fill(pattern, Object.fromEntries(OPERATORS[operator].operands.map((name, position) => [name, operands[position].text])));
  }

  private conversion({ how, operand, scalar }: SpelledConversion): string {
    const key = `${how} ${operand.scalar} ${scalar}`;
    const { conversions = {} } = this.description;
    const pattern = conversions[key] ?? conversions[`${how} to ${scalar}`] ?? conversions[how] ?? this.lacks(`conversions.${key}`);
    const { least, greatest } = SCALARS[scalar];
    return fill(pattern, { of: operand.text, least: String(least), greatest: String(greatest) });
  }

  private signature({ functionName, exported, parameters, returns }: Signature): string {
    const { function: head } = this.description;
    const list = parameters.map((parameter) => this.parameter(parameter)).join(head.separator ?? ", ");
    const result = (): string => (returns === undefined ? head.noResult ?? "" : fill(head.result ?? "", { type: this.type(returns) }));
    return fill(exported ? head.exported : head.internal ?? head.exported, { name: functionName, parameters: list, result });
  }

  private parameter({ name, role, scalar, size }: Parameter): string {
    const { function: head } = this.description;
    if (size === undefined) return fill(head.number, { name, type: this.type(scalar) });
    return fill(role === "input" ? head.inputArray : head.outputArray, { name, type: this.elementType(scalar), size: String(size) });
  }

  private type(scalar: Scalar): () => string {
    return () => this.description.types?.[scalar] ?? this.lacks(`types.${scalar}`);
  }

  private elementType(scalar: Scalar): () => string {
    return () => this.description.elementTypes?.[scalar] ?? this.type(scalar)();
  }

  private literal(value: number, scalar: Scalar): string {
    const { literals, truth } = this.description;
    if (scalar === "bool") return value === 0 ? truth.false : truth.true;
    return fill(literals?.[scalar] ?? "{digits}", { digits: digits(value, scalar) });
  }

  /** The decimal of a float32 may name another float64. */
  private singleValue(value: number, scalar: Scalar): string {
    const text = this.literal(value, scalar);
    return scalar === "f32" && this.rounding.kind === "spelled" ? this.rounding.round(text) : text;
  }

  private tableNumber(value: number, scalar: Scalar): string {
    const { tables } = this.description;
    return scalar === "bool" ? this.literal(value, scalar) : fill(tables.number ?? "{digits}", { digits: digits(value, scalar) });
  }

  /** Of float32 numbers, of which there may be millions. */
  private rowStyle(): Parameters<typeof tableRows>[1] {
    const [before, after] = (this.description.tables.number ?? "{digits}").split("{digits}");
    return { before, afterWhole: `.0${after}`, afterOther: after };
  }
}

/** In decimals, of floats with a point or an exponent. */
function digits(value: number, scalar: Scalar): string {
  return isFloat(scalar) ? withPoint(digitsOf(value, scalar)) : String(value);
}
