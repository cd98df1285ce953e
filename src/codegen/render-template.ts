// Renders a view with a Handlebars template. Templates own the shape of a file and nothing else: what is too long for a string
// they see as a mark, in whose place it is read afterwards.

import Handlebars from "handlebars/runtime";
import type { Text } from "./text.ts";
import { Passage } from "./text.ts";

/** A template: as scripts/templates.mjs makes it of a file, or compiled where it is used. */
export interface Template {
  /** Its path in the folder of templates; its whole path where a user wrote it. */
  readonly name: string;
  readonly compiled: object | CompiledHere;
}

/** Fills what a user wrote with a view. */
export type CompiledHere = (view: object) => string;

/** The text of a template filled with the view. Throws where the template names what the view has not. */
export function render({ name, compiled }: Template, view: object): Text {
  const passages: Passage[] = [];
  const fill: CompiledHere = isCompiledHere(compiled) ? compiled : Handlebars.template(compiled);
  const rendered = fill(strict(view, name, passages));
  // Text and numbers of passages in turn.
  const parts = rendered.split(MARK);
  return { [Symbol.iterator]: () => pieces(parts, passages) };
}

function isCompiledHere(compiled: Template["compiled"]): compiled is CompiledHere {
  return typeof compiled === "function";
}

/** Stands for a passage, by its number. No other text of a view has it: it is no ASCII. */
const MARK = /\uE000(\d+)\uE001/;

function markOf(passage: Passage, passages: Passage[]): string {
  return `\uE000${passages.push(passage) - 1}\uE001`;
}

function* pieces(parts: readonly string[], passages: readonly Passage[]): Generator<string | Uint8Array, undefined> {
  for (const [place, part] of parts.entries()) {
    if (place % 2 === 0) yield part;
    else yield* passages[Number(part)].text;
  }
}

/** Handlebars' own strict mode overlooks undefined paths in #each and #if. Passages are put down and seen as marks. */
function strict<T extends object>(view: T, name: string, passages: Passage[]): T {
  return new Proxy(view, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "string" && !(key in target)) throw new Error(`templates/${name} names "${key}", which its view does not have`);
      if (value instanceof Passage) return markOf(value, passages);
      return typeof value === "object" && value !== null ? strict(value, name, passages) : value;
    },
    getOwnPropertyDescriptor(target, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      if (typeof key === "string" && descriptor === undefined && !Array.isArray(target)) {
        throw new Error(`templates/${name} names "${key}", which its view does not have`);
      }
      return descriptor;
    },
  });
}
