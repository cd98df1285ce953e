// What is known of a compiler, as data: how it is found, called and installed. The compilers stand with their languages. Runs nothing.

/**
 * One compiler. Command lines are lists of words, in which these stand for something else:
 * `{command}` the compiler as it was found, `{options}` those of one of its builds, `{sources}` the source files (one word each),
 * `{output}` the program to write, `{directory}` the folder of the build, `{package}` the file of a package that nnc depends on,
 * `{node}` the Node.js that runs nnc.
 */
export interface Compiler<Language extends string = string> {
  readonly name: string;
  /** What it compiles, as its user calls that. */
  readonly language: Language;
  /** Names to look for on the PATH (or absolute paths, or `{node}`), the first that answers is taken. */
  readonly commands: readonly string[];
  readonly detect: readonly string[];
  /** Its first group is the version. What does not match is not this compiler (macOS calls its clang gcc). */
  readonly versionPattern: RegExp;
  /** Source files end like this; other files lie beside them (headers, modules that need no compiling). */
  readonly sourceExtension: string;
  /** The options of each way in which a project may build; the first is the usual one. */
  readonly builds: readonly [readonly string[], ...(readonly string[])[]];
  /** The package it takes for a part, and the file of it that is `{package}`. */
  readonly package?: { readonly name: string; readonly file: string };
  /** Succeeds, with nothing on its standard input, where the compiler knows the options of a build. */
  readonly attempt: readonly string[];
  /** Runs in the folder of the build. */
  readonly compile: readonly string[];
  /** How a program is built that times a function; absent where nobody who counts nanoseconds takes this compiler. */
  readonly timed?: TimedBuild;
  readonly run: readonly string[];
  /** Files the compiler wants beside the sources. */
  readonly extraFiles: Readonly<Record<string, string>>;
  /** Settings of the user's that would change the result are overruled here; an empty one counts as not set. */
  readonly environment: Readonly<Record<string, string>>;
  /** More of them, for when there is no home folder to keep caches in. */
  readonly environmentWithoutHome: Readonly<Record<string, string>>;
  /** The command that installs it. */
  readonly install: Readonly<Partial<Record<NodeJS.Platform, string>>>;
}

/** Runs in the folder of a build, as `compile`. */
export interface TimedBuild {
  /**
   * Makes of one source, whoever wrote it, `{output}`, an object, beside it what a function takes of the stack, in files `.su` (gcc's
   * -fstack-usage). Absent where the sources of a program are compiled together.
   */
  readonly object?: readonly string[];
  /** Makes a program of sources and, in the place of `{objects}`, of such objects and of libraries. */
  readonly program: readonly string[];
}
