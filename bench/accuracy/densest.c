/* Looks for the largest error of an emitted function, without knowing what it is: at millions of inputs all over the domain,
 * then at every float32, or very many of them, in the cells of the domain where the error is largest. PROBLEM is a file that
 * defines the macros INPUTS and OUTPUTS, the ends of the domain as float32 (lows, highs) and
 *     static void network(const float x[INPUTS], float y[OUTPUTS]);
 *     static void target(const double x[INPUTS], double wanted[OUTPUTS]);
 * Prints the error, how many inputs were evaluated and the place. What it does not prove: that no error is larger.
 */
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include PROBLEM

/* Of several inputs, the cells of an axis are CELLS^(1/INPUTS). */
enum { CELLS = 8192, PER_CELL = 512, MOST_OF_CELL = 1 << 16, SECOND_BUDGET = 1 << 24 };

struct seen {
    double error;
    float at[INPUTS];
};

static struct seen worst = {-1.0, {0}};
static uint64_t evaluated = 0;

static double try(const float x[INPUTS], struct seen *cell) {
    float y[OUTPUTS];
    double point[INPUTS];
    double wanted[OUTPUTS];
    double most = 0.0;
    for (int i = 0; i < INPUTS; ++i) point[i] = (double)x[i];
    network(x, y);
    target(point, wanted);
    for (int j = 0; j < OUTPUTS; ++j) {
        const double error = fabs((double)y[j] - wanted[j]);
        /* Not-a-number is worse than all. */
        if (!(error <= most)) most = isnan(error) ? HUGE_VAL : error;
    }
    ++evaluated;
    if (most > cell->error) {
        cell->error = most;
        memcpy(cell->at, x, sizeof cell->at);
    }
    return most;
}

static int by_error(const void *left, const void *right) {
    const double a = ((const struct seen *)left)->error;
    const double b = ((const struct seen *)right)->error;
    return a < b ? 1 : a > b ? -1 : 0;
}

static void keep(const struct seen *cell) {
    if (cell->error > worst.error) worst = *cell;
}

#if INPUTS == 1

/* The position of a float32 among all, ascending; 0 for both zeros. */
static int64_t ordinal(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits & 0x80000000u ? -(int64_t)(bits & 0x7fffffffu) : (int64_t)bits;
}

