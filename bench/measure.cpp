// Runs one command and prints elapsed milliseconds and peak memory in kilobytes: "ms kB". Its exit status is the command's.
//   measure OUTPUT COMMAND…
// What the command writes goes to the file OUTPUT, so that only the measurement is on standard output.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    auto start = std::chrono::steady_clock::now();
    pid_t child = fork();
    if (child == 0) {
        int output = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (output < 0 || dup2(output, STDOUT_FILENO) < 0) _exit(126);
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    int status = 0;
    struct rusage usage {};
    wait4(child, &status, 0, &usage);
    auto elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
    std::printf("%lld %ld\n", static_cast<long long>(elapsed_ms), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}
