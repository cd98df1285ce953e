/* The formula a table stands for, as a function of another file: FORMULA is an expression of x in float. */
#include <math.h>

float formula(float x);

float formula(float x) { return FORMULA; }
