#include "app/command.hpp"
#include "engine/enter.hpp"

namespace tertial::app {

void add_enter(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, file;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("enter", "för in kommentarer, bedömningar, prognoser och händelser ur en fil (JSON Lines)");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("fil", arguments->file, "filen med loggposter")->required();
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto entered = engine::enter_file(*workspace, arguments->file);
        if (!entered.ok()) return report_issues(context, entered.issues(), arguments->as_json);
        const auto& done = entered.value();
        if (arguments->as_json) return print_json({{"entry_count", done.entry_count}, {"known_count", done.known_count}, {"position", done.position}});
        print("förde in " + std::to_string(done.entry_count) + " poster, " + std::to_string(done.known_count) + " fanns redan\n");
    });
}

}  // namespace tertial::app
