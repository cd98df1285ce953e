// A kernel as a function of a unit: what stands in emitted sources under the kernel's name, one operation a statement. What
// occurs several times in the body is computed once.

import { ProgramBuilder } from "./builder.ts";
import { constantIndex, countUses, load } from "./expression.ts";
import type { Kernel } from "./kernel.ts";
import { KERNELS } from "./kernels/index.ts";
import type { KernelName } from "./operator-name.ts";
import type { Expression, Program } from "./program.ts";
import type { UnitFunction } from "./unit.ts";

const functions = new Map<KernelName, UnitFunction>();

/** The same object every time, so that files that name it twice declare it once. */
export function kernelFunction(name: KernelName): UnitFunction {
  const known = functions.get(name);
  if (known !== undefined) return known;
  const kernel = KERNELS[name];
  const made: UnitFunction = { name, program: kernelProgram(kernel), exported: false, does: `is ${kernel.does}`, isInline: true };
  functions.set(name, made);
  return made;
}

/** Of numbers passed by value, in the kernel's order; returns the result. */
function kernelProgram(kernel: Kernel): Program {
  const builder = new ProgramBuilder();
  const operands = kernel.operands.map((name) => load(builder.buffer({ role: "input", name, scalar: "f32", size: 1 }), constantIndex(0)));
  builder.buffer({ role: "output", name: "result", scalar: "f32", size: 1 });
  const body = kernel.body(operands);
  builder.return(new Sharing(builder, countUses([body])).result(body));
  return builder.finish();
}

class Sharing {
  private readonly builder: ProgramBuilder;
  private readonly uses: ReadonlyMap<Expression, number>;
  private readonly known = new Map<Expression, Expression>();

  constructor(builder: ProgramBuilder, uses: ReadonlyMap<Expression, number>) {
    this.builder = builder;
    this.uses = uses;
  }

  /** That of the whole body. */
  result(body: Expression): Expression {
    return this.builder.named("result", this.ofAtoms(body));
  }

  /** The variable that an expression is computed into, where it is an operation. */
  computed(expression: Expression): Expression {
    const known = this.known.get(expression);
    if (known !== undefined) return known;
    const atom = this.builder.named(nameOf(expression), this.ofAtoms(expression));
    this.known.set(expression, atom);
    return atom;
  }

  /** One operation; a selection keeps the comparison that nothing else asks for. */
  private ofAtoms(expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
      case "local":
      case "load":
        return expression;
      case "apply": {
        const operands = expression.operands.map((operand, position) => {
          const isCondition = expression.operator === "select" && position === 0 && this.isOwn(operand);
          return isCondition ? this.ofAtoms(operand) : this.computed(operand);
        });
        return { ...expression, operands };
      }
      case "convert":
        return { ...expression, operand: this.computed(expression.operand) };
    }
  }

  private isOwn(condition: Expression): boolean {
    return condition.kind === "apply" && condition.operator !== "select" && this.uses.get(condition) === 1;
  }
}

/** Conversions and comparisons have no names of their own. */
function nameOf(expression: Expression): string {
  if (expression.kind === "apply") return expression.name ?? "holds";
  if (expression.kind !== "convert") return "value";
  if (expression.to === "f32") return "number";
  return expression.how === "bits" ? "bits" : "whole";
}
