// Renders a view with a Handlebars template. Templates own the shape of a file and nothing else: what is too long for a string
// they see as a mark, in whose place it is read afterwards.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import type { Text } from "./text.ts";
import { Passage } from "./text.ts";

/** The text of `templates/<path>` filled with the view. Throws where the template names what the view has not. */
export function render(path: string, view: object, source: string = readTemplate(path)): Text {
  const template = Handlebars.compile(source, { noEscape: true, strict: true });
  const passages: Passage[] = [];
  const rendered = template(strict(view, path, passages));
  // Text and numbers of passages in turn.
  const parts = rendered.split(MARK);
  return { [Symbol.iterator]: () => pieces(parts, passages) };
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

function readTemplate(path: string): string {
  return readFileSync(join(templateFolder(), path), "utf8");
}

/** `templates` lies beside `src` in a checkout and beside `dist` in an installed package. */
function templateFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!/^(src|dist)$/.test(basename(folder)) && folder !== dirname(folder)) folder = dirname(folder);
  return join(dirname(folder), "templates");
}

/** Handlebars' own strict mode overlooks undefined paths in #each and #if. Passages are put down and seen as marks. */
function strict<T extends object>(view: T, path: string, passages: Passage[]): T {
  return new Proxy(view, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "string" && !(key in target)) throw new Error(`templates/${path} names "${key}", which its view does not have`);
      if (value instanceof Passage) return markOf(value, passages);
      return typeof value === "object" && value !== null ? strict(value, path, passages) : value;
    },
    getOwnPropertyDescriptor(target, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      if (typeof key === "string" && descriptor === undefined && !Array.isArray(target)) {
        throw new Error(`templates/${path} names "${key}", which its view does not have`);
      }
      return descriptor;
    },
  });
}
