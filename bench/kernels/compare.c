/* Compares an emitted kernel with a function of double at float32 inputs in ascending order, and says what was seen.
 *
 * Compiled with OWN, the kernel's name; REFERENCE, an expression of double x (and y); OPERANDS, 1 or 2; LEAST and GREATEST, which no
 * result may leave; DIRECTION: 1 where the function never falls, -1 where it never rises, 2 where it falls below 0 and rises above, else 0.
 *
 * Run with the first key, the key to stop before and a stride. Keys count the floats in ascending order, NaNs at both ends. Of two
 * operands: a grid of pairs by the stride, then as many random pairs. Prints the worst error in units in the last place, the bits of
 * where, and how often a special value is wrong, a result turns back and a result leaves its range, each with the bits of where
 * first.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if OPERANDS == 1
float OWN(float x);
#define CALL(f, x, y) ((void)(y), f(x))
#else
float OWN(float x, float y);
#define CALL(f, x, y) f(x, y)
#endif

typedef struct {
    uint64_t count;
    uint32_t x, y;
} fault;

static double worst;
static uint32_t worst_x, worst_y;
static fault special, turn, outside;

static uint32_t bits_of(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static float of_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float of_key(uint32_t key) {
    return of_bits((key & 0x80000000u) != 0 ? key ^ 0x80000000u : ~key);
}

static double reference(double x, double y) {
    (void)y;
    return REFERENCE;
}

static void note(fault *one, float x, float y) {
    if (one->count++ == 0) {
        one->x = bits_of(x);
        one->y = bits_of(y);
    }
}

/* One by the unit in the last place of float32 at a finite value, subnormal ones included: from the exponent, for there are many values. */
static double units_at(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const uint64_t exponent = (bits >> 52) & 0x7ff;
    bits = (2046 - ((exponent < 1023 - 126 ? 1023 - 126 : exponent) - 23)) << 52;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* In units in the last place; infinity counts as 2^128, the number after the greatest. */
static double error_of(double own, double exact) {
    if (own == exact) {
        return 0.0;
    }
    const double beyond = 0x1p128;
    own = own > beyond ? beyond : own < -beyond ? -beyond : own;
    exact = exact > beyond ? beyond : exact < -beyond ? -beyond : exact;
    return fabs(own - exact) * units_at(fabs(exact) == beyond ? 0x1p127 : exact);
}

static float look_at(float x, float y) {
    const float own = CALL(OWN, x, y);
    const double exact = reference(x, y);
    if (isnan(own) || isnan(exact)) {
        if (!isnan(own) || !isnan(exact)) {
            note(&special, x, y);
        }
        return own;
    }
    /* What float32 holds exactly, infinities included, is to be met at arguments that are zero or infinite, and a zero has its sign. */
    const int is_special = isinf(x) || x == 0.0f || isinf(exact) || (OPERANDS == 2 && (isinf(y) || y == 0.0f));
    const int is_held = (double)(float)exact == exact;
    if ((is_special && is_held && bits_of(own) != bits_of((float)exact)) || (own == 0.0f && !signbit(own) != !signbit(exact))) {
        note(&special, x, y);
    }
    if (own < (float)LEAST || own > (float)GREATEST) {
        note(&outside, x, y);
    }
    const double error = error_of(own, exact);
    if (error > worst) {
        worst = error;
        worst_x = bits_of(x);
        worst_y = bits_of(y);
    }
    return own;
}

#if OPERANDS == 1
static int turns_back(float x, float before, float after) {
    const int direction = DIRECTION == 2 ? (x <= 0.0f ? -1 : 1) : DIRECTION;
    return direction > 0 ? after < before : direction < 0 && after > before;
}

static void look_at_all(uint64_t first, uint64_t end, uint64_t stride) {
    float before = NAN;
    for (uint64_t key = first; key < end; key += stride) {
        const float x = of_key((uint32_t)key);
        const float after = look_at(x, 0.0f);
        if (turns_back(x, before, after)) {
            note(&turn, x, 0.0f);
        }
        before = after;
    }
}
#else
static uint64_t state = 88172645463325252u;

/* Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003. */
static uint32_t next_random(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32);
}

static void look_at_all(uint64_t first, uint64_t end, uint64_t stride) {
    uint64_t pairs = 0;
    state += first;
    for (uint64_t key = first; key < end; key += stride) {
        for (uint64_t other = 0; other < 0x100000000u; other += stride) {
            (void)look_at(of_key((uint32_t)key), of_key((uint32_t)other));
            ++pairs;
        }
    }
    /* Any bits, and numbers near 1 with exponents that leave the result finite. */
    for (uint64_t pair = 0; pair < pairs; pair += 2) {
        (void)look_at(of_bits(next_random()), of_bits(next_random()));
        const float near = 1.0f + (float)(int32_t)next_random() * 0x1p-32f;
        (void)look_at(near, (float)(int32_t)next_random() * 0x1p-24f);
    }
}
#endif

static void look_at_special_values(void) {
    static const uint32_t special_bits[] = {
        0x00000000u, 0x80000000u, 0x7f800000u, 0xff800000u, 0x7fc00000u, 0x3f800000u, 0xbf800000u, 0x40000000u, 0xc0000000u, 0x3f000000u,
        0xbf000000u, 0x40400000u, 0xc0400000u, 0x00000001u, 0x80000001u, 0x007fffffu, 0x00800000u, 0x80800000u, 0x7f7fffffu, 0xff7fffffu,
    };
    const size_t count = sizeof special_bits / sizeof special_bits[0];
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < (OPERANDS == 1 ? 1 : count); ++j) {
            (void)look_at(of_bits(special_bits[i]), of_bits(special_bits[j]));
        }
    }
}

static void print_fault(fault one) {
    printf(" %" PRIu64 " %" PRIu32 " %" PRIu32, one.count, one.x, one.y);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        return 2;
    }
    look_at_special_values();
    look_at_all(strtoull(argv[1], NULL, 10), strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
    printf("%.17g %" PRIu32 " %" PRIu32, worst, worst_x, worst_y);
    print_fault(special);
    print_fault(turn);
    print_fault(outside);
    printf("\n");
    return 0;
}
