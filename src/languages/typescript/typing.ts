// How types are said: beside names in TypeScript, in comments in JavaScript. All else is the same in both.

export interface Typing {
  /** A parameter, or a variable of a declaration without a value. */
  name(name: string, type: string): string;
  /** What follows the parameters. */
  result(type: string): string;
  /** The declaration of a variable whose type is said, up to its value. */
  declaration(keyword: "const" | "let", name: string, type: string): string;
  /** An element that is known to be in its array: a number, where a project has readers ask whether there is one. */
  element(text: string): string;
  /** The lines that declare a field that keeps its value. */
  field(name: string, type: string, value: string): readonly string[];
  /** The lines about a function, indented by nothing. */
  about(sentence: string, parameters: readonly TypedName[], result: string): readonly string[];
  /** What declares names that an engine has, as one passage or none. */
  ambient(lines: readonly string[]): readonly (readonly string[])[];
  /** A value as one of the type, where what declares the names of an engine does not say so. */
  as(value: string, type: string): string;
  /** The lines about a function's types that stand after its sentence; none where they stand beside the names. */
  tags(parameters: readonly TypedName[], result: string): readonly string[];
}

export interface TypedName {
  readonly name: string;
  readonly type: string;
}

export const ANNOTATIONS: Typing = {
  name: (name, type) => `${name}: ${type}`,
  result: (type) => `: ${type}`,
  declaration: (keyword, name, type) => `${keyword} ${name}: ${type}`,
  element: (text) => `${text}!`,
  field: (name, type, value) => [`readonly ${name}: ${type} = ${value};`],
  about: (sentence) => [`/** ${sentence} */`],
  ambient: (lines) => [lines],
  as: (value) => value,
  tags: () => [],
};

export const COMMENTS: Typing = {
  name: (name) => name,
  result: () => "",
  declaration: (keyword, name, type) => `/** @type {${type}} */ ${keyword} ${name}`,
  element: (text) => text,
  field: (name, _type, value) => ["/** @readonly */", `${name} = ${value};`],
  about: (sentence, parameters, result) => ["/**", ...[sentence, "", ...tags(parameters, result)].map((line) => ` * ${line}`.trimEnd()), " */"],
  ambient: () => [],
  as: (value, type) => `/** @type {${type}} */ (${value})`,
  tags,
};

function tags(parameters: readonly TypedName[], result: string): readonly string[] {
  return [...parameters.map(({ name, type }) => `@param {${type}} ${name}`), ...(result === "void" ? [] : [`@returns {${result}}`])];
}