static float from_ordinal(int64_t position) {
    const uint32_t bits = position < 0 ? (uint32_t)-position | 0x80000000u : (uint32_t)position;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* `count` float32 of [first, last], evenly among them, both ends too; all where there are no more. */
static void scan(int64_t first, int64_t last, int64_t count, struct seen *cell) {
    const int64_t steps = last - first < count - 1 ? last - first : count - 1;
    for (int64_t step = 0; step <= steps; ++step) {
        const float x = from_ordinal(first + (int64_t)(steps == 0 ? 0 : (double)(last - first) * (double)step / (double)steps));
        try(&x, cell);
    }
}

static int ascending(const void *left, const void *right) {
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

enum { MOST_CUTS = CELLS + 4 * 150 + 2 };
static int64_t cuts[MOST_CUTS];
static struct seen cells[MOST_CUTS];

/* Even cuts, and towards zero and both ends ever closer ones. */
static int cut(void) {
    const double low = lows[0];
    const double high = highs[0];
    int count = 0;
    for (int i = 0; i <= CELLS; ++i) cuts[count++] = ordinal(i == CELLS ? highs[0] : (float)(low + (high - low) * i / CELLS));
    for (int power = 0; power < 149; ++power) {
        const double step = ldexp(high - low, -power - 1);
        const double places[4] = {step, -step, low + step, high - step};
        for (int i = 0; i < 4; ++i) {
            const double place = places[i];
            if (place > low && place < high) cuts[count++] = ordinal((float)place);
        }
    }
    qsort(cuts, (size_t)count, sizeof cuts[0], ascending);
    return count;
}

static void look(void) {
    const int count = cut();
    int used = 0;
    static int64_t bounds[MOST_CUTS][2];
    for (int i = 0; i + 1 < count; ++i) {
        if (cuts[i] == cuts[i + 1]) continue;
        cells[used].error = -1.0;
        scan(cuts[i], cuts[i + 1], PER_CELL, &cells[used]);
        keep(&cells[used++]);
    }
    qsort(cells, (size_t)used, sizeof cells[0], by_error);
    for (int i = 0; i + 1 < count; ++i) {
        bounds[i][0] = cuts[i];
        bounds[i][1] = cuts[i + 1];
    }
    const uint64_t end = evaluated + SECOND_BUDGET;
    for (int i = 0; i < used && evaluated < end; ++i) {
        const int64_t place = ordinal(cells[i].at[0]);
        int inside = 0;
        while (inside + 2 < count && bounds[inside][1] < place) ++inside;
        const int64_t first = bounds[inside][0];
        const int64_t last = bounds[inside][1];
        scan(first, last, MOST_OF_CELL, &cells[i]);
        if (last - first >= MOST_OF_CELL) {
            const int64_t best = ordinal(cells[i].at[0]);
            const int64_t half = MOST_OF_CELL / 4;
            scan(best - half < first ? first : best - half, best + half > last ? last : best + half, MOST_OF_CELL, &cells[i]);
        }
        keep(&cells[i]);
    }
}

#else

static uint64_t state = 88172645463325252u;

/* Uniform in [0, 1]: xorshift64, Marsaglia 2003. */
static double uniform(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) / 9007199254740991.0;
}

/* Random points of a box, of which one coordinate in eight is at an end. */
static void scatter(const double from[INPUTS], const double to[INPUTS], int count, struct seen *cell) {
    for (int point = 0; point < count; ++point) {
        float x[INPUTS];
        for (int i = 0; i < INPUTS; ++i) {
            const double part = uniform();
            const double spread = part < 0.0625 ? 0.0 : part > 0.9375 ? 1.0 : (part - 0.0625) / 0.875;
            x[i] = (float)(from[i] + (to[i] - from[i]) * spread);
            if (x[i] < lows[i]) x[i] = lows[i];
            if (x[i] > highs[i]) x[i] = highs[i];
        }
        try(x, cell);
    }
}

static struct seen cells[CELLS];

static void look(void) {
    const int side = (int)floor(pow(CELLS, 1.0 / INPUTS) + 1e-9);
    int used = 1;
    for (int i = 0; i < INPUTS; ++i) used *= side;
    for (int c = 0; c < used; ++c) {
        double from[INPUTS];
        double to[INPUTS];
        for (int i = 0, rest = c; i < INPUTS; ++i, rest /= side) {
            from[i] = lows[i] + ((double)highs[i] - lows[i]) * (rest % side) / side;
            to[i] = lows[i] + ((double)highs[i] - lows[i]) * (rest % side + 1) / side;
        }
        cells[c].error = -1.0;
        scatter(from, to, PER_CELL, &cells[c]);
        keep(&cells[c]);
    }
    qsort(cells, (size_t)used, sizeof cells[0], by_error);
    for (int c = 0; c < 128 && c < used; ++c) {
        /* Ever smaller boxes around the best so far. */
        for (double share = 1.0 / side; share > 1e-7; share /= 2.0) {
            double from[INPUTS];
            double to[INPUTS];
            for (int i = 0; i < INPUTS; ++i) {
                const double reach = ((double)highs[i] - lows[i]) * share;
                from[i] = cells[c].at[i] - reach < lows[i] ? lows[i] : cells[c].at[i] - reach;
                to[i] = cells[c].at[i] + reach > highs[i] ? highs[i] : cells[c].at[i] + reach;
            }
            scatter(from, to, 4096, &cells[c]);
        }
        keep(&cells[c]);
    }
}

#endif

int main(void) {
    look();
    struct seen again = {-1.0, {0}};
    if (try(worst.at, &again) != worst.error) {
        fprintf(stderr, "the worst error cannot be found again\n");
        return 1;
    }
    printf("%.17g %" PRIu64, worst.error, evaluated);
    for (int i = 0; i < INPUTS; ++i) printf(" %.9g", (double)worst.at[i]);
    printf("\n");
    return 0;
}
