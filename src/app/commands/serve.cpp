#include "serve/serve.hpp"

#include <charconv>

#include "app/command.hpp"

namespace tertial::app {
namespace {

struct ServeArguments {
    std::string workspace, listen = "127.0.0.1:8080", report = "hsn-tertial", unit = "HSN", period = "2026-T1";
    bool verbose = false;
};

base::Result<serve::ServeOptions> make_options(const ServeArguments& arguments) {
    serve::ServeOptions options;
    auto colon = arguments.listen.rfind(':');
    std::string port = colon == std::string::npos ? "" : arguments.listen.substr(colon + 1);
    auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), options.port);
    if (error != std::errc() || end != port.data() + port.size() || port.empty()) {
        return base::make_issue("address_is_not_readable", arguments.listen + " är ingen adress att lyssna på", "skriv till exempel 127.0.0.1:8080");
    }
    options.address = arguments.listen.substr(0, colon);
    options.tools = report_tools();
    TRY(base::parse_period(arguments.period));
    options.front = {arguments.report, arguments.unit, arguments.period};
    options.verbose = arguments.verbose;
    return options;
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<ServeArguments>();
    CLI::App* command = app.add_subcommand("serve", "visa rapporten och svara på frågor på webben");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("--listen", arguments->listen, "adress och port");
    command->add_option("--report", arguments->report, "rapporten på första sidan");
    command->add_option("--unit", arguments->unit, "dess enhet");
    command->add_option("--period", arguments->period, "dess period");
    command->add_flag("--verbose", arguments->verbose, "en rad per svar på standardfel");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, false);
        if (!workspace) return;
        auto options = make_options(*arguments);
        if (!options.ok()) return report_issues(context, options.issues(), false);
        auto done = serve::serve(*workspace, options.value(), *context.world.stop, [](const std::string& url) {
            print("visar " + url + " (avsluta med Ctrl-C)\n");
            std::fflush(stdout);
        });
        if (!done.ok()) report_issues(context, done.issues(), false);
    });
}

}  // namespace tertial::app
