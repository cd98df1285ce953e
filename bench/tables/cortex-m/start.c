/* Starts a program on a Cortex-M under qemu: memory, the floating-point unit where there is one (FPU), main, the end by semihosting. */
#include <stdint.h>

extern uint32_t data_load, data_start, data_end, bss_start, bss_end;

int main(void);

static void leave(void) {
    register uint32_t operation __asm__("r0") = 0x18;
    register uint32_t reason __asm__("r1") = 0x20026;
    __asm__ volatile("bkpt 0xab" : : "r"(operation), "r"(reason));
    for (;;) {
    }
}

void reset(void) {
    const uint32_t *from = &data_load;
    for (uint32_t *to = &data_start; to < &data_end; ++to) *to = *from++;
    for (uint32_t *to = &bss_start; to < &bss_end; ++to) *to = 0;
#ifdef FPU
    *(volatile uint32_t *)0xE000ED88 |= 0xf << 20;
    __asm__ volatile("dsb\nisb");
#endif
    main();
    leave();
}

__attribute__((section(".vectors"), used)) static void *const vectors[2] = {(void *)0x20003000, (void *)reset};
