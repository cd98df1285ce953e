// Why nothing is decided, where several properties say the same.

export const NOTHING_KNOWN = "it is not known near enough what is computed";
