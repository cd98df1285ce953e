// Finds what a template does that templates may not: they name paths, and have each and if, and cannot think. Runs no template.

import Handlebars from "handlebars";
import type { Shape } from "../../codegen/view-shape.ts";

export interface TemplateFault {
  readonly text: string;
  /** From 1 on. */
  readonly line: number;
  readonly column: number;
}

/** Of blocks in one another. */
const DEEPEST = 50;

/**
 * In the order they stand in.
 *
 * @param template as it is parsed.
 * @param view what there is to name; undefined where that is not asked.
 */
export function templateFaults(template: hbs.AST.Program, view?: Shape): readonly TemplateFault[] {
  const visitor = new FaultVisitor(view);
  visitor.accept(template);
  return visitor.faults;
}

class FaultVisitor extends Handlebars.Visitor {
  readonly faults: TemplateFault[] = [];
  /** What `this` is, where that is asked and known. */
  private scope: Shape | undefined;
  private depth = 0;

  constructor(view: Shape | undefined) {
    super();
    this.scope = view;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (mustache.params.length > 0 || isThere(mustache.hash)) this.fault(mustache, "{{…}}: a helper is called");
    else if (!isPath(mustache.path)) this.fault(mustache, `{{…}}: a ${mustache.path.type} is not a path`);
    else {
      const shape = this.named(mustache.path);
      if (typeof shape === "object") this.fault(mustache, `{{${mustache.path.original}}} is ${"each" in shape ? "a list, which {{#each}} goes through" : "no text, but has fields"}`);
    }
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const kind = isPath(block.path) ? block.path.original : "?";
    const [path, ...others] = block.params;
    const isOne = path !== undefined && others.length === 0 && !isThere(block.hash);
    if (kind !== "each" && kind !== "if") this.fault(block, `{{#${kind}}}: only each and if`);
    else if (!isOne) this.fault(block, `{{#${kind}}}: takes one path`);
    else if (!isPath(path)) this.fault(block, `{{#${kind}}}: a ${path.type} is not a path`);
    else if (isThere(block.program.blockParams)) this.fault(block, `{{#${kind}}}: gives no names with "as"`);
    else if (this.depth === DEEPEST) this.fault(block, `{{#${kind}}}: more than ${DEEPEST} blocks lie in one another`);
    else this.inside(block, kind, path);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.fault(expression, "a subexpression computes");
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.fault(partial, "{{>…}}: there are no other templates");
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.fault(partial, "{{#>…}}: there are no other templates");
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    this.fault(decorator, "{{*…}}: there are no decorators");
  }

  override DecoratorBlock(block: hbs.AST.DecoratorBlock): void {
    this.fault(block, "{{#*…}}: there are no decorators");
  }

  private inside(block: hbs.AST.BlockStatement, kind: "each" | "if", path: hbs.AST.PathExpression): void {
    const outer = this.scope;
    const shape = this.named(path);
    const isList = typeof shape === "object" && "each" in shape;
    if (kind === "each" && shape !== undefined && !isList) this.fault(block, `{{#each}}: ${path.original} is no list`);
    if (kind === "each") this.scope = isList ? shape.each : undefined;
    this.depth++;
    this.accept(block.program);
    this.scope = outer;
    if (isThere(block.inverse)) this.accept(block.inverse);
    this.depth--;
  }

  /** What a path leads to; undefined where it leads nowhere, or nobody asks. */
  private named(path: hbs.AST.PathExpression): Shape | undefined {
    if (this.scope === undefined) return undefined;
    if (path.data || path.depth > 0) {
      this.fault(path, `{{${path.original}}}: paths begin in what is at hand, and have neither @ nor ../`);
      return undefined;
    }
    let shape: Shape = this.scope;
    for (const part of path.parts) {
      const fields: Readonly<Record<string, Shape>> = typeof shape === "object" && "fields" in shape ? shape.fields : {};
      if (!Object.hasOwn(fields, part)) {
        const names = Object.keys(fields);
        this.fault(path, `there is no "${part}" here${names.length === 0 ? "" : `, but ${names.join(", ")}`}`);
        return undefined;
      }
      shape = fields[part];
    }
    return shape;
  }

  private fault({ loc: { start } }: hbs.AST.Node, text: string): void {
    this.faults.push({ text, line: start.line, column: start.column + 1 });
  }
}

function isPath(expression: hbs.AST.Expression): expression is hbs.AST.PathExpression {
  return expression.type === "PathExpression";
}

/** Handlebars leaves parts of a block out where there are none. */
function isThere(part: object | undefined): boolean {
  return part !== undefined;
}
