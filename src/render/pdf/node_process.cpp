#include "render/pdf/node_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

extern char** environ;

namespace tertial::render {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t error_bytes_max = 64 * 1024;

/// Reads stderr until the program closes it. False if the time ran out first.
bool read_until_closed(int descriptor, Clock::time_point deadline, std::string& text) {
    std::array<char, 4096> bytes;
    while (true) {
        auto left_ms = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left_ms <= 0) return false;
        pollfd ready{descriptor, POLLIN, 0};
        int polled = poll(&ready, 1, static_cast<int>(std::min<long long>(left_ms, 1000)));
        if (polled < 0 && errno != EINTR) return true;
        if (polled <= 0) continue;
        ssize_t count = read(descriptor, bytes.data(), bytes.size());
        if (count == 0) return true;
        if (count < 0 && errno != EINTR) return true;
        if (count > 0 && text.size() < error_bytes_max) text.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

/// Waits for the program, which may have closed stderr and still run. False if the time ran out.
bool wait_until(pid_t process, Clock::time_point deadline, int& status) {
    while (true) {
        pid_t ended = waitpid(process, &status, WNOHANG);
        if (ended == process) return true;
        if (ended < 0 && errno != EINTR) return true;
        if (Clock::now() >= deadline) return false;
        usleep(2000);
    }
}

int spawn(const std::vector<std::string>& arguments, int error_descriptor, pid_t& process) {
    std::vector<char*> words;
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, error_descriptor, STDERR_FILENO);
    int failure = posix_spawnp(&process, words[0], &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

}  // namespace

base::Result<ProcessEnd> run_program(const std::vector<std::string>& arguments, int time_limit_ms) {
    assert(!arguments.empty());
    std::array<int, 2> ends = {-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        return base::make_issue("program_is_not_started", std::string("programmet gick inte att starta: ") + std::strerror(errno));
    }
    pid_t process = 0;
    int failure = spawn(arguments, ends[1], process);
    close(ends[1]);
    if (failure != 0) {
        close(ends[0]);
        return base::make_issue("program_is_not_started", "programmet ”" + arguments[0] + "” gick inte att starta: " + std::strerror(failure),
                                "kontrollera att programmet är installerat och att sökvägen stämmer");
    }
    ProcessEnd end;
    auto deadline = Clock::now() + std::chrono::milliseconds(time_limit_ms);
    int status = 0;
    bool is_done = read_until_closed(ends[0], deadline, end.error_text) && wait_until(process, deadline, status);
    if (!is_done) {
        kill(process, SIGKILL);
        while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
        end.is_timed_out = true;
    }
    close(ends[0]);
    end.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return end;
}

}  // namespace tertial::render
