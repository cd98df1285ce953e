/* Times a function of one float beside the formula it stands for, in turn, round by round; prints medians in nanoseconds as JSON.
 *
 * From the command line: LOW, HIGH, the domain; FORMULA, an expression of x in float; HEADER, the emitted one, where its
 * inline function is meant, else `table` of another file. The formula is a function of another file or inlined as the table is.
 *
 * independent: calls with random numbers of the domain, the bits of all results added up. chained: every call waits for the result before it,
 * less the time of the multiplication and the addition that make it wait.
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "clock.h"

#ifdef HEADER
#include HEADER
#define table table_inline
static inline float formula(float x) { return FORMULA; }
#else
float table(float x);
float formula(float x);
#endif

enum { COUNT = 4096, ROUNDS = 51, TURNS = 60 };

static float inputs[COUNT];
static volatile float zero;
static volatile uint32_t sink;

static uint32_t bits_of(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* The inputs may be others in every turn, as far as the compiler knows. */
#define FORGET() __asm__ volatile("" ::: "memory")

#define INDEPENDENT(name)                                              \
    __attribute__((noinline)) static double independent_##name(void) { \
        uint32_t sum = 0;                                              \
        const double start = now();                                    \
        for (int turn = 0; turn < TURNS; ++turn) {                     \
            FORGET();                                                  \
            for (int i = 0; i < COUNT; ++i) sum += bits_of(name(inputs[i])); \
        }                                                              \
        sink = sum;                                                    \
        return (now() - start) / TURNS / COUNT;                        \
    }
#define CHAINED(name, call)                                            \
    __attribute__((noinline)) static double chained_##name(void) {     \
        const float nothing = zero;                                    \
        float value = inputs[0];                                       \
        const double start = now();                                    \
        for (int turn = 0; turn < TURNS; ++turn) {                     \
            for (int i = 0; i < COUNT; ++i) value = inputs[i] + nothing * call(value); \
        }                                                              \
        sink = bits_of(value);                                         \
        return (now() - start) / TURNS / COUNT;                        \
    }

INDEPENDENT(table)
INDEPENDENT(formula)
CHAINED(table, table)
CHAINED(formula, formula)
CHAINED(nothing_else, )

int main(void) {
    static double times[5][ROUNDS];
    srand(1);
    for (int i = 0; i < COUNT; ++i) inputs[i] = (float)(LOW + (HIGH - LOW) * (rand() / (double)RAND_MAX));
    for (int round = 0; round < ROUNDS; ++round) {
        times[0][round] = independent_table();
        times[1][round] = independent_formula();
        times[2][round] = chained_table();
        times[3][round] = chained_formula();
        times[4][round] = chained_nothing_else();
    }
    const double between = median(times[4], ROUNDS);
    printf("{\"independent\": {\"table\": %.4f, \"formula\": %.4f}, \"chained\": {\"table\": %.4f, \"formula\": %.4f}}\n", median(times[0], ROUNDS),
           median(times[1], ROUNDS), median(times[2], ROUNDS) - between, median(times[3], ROUNDS) - between);
    return 0;
}
