// Renders a view with a Handlebars template. Templates own the shape of a file and nothing else.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

/** The text of `templates/<path>` filled with the view. Throws where the template names what the view has not. */
export function render(path: string, view: object, source: string = readTemplate(path)): string {
  const template = Handlebars.compile(source, { noEscape: true, strict: true });
  return template(strict(view, path));
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

/** Handlebars' own strict mode overlooks undefined paths in #each and #if. */
function strict<T extends object>(view: T, path: string): T {
  return new Proxy(view, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "string" && !(key in target)) throw new Error(`templates/${path} names "${key}", which its view does not have`);
      return typeof value === "object" && value !== null ? strict(value, path) : value;
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
