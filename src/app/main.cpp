// The program: configuration, wiring and the command line. Everything that it does is a use case in engine.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "app/command.hpp"
#include "base/text.hpp"

namespace {

std::atomic<bool> stop_requested{false};

void request_stop(int) {
    // A second signal ends the program at once: nothing that it leaves behind can change a figure.
    if (stop_requested.exchange(true)) std::_Exit(130);
}

std::string utc_now() {
    std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string current_actor() {
    for (const char* name : {"TERTIAL_ACTOR", "USER", "LOGNAME"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0' && tertial::base::is_utf8(value)) return value;
    }
    return "okänd";
}

/// On a terminal one line that changes; in a log at most one line every two seconds.
void show_progress(const std::string& line) {
    using Clock = std::chrono::steady_clock;
    static Clock::time_point shown_at = Clock::now();
    if (::isatty(STDERR_FILENO)) {
        std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    } else if (Clock::now() - shown_at > std::chrono::seconds(2)) {
        shown_at = Clock::now();
        std::fprintf(stderr, "%s\n", line.c_str());
    }
}

tertial::engine::World outside_world() {
    tertial::engine::World world;
    world.now = utc_now;
    world.actor = current_actor();
    world.stop = &stop_requested;
    world.progress = show_progress;
    if (const char* threads = std::getenv("TERTIAL_THREADS"); threads != nullptr) world.threads = std::atoi(threads);
    return world;
}

/// The command line library's own errors, in the form and language of all others.
std::string wrong_use_words(const CLI::App* app, const CLI::Error& error) {
    std::string what = error.what(), name = error.get_name(), message = "kommandoraden går inte att läsa";
    auto before = [&](const char* words) { return what.substr(0, what.find(words)); };
    if (name == "RequiredError") {
        message = what.starts_with("A subcommand") ? "ett kommando saknas" : before(" is required") + " saknas";
    } else if (name == "ExtrasError") {
        auto colon = what.find(": ");
        message = "förstår inte " + (colon == std::string::npos ? what : what.substr(colon + 2));
    } else if (name == "ArgumentMismatch") {
        message = before(":") + " ska följas av ett värde";
    } else if (name == "ConversionError" || name == "ValidationError") {
        message = before(":") + " har ett värde som inte går att använda";
    }
    std::string command = app->get_parent() == nullptr ? "tertial" : "tertial " + app->get_name();
    for (const CLI::App* chosen : app->get_subcommands()) command += " " + chosen->get_name();
    return "fel command_is_not_readable: " + message + "\n  tips: kör " + command + " --help\n";
}

/// The library says of a mistyped command only that one is missing; here it is named, with the nearest.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return {};
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
    if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return {};
    std::string hint = tertial::base::did_you_mean(argv[1], names);
    return "fel command_is_not_readable: kommandot " + std::string(argv[1]) + " finns inte\n  tips: " + (hint.empty() ? "kör tertial --help" : hint) + "\n";
}

void set_swedish(CLI::App& app) {
    auto formatter = app.get_formatter();
    for (auto [english, swedish] :
         {std::pair("Usage", "Användning"), std::pair("Options", "Val"), std::pair("OPTIONS", "VAL"), std::pair("Positionals", "Argument"),
          std::pair("Subcommands", "Kommandon"), std::pair("SUBCOMMAND", "KOMMANDO"), std::pair("REQUIRED", "(måste anges)")}) {
        formatter->label(english, swedish);
    }
    app.option_defaults()->group("Val");
    app.set_help_flag("-h,--help", "visa den här hjälpen");
    app.failure_message(wrong_use_words);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, request_stop);
    std::signal(SIGTERM, request_stop);
    std::signal(SIGPIPE, SIG_IGN);
    CLI::App app{"Tertial: styrning och uppföljning för en region. Varje siffra går att följa till sina källrader."};
    app.name("tertial");
    set_swedish(app);
    app.set_version_flag("--version", TERTIAL_VERSION, "visa programmets version");
    app.require_subcommand(1);
    tertial::app::Context context{outside_world(), tertial::app::ExitStatus::done};
    using namespace tertial::app;
    for (auto add : {add_new, add_activate, add_enter, add_deliver, add_deliveries, add_receipt, add_calendar, add_period, add_withdraw, add_map, add_diff,
                     add_check, add_verify, add_figure, add_explain, add_trace, add_report, add_serve, add_clean}) {
        add(app, context);
    }
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        command->group("Kommandon");
        if (CLI::Option* help = command->get_help_ptr()) help->group("Val");
    }
    if (std::string unknown = unknown_command(app, argc, argv); !unknown.empty()) {
        std::fputs(unknown.c_str(), stderr);
        return static_cast<int>(ExitStatus::wrong_use);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        int code = app.exit(error);
        return code == 0 ? 0 : static_cast<int>(ExitStatus::wrong_use);
    }
    if (::isatty(STDERR_FILENO)) std::fprintf(stderr, "\r\x1b[K");
    return static_cast<int>(context.status);
}
