// ln 2 in two parts, for products with whole numbers below 2^9 in magnitude.

/** 15 bits: the product is exact. */
export const LN2_HIGH = 0.693145751953125;

/** ln 2 − LN2_HIGH. */
export const LN2_LOW = 1.428606820309417e-6;
