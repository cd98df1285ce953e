/* A plugin of qemu: counts the instructions that a program executes and writes their number to the file given as out=FILE.
 * Debian packages no header of plugins; what is used of them is declared here (version 1, qemu 4.2 and later). */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*translated)(uint64_t id, struct qemu_plugin_tb *block));
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *instruction, enum qemu_plugin_op operation, void *to, uint64_t immediate);
void qemu_plugin_register_atexit_cb(uint64_t id, void (*ended)(uint64_t id, void *data), void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t place);

extern int qemu_plugin_version;
int qemu_plugin_version = 1;
int qemu_plugin_install(uint64_t id, const void *emulator, int count, char **words);

static uint64_t executed;
static char file[4096];

static void translated(uint64_t id, struct qemu_plugin_tb *block) {
    size_t place;
    (void)id;
    for (place = 0; place < qemu_plugin_tb_n_insns(block); ++place) {
        qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_tb_get_insn(block, place), QEMU_PLUGIN_INLINE_ADD_U64, &executed, 1);
    }
}

static void ended(uint64_t id, void *data) {
    FILE *out = fopen(file, "w");
    (void)id;
    (void)data;
    if (out != NULL) {
        fprintf(out, "%llu\n", (unsigned long long)executed);
        fclose(out);
    }
}

int qemu_plugin_install(uint64_t id, const void *emulator, int count, char **words) {
    (void)emulator;
    if (count != 1 || strncmp(words[0], "out=", 4) != 0 || strlen(words[0]) >= sizeof file) {
        return 1;
    }
    strcpy(file, words[0] + 4);
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}
