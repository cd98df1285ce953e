// Shows where in an expression something is.

/** The text with a mark under the character at `position`. */
export function pointAt(text: string, position: number): string {
  return `${text}\n${" ".repeat(position)}^`;
}
