// Cuts a formula into numbers, names and signs, of mathjs's notation and of those of Python, JavaScript, C and Go. Understands none of them.

export interface Token {
  readonly kind: "number" | "name" | "sign";
  readonly text: string;
  /** The space before it. */
  readonly before: string;
}

const NUMBER = /(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
/** With what it is a member of: `np.exp`, `std::exp`. */
const NAME = /[A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w*)*/y;
const SIGN = /===|!==|\*\*|\/\/|==|!=|<>|<=|>=|&&|\|\||=>|->|:=|<<|>>|[^\s\w]/y;

/** Whose texts, each with its space before it, are the text again but for the space at its end. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let place = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = place;
    return pattern.exec(text)?.[0];
  };
  for (;;) {
    const before = take(/\s*/y) ?? "";
    place += before.length;
    if (place >= text.length) return tokens;
    const number = take(NUMBER);
    const name = number === undefined ? take(NAME) : undefined;
    const found = number ?? name ?? take(SIGN) ?? text[place];
    tokens.push({ kind: number !== undefined ? "number" : name !== undefined ? "name" : "sign", text: found, before });
    place += found.length;
  }
}

export function isSign(token: Token | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === "sign" && texts.includes(token.text);
}

export function isWord(token: Token | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === "name" && texts.includes(token.text);
}
