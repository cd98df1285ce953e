// Makes identifiers of the headers of a table: models and sources name their inputs by them. Looks at no values.

const MOST_CHARACTERS = 63;

/**
 * One identifier per header, in order: `wind speed (m/s)` becomes `wind_speed_m_s`. Whatever is no letter, digit or
 * underscore of ASCII becomes one underscore, none at the ends; a name that begins otherwise than with a letter gets a `c`
 * before it, an empty one is `c` and the number of the column. Of equal names the later ones get a number behind them.
 */
export function columnNames(headers: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return headers.map((header, position) => {
    const name = identifier(header, position + 1);
    let unique = name;
    for (let count = 2; taken.has(unique); count++) {
      const ending = `_${count}`;
      unique = name.slice(0, MOST_CHARACTERS - ending.length) + ending;
    }
    taken.add(unique);
    return unique;
  });
}

function identifier(header: string, number: number): string {
  const joined = header.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  if (joined === "") return `c${number}`;
  return (/^[A-Za-z]/.test(joined) ? joined : `c${joined}`).slice(0, MOST_CHARACTERS);
}
