#include "app/command.hpp"

namespace tertial::app {

void add_verify(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("verify", "räkna om loggbokens kedja från början till slut");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto head = workspace->log().verify();
        if (!head.ok()) return report_issues(context, head.issues(), arguments->as_json);
        if (arguments->as_json) return print_json({{"position", head.value().position}, {"hash", head.value().hash}});
        print("loggboken är hel: " + std::to_string(head.value().position) + " poster, kedjans huvud " + head.value().hash + "\n");
    });
}

}  // namespace tertial::app
