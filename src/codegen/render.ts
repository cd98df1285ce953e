// Renders a view with a Handlebars template. Templates own the shape of a file and nothing else.

import Handlebars from "handlebars/runtime";

/** A template as scripts/templates.mjs makes it of a file. */
export interface Template {
  /** Its path in the folder of templates. */
  readonly name: string;
  readonly compiled: TemplateSpecification;
}

/** The text of a template filled with the view. Throws where the template names what the view has not. */
export function render({ name, compiled }: Template, view: object): string {
  return Handlebars.template(compiled)(strict(view, name));
}

/** Handlebars' own strict mode overlooks undefined paths in #each and #if. */
function strict<T extends object>(view: T, name: string): T {
  return new Proxy(view, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "string" && !(key in target)) throw new Error(`templates/${name} names "${key}", which its view does not have`);
      return typeof value === "object" && value !== null ? strict(value, name) : value;
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
