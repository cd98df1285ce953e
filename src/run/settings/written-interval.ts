// Cuts what an interval is written as into its name and its ends: `0:1`, `0..1`, `[0, 1]`, `x in [0, 1]`, `0 <= x <= 1`, `0 to 1`. Reads no
// numbers.

interface WrittenInterval {
  readonly name: string | undefined;
  /** Texts without space around them, in ASCII. */
  readonly low: string;
  readonly high: string;
}

/** What it can be meant as, where that has to be written otherwise: one after the other where there are several. */
interface OtherInterval {
  readonly meant: string;
}

const SIGNS: ReadonlyMap<string, string> = new Map([["−", "-"], ["–", "-"], ["π", "pi"], ["≤", "<="], ["≥", ">="], ["∈", " in "], ["…", ".."], ["×", "*"], ["·", "*"]]);

/** What may stand between the ends; the surer ones first. */
const BETWEEN: readonly RegExp[] = [/\s*:\s*/, /\s*\.{2,3}\s*/, /\s*[,;]\s*/, /\s+to\s+/, /\s+/];

/** Characters that an interval may have: expressions look for names before every one of them. */
const LONGEST = 1000;

/** Undefined where it is no interval. */
export function readInterval(text: string): WrittenInterval | OtherInterval | undefined {
  if (text.length > LONGEST) return undefined;
  const ascii = Array.from(text, (character) => SIGNS.get(character) ?? character).join("").trim().replace(/\s*([*/])\s*/g, "$1");
  const [, from = "", relation = "", inside = "", to = ""] = /^([^<>=]+)([<>])=?\s*([A-Za-z]\w*)\s*\2=?\s*([^<>=]+)$/.exec(ascii) ?? [];
  if (inside !== "") {
    const [low, high] = relation === "<" ? [from, to] : [to, from];
    return { name: inside, low: low.trim(), high: high.trim() };
  }
  const [, name, ends = ""] = /^(?:(.*?)\s*(?:=|\bin\b|(?<=[A-Za-z]\w*)\s+(?=[[(])))?\s*([^=]*)$/.exec(ascii) ?? [];
  const interval = several(ascii) ?? unnamed(ends);
  return interval === undefined || "meant" in interval ? interval : { ...interval, name };
}

function unnamed(text: string): WrittenInterval | OtherInterval | undefined {
  const power = /^\[(.+)\]\s*(?:\^|\*\*)\s*2$/.exec(text);
  if (power !== null) return squared(power[1]);
  const inner = /^[[(](.*)[\])]$/.exec(text)?.[1].trim() ?? text;
  const between = BETWEEN.find((one) => one.test(inner));
  if (between === undefined) return subtracted(inner);
  const parts = inner.split(between);
  const [low, high] = parts;
  if (parts.length < 2 || parts.length > 3 || low === "" || high === "") return undefined;
  if (parts.length === 3) return { meant: `${low}:${high}` };
  const decimal = [low, high].map((end) => end.replace(/^([+-]?\d+),(\d+)$/, "$1.$2"));
  return decimal[0] === low && decimal[1] === high ? { name: undefined, low, high } : { meant: decimal.join(":") };
}

/** `0-1`. */
function subtracted(text: string): OtherInterval | undefined {
  const [, low, high] = /^(-?[\d.]+)-([\d.]+)$/.exec(text) ?? [];
  return low === undefined ? undefined : { meant: `${low}:${high}` };
}

/** `[-1, 1]^2`: of which names is not said. */
function squared(inner: string): OtherInterval | undefined {
  const one = unnamed(inner);
  return one === undefined || "meant" in one ? undefined : { meant: `x=${one.low}:${one.high} and y=${one.low}:${one.high}, each by itself` };
}

/** `x=0:1,y=0:1`. */
function several(text: string): OtherInterval | undefined {
  const parts = text.split(/[,;\s]+(?=[A-Za-z]\w*\s*=)/);
  return parts.length > 1 && parts.every((part) => /^[A-Za-z]\w*\s*=[^=]+$/.test(part)) ? { meant: `${parts.join(" and ")}, each by itself` } : undefined;
}
