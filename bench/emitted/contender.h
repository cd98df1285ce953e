/* What every contender is called like: one number in and out, or arrays. SCALAR comes from the command line. */
#ifndef CONTENDER_H
#define CONTENDER_H

#if SCALAR
typedef float function(float x);
#else
typedef void function(const float *x, float *y);
#endif

#endif
