/* Runs a program on an ATmega328P by simavr: standard input is read at GPIOR0, where GPIOR2 says that there is more; what is written to
 * GPIOR1 goes to standard output. The cycles are written to the file that is named second. */
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>
#include <simavr/sim_io.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

enum { GPIOR0 = 0x3e, GPIOR1 = 0x4a, GPIOR2 = 0x4b };

static uint8_t next_byte(struct avr_t *avr, avr_io_addr_t address, void *unused) {
    (void)unused;
    return avr->data[address] = (uint8_t)getchar();
}

static uint8_t is_more(struct avr_t *avr, avr_io_addr_t address, void *unused) {
    int byte = getchar();
    (void)unused;
    if (byte != EOF) {
        ungetc(byte, stdin);
    }
    return avr->data[address] = byte != EOF;
}

static void put(struct avr_t *avr, avr_io_addr_t address, uint8_t value, void *unused) {
    (void)unused;
    avr->data[address] = value;
    putchar(value);
}

/* simavr itself writes what it loads to standard output, where the results are to be. */
static void tell(struct avr_t *avr, const int level, const char *format, va_list values) {
    (void)avr;
    if (level <= LOG_ERROR) {
        vfprintf(stderr, format, values);
    }
}

int main(int count, char **words) {
    elf_firmware_t firmware = {{0}};
    avr_t *avr;
    int state;
    FILE *cycles;
    avr_global_logger_set(tell);
    avr = avr_make_mcu_by_name("atmega328p");
    if (count != 3 || avr == NULL || elf_read_firmware(words[1], &firmware) != 0) {
        return 2;
    }
    avr_init(avr);
    avr_load_firmware(avr, &firmware);
    avr->log = LOG_ERROR;
    avr_register_io_read(avr, GPIOR0, next_byte, NULL);
    avr_register_io_read(avr, GPIOR2, is_more, NULL);
    avr_register_io_write(avr, GPIOR1, put, NULL);
    do {
        state = avr_run(avr);
    } while (state != cpu_Done && state != cpu_Crashed);
    cycles = fopen(words[2], "w");
    if (cycles == NULL || fprintf(cycles, "%llu\n", (unsigned long long)avr->cycle) < 0 || fclose(cycles) != 0) {
        return 2;
    }
    return state == cpu_Done ? 0 : 1;
}
