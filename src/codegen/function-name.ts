// Decides whether a function may have a name, in every language at once.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { BACKENDS } from "./languages.ts";

/** Names of C's library (C17 §7, annex B): a function of that name compiles, and then replaces the library's. */
const C_LIBRARY =
  "abort abs acos acosh asin asinh atan atan2 atanh atexit atof atoi atol atoll bsearch calloc cbrt ceil clock copysign cos " +
  "cosh ctime difftime div erf erfc exit exp exp2 expm1 fabs fclose fdim feof ferror fflush fgetc fgets floor fma fmax fmin " +
  "fmod fopen fpclassify fprintf fputc fputs fread free frexp fscanf fseek ftell fwrite getc getchar getenv gmtime hypot " +
  "ilogb index isalnum isalpha isdigit isfinite isinf isnan isnormal isspace labs ldexp ldiv lgamma llabs llrint llround " +
  "localtime log log10 log1p log2 logb longjmp lrint lround malloc memchr memcmp memcpy memmove memset mktime modf nan " +
  "nearbyint nextafter nexttoward perror pow printf putc putchar puts qsort raise rand read realloc remainder remove remquo " +
  "rename rewind rint round scalbln scalbn scanf setjmp setlocale setvbuf signal signbit sin sinh snprintf sprintf sqrt " +
  "srand sscanf strcat strchr strcmp strcpy strlen strncat strncmp strncpy strstr strtod strtof strtok strtol strtoul system " +
  "tan tanh tgamma time tmpfile trunc ungetc vfprintf vprintf vsnprintf vsprintf write y0 y1 yn j0 j1 jn gamma";

const LIBRARY_NAMES = new Set(C_LIBRARY.split(" ").flatMap((name) => [name, `${name}f`, `${name}l`]));

/**
 * Throws where the name is not `[A-Za-z][A-Za-z0-9_]*` of at most 63 characters (what C99 §5.2.4.1 guarantees to be
 * significant), or is a keyword in one of the languages, or a function of C's library.
 */
export function checkFunctionName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) {
    throw refused(name, "it must be a letter followed by at most 62 letters, digits and underscores");
  }
  for (const backend of Object.values(BACKENDS)) {
    const spelled = backend.functionName(name);
    if (backend.reserved.has(spelled) || backend.reserved.has(name)) throw refused(name, `"${spelled}" is a reserved word in ${backend.title}`);
  }
  if (LIBRARY_NAMES.has(name)) throw refused(name, "it is a function of C's library, which would be replaced");
}

function refused(name: string, note: string): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message: `"${name}" cannot be the name of a function`,
    place: "--name",
    note,
    hint: "choose another one: --name pseudo_exp",
  });
}

/** `pseudo_exp` for a model of exp(x), else `network`. */
export function defaultFunctionName(targets: readonly string[] | undefined): string {
  const [target] = targets ?? [];
  const called = targets?.length === 1 ? /^([a-z][a-z0-9]*)\([a-zA-Z]\w*\)$/.exec(target ?? "")?.[1] : undefined;
  return called === undefined ? "network" : `pseudo_${called}`;
}
