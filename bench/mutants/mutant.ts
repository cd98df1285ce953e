// What a mutant is: a source file with one small mistake in it, and where the mistake is in words that stay when lines move. Makes none.

export type MutationKind = "operator" | "constant" | "condition" | "statement" | "return" | "order" | "text";

export interface Mutant {
  /** Relative to the root, with slashes. */
  readonly file: string;
  /** The function, class or constant of the file's outermost level that it is in. */
  readonly inside: string;
  readonly kind: MutationKind;
  readonly start: number;
  readonly end: number;
  /** What stood there. */
  readonly before: string;
  /** What takes its place: of a statement that is left out, an empty block. */
  readonly after: string;
  /** The whole line that it begins in, without the spaces around it. */
  readonly line: string;
  /** From 1, for readers. */
  readonly lineNumber: number;
}

/** The file's text with the mistake in it. */
export function mutated(text: string, { start, end, after }: Mutant): string {
  return text.slice(0, start) + after + text.slice(end);
}

const shortened = (text: string): string => {
  const one = text.replace(/\s+/g, " ");
  return one.length <= 70 ? one : `${one.slice(0, 67)}...`;
};

/** The mistake in one line, such as "`a + b` becomes `a - b`". */
export function changeOf({ before, after }: Mutant): string {
  return after === "{}" ? `\`${shortened(before)}\` left out` : `\`${shortened(before)}\` becomes \`${shortened(after)}\``;
}
