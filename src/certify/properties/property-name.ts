// The names of properties, for those who choose some.

export const PROPERTY_NAMES = ["range", "rising", "falling", "monotone", "convex", "concave", "even", "odd", "lipschitz"] as const;

export type PropertyName = (typeof PROPERTY_NAMES)[number];
