/*
 * The network of parameters.h as one writes it first: rows of weights, one sum after the other, each over blocks of 256 from 0
 * in the order in which nnc adds, so that the bits can be compared. Compiled without fusing.
 */
#include "parameters.h"
#include "contender.h"

static float activate(float value) { return ACTIVATED(value); }

static void dense(const float *weights, const float *biases, int inputs, int outputs, const float *x, float *y) {
    for (int i = 0; i < outputs; ++i) {
        float total = biases[i];
        for (int block = 0; block < inputs; block += 256) {
            const int end = inputs - block < 256 ? inputs : block + 256;
            float sum = 0.0f;
            for (int k = block; k < end; ++k) {
                sum += weights[inputs * i + k] * x[k];
            }
            total += sum;
        }
        y[i] = total;
    }
}

static void network(const float *x, float *y) {
    float h1[WIDTH1];
    float h2[WIDTH2];
    dense(W1, b1, INPUTS, WIDTH1, x, h1);
    for (int i = 0; i < WIDTH1; ++i) {
        h1[i] = activate(h1[i]);
    }
    dense(W2, b2, WIDTH1, WIDTH2, h1, h2);
    for (int i = 0; i < WIDTH2; ++i) {
        h2[i] = activate(h2[i]);
    }
    dense(W3, b3, WIDTH2, OUTPUTS, h2, y);
}

#if SCALAR
float by_hand(float x) {
    float y;
    network(&x, &y);
    return y;
}
#else
void by_hand(const float *x, float *y) { network(x, y); }
#endif
