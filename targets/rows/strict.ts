// The warnings that emitted C must be without everywhere. Runs nothing.

export const STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wfloat-equal", "-Wdouble-promotion", "-Werror"];
