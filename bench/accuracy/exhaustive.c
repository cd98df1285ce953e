/* Compares an emitted network 1-a-b-1 for e^x with the double exp at every float32 whose bits lie in [FIRST, LAST).
 * SOURCE is the emitted file and is included for its tables. Prints the largest error, its bits and the number of inputs.
 * Knows neither other architectures nor other targets; accuracy.ts compiles it and runs it on all of [0, 1].
 */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include SOURCE

/* Inputs evaluated side by side, so that the compiler vectorises over them and no sum is reordered. */
enum { LANES = 64 };
/* Layers of at most 256 inputs: more are summed in blocks, which this file does not do. */
enum {
    FIRST_UNITS = sizeof pseudo_exp_b1 / sizeof pseudo_exp_b1[0],
    SECOND_UNITS = sizeof pseudo_exp_b2 / sizeof pseudo_exp_b2[0]
};

/* Every so many batches pseudo_exp itself has to give the bits of all lanes. */
enum { COMPARED_EVERY = 997 };

static float from_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* sum < 0 ? sum * slope : sum, in all lanes. */
static void leaky(float sums[LANES]) {
    for (int lane = 0; lane < LANES; ++lane) {
        const float scaled = sums[lane] * pseudo_exp_slope;
        sums[lane] = sums[lane] < 0.0f ? scaled : sums[lane];
    }
}

/* sums += weight * inputs, rounded twice. */
static void accumulate(float sums[restrict LANES], float weight, const float inputs[restrict LANES]) {
    for (int lane = 0; lane < LANES; ++lane) {
        const float product = weight * inputs[lane];
        sums[lane] += product;
    }
}

static void clear(float sums[LANES]) {
    for (int lane = 0; lane < LANES; ++lane) sums[lane] = 0.0f;
}

/* The bias takes the sum of the products. */
static void add_bias(float sums[LANES], float bias) {
    for (int lane = 0; lane < LANES; ++lane) sums[lane] = bias + sums[lane];
}

/* What pseudo_exp computes, operation by operation, in every lane. */
static void evaluate(const float x[restrict LANES], float y[restrict LANES]) {
    static float first[FIRST_UNITS][LANES];
    float second[LANES];
    for (int i = 0; i < FIRST_UNITS; ++i) {
        clear(first[i]);
        accumulate(first[i], pseudo_exp_W1[i], x);
        add_bias(first[i], pseudo_exp_b1[i]);
        leaky(first[i]);
    }
    clear(y);
    for (int i = 0; i < SECOND_UNITS; ++i) {
        clear(second);
        for (int k = 0; k < FIRST_UNITS; ++k) accumulate(second, pseudo_exp_W2[SECOND_UNITS * k + i], first[k]);
        add_bias(second, pseudo_exp_b2[i]);
        leaky(second);
        accumulate(y, pseudo_exp_W3[i], second);
    }
    add_bias(y, pseudo_exp_b3);
    leaky(y);
}

static int same_as_emitted(const float x[LANES], const float y[LANES]) {
    for (int lane = 0; lane < LANES; ++lane) {
        const float expected = pseudo_exp(x[lane]);
        if (memcmp(&expected, &y[lane], sizeof expected) != 0) return 0;
    }
    return 1;
}

int main(int count, char **words) {
    if (count != 3) {
        fprintf(stderr, "usage: exhaustive FIRST LAST\n");
        return 2;
    }
    const uint32_t begin = (uint32_t)strtoul(words[1], NULL, 10);
    const uint32_t end = (uint32_t)strtoul(words[2], NULL, 10);
    double worst = -1.0;
    uint32_t worst_bits = 0;
    uint32_t batch = 0;
    for (uint32_t bits = begin; bits < end; bits += LANES, ++batch) {
        const uint32_t left = end - bits;
        const int used = left < LANES ? (int)left : LANES;
        float x[LANES];
        float y[LANES];
        for (int lane = 0; lane < LANES; ++lane) x[lane] = from_bits(bits + (uint32_t)(lane < used ? lane : used - 1));
        evaluate(x, y);
        if (batch % COMPARED_EVERY == 0 && !same_as_emitted(x, y)) {
            fprintf(stderr, "the lanes differ from pseudo_exp near the bits %" PRIu32 "\n", bits);
            return 1;
        }
        for (int lane = 0; lane < used; ++lane) {
            const double error = fabs((double)y[lane] - exp((double)x[lane]));
            /* Not-a-number counts as the worst. */
            if (!(error <= worst)) {
                worst = error;
                worst_bits = bits + (uint32_t)lane;
            }
        }
    }
    const float at = from_bits(worst_bits);
    if (fabs((double)pseudo_exp(at) - exp((double)at)) != worst) {
        fprintf(stderr, "pseudo_exp does not have the worst error that was found\n");
        return 1;
    }
    printf("%.17g %" PRIu32 " %" PRIu32 "\n", worst, worst_bits, end - begin);
    return 0;
}
