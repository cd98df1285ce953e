// Checks the names of a table's columns. Makes no identifiers of them: column-names.ts does.

import { dataError } from "./table.ts";

/**
 * @param headers without space around them; empty where a column has none.
 * @param placeOf the place of a column in messages, by its position.
 * @throws DiagnosticError (model) where two columns have the same name.
 */
export function checkDistinct(headers: readonly string[], placeOf: (position: number) => string): void {
  const firsts = new Map<string, number>();
  headers.forEach((header, position) => {
    const first = firsts.get(header);
    if (header === "" || first === undefined) {
      firsts.set(header, position);
      return;
    }
    throw dataError("data-malformed", placeOf(position), {
      message: `two columns are called '${header}'`,
      note: `the other is column ${first + 1}`,
      hint: "give each column a name of its own",
    });
  });
}
