/* Times the function for many arguments beside calls one by one and beside expf in vectors; prints medians in nanoseconds of a result as JSON,
 * and fails where a bit differs. From the command line: LOW, HIGH, the domain.
 */
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "clock.h"

float table(float x);
void table_n(const float *x, float *y, size_t n);
void vectorised_expf(const float *x, float *y, size_t n);

enum { COUNT = 4096, ROUNDS = 101, TURNS = 20 };

static float inputs[COUNT], results[COUNT], single[COUNT];

static void one_by_one(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = table(x[i]);
}

static double timed(void (*function)(const float *, float *, size_t), float *y) {
    const double start = now();
    for (int turn = 0; turn < TURNS; ++turn) function(inputs, y, COUNT);
    return (now() - start) / TURNS / COUNT;
}

int main(void) {
    static double times[3][ROUNDS];
    srand(1);
    for (int i = 0; i < COUNT; ++i) inputs[i] = (float)(LOW + (HIGH - LOW) * (rand() / (double)RAND_MAX));
    for (int round = 0; round < ROUNDS; ++round) {
        times[0][round] = timed(vectorised_expf, single);
        times[1][round] = timed(one_by_one, single);
        times[2][round] = timed(table_n, results);
    }
    if (memcmp(single, results, sizeof single) != 0) return 1;
    printf("{\"expf\": %.4f, \"single\": %.4f, \"batch\": %.4f}\n", median(times[0], ROUNDS), median(times[1], ROUNDS), median(times[2], ROUNDS));
    return 0;
}
