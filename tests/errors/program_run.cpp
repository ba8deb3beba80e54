#include "errors/program_run.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string_view>
#include <thread>

extern char** environ;

namespace tertial::errors {
namespace {

constexpr int time_limit_ms = 60'000;

/// What a run sees of the environment: nothing of Tertial's own but what the sample says.
std::vector<std::string> environment_of(const std::vector<std::string>& said) {
    std::vector<std::string> variables = {"TERTIAL_ACTOR=prov", "TERTIAL_THREADS=1"};
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!std::string_view(*variable).starts_with("TERTIAL_")) variables.emplace_back(*variable);
    }
    // The last of two settings of one name would be lost to the first.
    variables.insert(variables.begin(), said.begin(), said.end());
    return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

int wait_for(pid_t process) {
    auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(time_limit_ms);
    int status = 0;
    while (::waitpid(process, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) ::kill(process, SIGKILL);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::string read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Ended run_program(std::vector<std::string> words, const std::string& folder, const std::vector<std::string>& environment) {
    std::string out = folder + "/stdout.txt", err = folder + "/stderr.txt";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::vector<std::string> variables = environment_of(environment);
    pid_t process = 0;
    int failure = ::posix_spawn(&process, words[0].c_str(), &actions, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) return {127, "", words[0] + " is not there"};
    int status = wait_for(process);
    return {status, read_text(out), read_text(err)};
}

}  // namespace tertial::errors
