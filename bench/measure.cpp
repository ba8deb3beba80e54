// Runs one command and prints elapsed milliseconds and peak memory in kilobytes: "ms kB". Its exit status is the command's.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    auto start = std::chrono::steady_clock::now();
    pid_t child = fork();
    if (child == 0) {
        // The command's own words go to standard error, so that only the measurement is on standard output.
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    int status = 0;
    struct rusage usage {};
    wait4(child, &status, 0, &usage);
    auto elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
    std::printf("%lld %ld\n", static_cast<long long>(elapsed_ms), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}
