/* Faults under a real database: loaded before libc, it fails or cuts the n-th write or sync.

   Only files whose path holds TW_FAULT_FILES count. tw_arm(at, code): the at-th operation from now,
   and every later one, fails with `code`; where code is 0 the power goes instead: everything that
   was written and never synced is put back as it was, and the process ends at once. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct unsynced {
    struct unsynced *before;
    char path[512];
    ino_t inode;
    off_t offset, size;
    size_t length;
    char old[];
};

static struct unsynced *newest;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long armed_at, armed_code, count;

void tw_arm(long at, long code) { armed_at = at; armed_code = code; count = 0; }

static int watched(int fd, char *path) {
    char link[64];
    const char *files = getenv("TW_FAULT_FILES");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 511);
    if (length < 0 || !files) return 0;
    path[length] = 0;
    return strstr(path, files) != NULL;
}

/* The newest change first, so that the oldest state is what stays. */
static void lose_power(void) {
    for (struct unsynced *one = newest; one; one = one->before) {
        if (truncate(one->path, one->size)) continue;
        FILE *file = fopen(one->path, "r+b");
        if (!file) continue;
        fseeko(file, one->offset, SEEK_SET);
        fwrite(one->old, 1, one->length, file);
        fclose(file);
    }
    _exit(137);
}

/* 0 to go on, else the error to give. */
static int step(void) {
    count++;
    if (!armed_at || count < armed_at) return 0;
    if (armed_code) return (int)armed_code;
    armed_at = 0;
    lose_power();
    return 0;
}

static void remember(int fd, const char *path, size_t length, off_t offset) {
    struct stat now;
    if (fstat(fd, &now)) return;
    struct unsynced *one = calloc(1, sizeof *one + length);
    ssize_t had = REAL(pread64)(fd, one->old, length, offset);
    one->length = had > 0 ? (size_t)had : 0;
    one->offset = offset;
    one->size = now.st_size;
    one->inode = now.st_ino;
    strcpy(one->path, path);
    one->before = newest;
    newest = one;
}

static void forget(int fd) {
    struct stat now;
    if (fstat(fd, &now)) return;
    for (struct unsynced **at = &newest; *at;) {
        struct unsynced *one = *at;
        if (one->inode == now.st_ino) { *at = one->before; free(one); }
        else at = &one->before;
    }
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    char path[512];
    if (watched(fd, path)) {
        pthread_mutex_lock(&lock);
        int code = step();
        if (!code) remember(fd, path, length, offset);
        pthread_mutex_unlock(&lock);
        if (code) { errno = code; return -1; }
    }
    return REAL(pwrite64)(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return pwrite64(fd, data, length, offset);
}

static int sync_with(int (*real)(int), int fd) {
    char path[512];
    if (watched(fd, path)) {
        pthread_mutex_lock(&lock);
        int code = step();
        pthread_mutex_unlock(&lock);
        if (code) { errno = code; return -1; }
        int done = real(fd);
        pthread_mutex_lock(&lock);
        if (!done) forget(fd);
        pthread_mutex_unlock(&lock);
        return done;
    }
    return real(fd);
}

int fsync(int fd) { return sync_with(REAL(fsync), fd); }

int fdatasync(int fd) { return sync_with(REAL(fdatasync), fd); }
