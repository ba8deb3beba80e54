#include "app/command.hpp"
#include "engine/deliver.hpp"

namespace tertial::app {

void add_clean(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("clean", "ta bort filer som ingen loggpost nämner");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto removed = engine::clean_workspace(*workspace);
        if (!removed.ok()) return report_issues(context, removed.issues(), arguments->as_json);
        if (arguments->as_json) return print_json({{"removed", removed.value()}});
        for (const std::string& path : removed.value()) print("tog bort " + path + "\n");
        if (removed.value().empty()) print("inget att ta bort\n");
    });
}

}  // namespace tertial::app
