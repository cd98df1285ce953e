/*
 * The network of parameters.h by OpenBLAS: y = b, y += W x, once with rows of weights and once with their transpose. For
 * networks of arrays only.
 */
#include <string.h>
#include "parameters.h"
#include "contender.h"

enum { ROW_MAJOR = 101, AS_IT_IS = 111, TRANSPOSED = 112 };
void cblas_sgemv(int order, int transpose, int rows, int columns, float alpha, const float *matrix, int stride, const float *x,
                 int stepx, float beta, float *y, int stepy);

static float T1[INPUTS * WIDTH1];
static float T2[WIDTH1 * WIDTH2];
static float T3[WIDTH2 * OUTPUTS];

static void transpose(const float *weights, int inputs, int outputs, float *result) {
    for (int i = 0; i < outputs; ++i) {
        for (int k = 0; k < inputs; ++k) {
            result[outputs * k + i] = weights[inputs * i + k];
        }
    }
}

void prepare_sgemv(void) {
    transpose(W1, INPUTS, WIDTH1, T1);
    transpose(W2, WIDTH1, WIDTH2, T2);
    transpose(W3, WIDTH2, OUTPUTS, T3);
}

static void activate(float *values, int count) {
    for (int i = 0; i < count; ++i) {
        values[i] = ACTIVATED(values[i]);
    }
}

static void by_rows(const float *weights, const float *biases, int inputs, int outputs, const float *x, float *y) {
    memcpy(y, biases, (size_t)outputs * sizeof *y);
    cblas_sgemv(ROW_MAJOR, AS_IT_IS, outputs, inputs, 1.0f, weights, inputs, x, 1, 1.0f, y, 1);
}

static void by_columns(const float *weights, const float *biases, int inputs, int outputs, const float *x, float *y) {
    memcpy(y, biases, (size_t)outputs * sizeof *y);
    cblas_sgemv(ROW_MAJOR, TRANSPOSED, inputs, outputs, 1.0f, weights, outputs, x, 1, 1.0f, y, 1);
}

void sgemv_rows(const float *x, float *y) {
    float h1[WIDTH1];
    float h2[WIDTH2];
    by_rows(W1, b1, INPUTS, WIDTH1, x, h1);
    activate(h1, WIDTH1);
    by_rows(W2, b2, WIDTH1, WIDTH2, h1, h2);
    activate(h2, WIDTH2);
    by_rows(W3, b3, WIDTH2, OUTPUTS, h2, y);
}

void sgemv_columns(const float *x, float *y) {
    float h1[WIDTH1];
    float h2[WIDTH2];
    by_columns(T1, b1, INPUTS, WIDTH1, x, h1);
    activate(h1, WIDTH1);
    by_columns(T2, b2, WIDTH1, WIDTH2, h1, h2);
    activate(h2, WIDTH2);
    by_columns(T3, b3, WIDTH2, OUTPUTS, h2, y);
}
