// The seam under everything that reaches the disk: our own files, SQLite's log and DuckDB's Parquet all pass through these calls.
// Preloaded before a program, it counts them and lets the one numbered TERTIAL_FAULT_AT go wrong:
//   TERTIAL_FAULT_KIND=crash  the process ends at once, before the call; a write has by then written half of its bytes
//   TERTIAL_FAULT_KIND=full   this call and every later one of its kind fails with ENOSPC, as on a full disk
// TERTIAL_FAULT_COUNT names a file that gets the number of calls when the process ends.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<long> call_count{0};

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

struct Settings {
    long fault_at = 0;
    bool is_crash = false;
    const char* count_path = nullptr;
};

const Settings& settings() {
    static const Settings read = [] {
        Settings found;
        if (const char* text = std::getenv("TERTIAL_FAULT_AT")) found.fault_at = std::atol(text);
        const char* kind = std::getenv("TERTIAL_FAULT_KIND");
        found.is_crash = kind != nullptr && std::strcmp(kind, "crash") == 0;
        found.count_path = std::getenv("TERTIAL_FAULT_COUNT");
        return found;
    }();
    return read;
}

/// Only files count: the terminal and pipes are not the disk.
bool is_file(int descriptor) {
    struct stat status {};
    return fstat(descriptor, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

enum class Verdict { proceed, crash, full };

Verdict judge() {
    long number = ++call_count;
    const Settings& wanted = settings();
    if (wanted.fault_at == 0 || number < wanted.fault_at) return Verdict::proceed;
    if (!wanted.is_crash) return Verdict::full;
    return number == wanted.fault_at ? Verdict::crash : Verdict::proceed;
}

[[noreturn]] void crash() { _exit(137); }

struct CountAtExit {
    ~CountAtExit() {
        const char* path = settings().count_path;
        if (path == nullptr) return;
        if (FILE* file = std::fopen(path, "w")) {
            std::fprintf(file, "%ld\n", call_count.load());
            std::fclose(file);
        }
    }
} count_at_exit;

int fail() {
    errno = ENOSPC;
    return -1;
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    if (!is_file(descriptor)) return real(descriptor, bytes, size);
    switch (judge()) {
        case Verdict::crash: (void)!real(descriptor, bytes, size / 2); crash();
        case Verdict::full: return fail();
        case Verdict::proceed: break;
    }
    return real(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    static auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    switch (judge()) {
        case Verdict::crash: (void)!real(descriptor, bytes, size / 2, offset); crash();
        case Verdict::full: return fail();
        case Verdict::proceed: break;
    }
    return real(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    static auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    switch (judge()) {
        case Verdict::crash: (void)!real(descriptor, bytes, size / 2, offset); crash();
        case Verdict::full: return fail();
        case Verdict::proceed: break;
    }
    return real(descriptor, bytes, size, offset);
}

ssize_t copy_file_range(int from, off64_t* from_offset, int to, off64_t* to_offset, size_t size, unsigned flags) {
    static auto real = next<ssize_t (*)(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range");
    switch (judge()) {
        case Verdict::crash: (void)!real(from, from_offset, to, to_offset, size / 2, flags); crash();
        case Verdict::full: return fail();
        case Verdict::proceed: break;
    }
    return real(from, from_offset, to, to_offset, size, flags);
}

#define SEAM(result_type, name, parameters, arguments)             \
    result_type name parameters {                                  \
        static auto real = next<result_type(*) parameters>(#name); \
        switch (judge()) {                                         \
            case Verdict::crash: crash();                          \
            case Verdict::full: return fail();                     \
            case Verdict::proceed: break;                          \
        }                                                          \
        return real arguments;                                     \
    }

SEAM(int, fsync, (int descriptor), (descriptor))
SEAM(int, fdatasync, (int descriptor), (descriptor))
SEAM(int, rename, (const char* from, const char* to), (from, to))
SEAM(int, mkdir, (const char* path, mode_t mode), (path, mode))
SEAM(int, ftruncate, (int descriptor, off_t size), (descriptor, size))
SEAM(int, ftruncate64, (int descriptor, off64_t size), (descriptor, size))

}  // extern "C"
