/* Compares the logarithm to base 2 that powers are made of, an unevaluated sum of two float32, with log2 of double at float32 inputs above 0.
 *
 * Run with the bits of the first one, those to stop before and a stride. Prints how far the sum is from the logarithm at the most, in parts of it, the bits of
 * where, and how often the second number is more than half a unit in the last place of the first, or the sum not 0 at 1.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void OWN(float x, float high[1], float low[1]);

int main(int argc, char **argv) {
    if (argc != 4) {
        return 2;
    }
    const uint64_t first = strtoull(argv[1], NULL, 10), end = strtoull(argv[2], NULL, 10), stride = strtoull(argv[3], NULL, 10);
    double worst = 0.0;
    uint32_t worst_bits = 0;
    uint64_t wrong = 0;
    for (uint64_t key = first; key < end; key += stride) {
        const uint32_t bits = (uint32_t)key;
        float x, high, low;
        memcpy(&x, &bits, sizeof x);
        OWN(x, &high, &low);
        const double exact = log2((double)x), own = (double)high + (double)low;
        if (exact == 0.0) {
            wrong += own != 0.0;
            continue;
        }
        wrong += high + low != high;
        const double error = fabs(own - exact) / fabs(exact);
        if (!(error <= worst)) {
            worst = error;
            worst_bits = bits;
        }
    }
    printf("%.17g %" PRIu32 " %" PRIu64 "\n", worst, worst_bits, wrong);
    return 0;
}
