// Texts with places in them, such as `{left} + {right}`, of which a description of a language is made. A brace that no such place begins is a
// brace of the language.

/** What stands in the places, by their names; what it takes work to find out, or may not be there, is a function. */
export type Values = Readonly<Record<string, string | (() => string)>>;

const PLACE = /\{([A-Za-z]+)\}/g;

/** The names of the places, in the order they stand in. */
function placesOf(pattern: string): readonly string[] {
  return [...pattern.matchAll(PLACE)].map(([, name]) => name);
}

/** The text with every place filled; what is put there is not looked at again. */
export function fill(pattern: string, values: Values): string {
  return pattern.replace(PLACE, (whole, name: string) => {
    const value = values[name] ?? whole;
    return typeof value === "string" ? value : value();
  });
}

/** What is wrong with the places of a pattern; undefined where nothing is. */
export function patternFault(pattern: string, must: readonly string[], may: readonly string[]): string | undefined {
  const found = placesOf(pattern);
  const written = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(", ");
  const [missing] = must.filter((name) => !found.includes(name));
  if (missing !== undefined) return `{${missing}} is missing in "${pattern}"`;
  const [unknown] = found.filter((name) => !must.includes(name) && !may.includes(name));
  return unknown === undefined ? undefined : `there is no {${unknown}} here, but ${written([...must, ...may])}`;
}
