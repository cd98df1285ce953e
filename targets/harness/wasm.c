/* Records and results by functions of the engine. */
#include "platform.h"

#include <stddef.h>

__attribute__((import_module("platform"), import_name("receive"))) int wasm_receive(void *bytes, unsigned size);
__attribute__((import_module("platform"), import_name("send"))) void wasm_send(const void *bytes, unsigned size);

void *memcpy(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);

int platform_receive(void *bytes, unsigned size) { return wasm_receive(bytes, size); }

void platform_send(const void *bytes, unsigned size) { wasm_send(bytes, size); }

void platform_end(void) {}

/* There is no library. */
void *memcpy(void *to, const void *from, size_t size) {
    size_t place;
    for (place = 0; place < size; ++place) {
        ((volatile char *)to)[place] = ((const char *)from)[place];
    }
    return to;
}

void *memset(void *to, int value, size_t size) {
    size_t place;
    for (place = 0; place < size; ++place) {
        ((volatile char *)to)[place] = (char)value;
    }
    return to;
}
