#include "app/command.hpp"
#include "engine/explain.hpp"

namespace tertial::app {

void add_figure(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<FigureArguments>();
    CLI::App* command = app.add_subcommand("figure", "räkna ut en siffra");
    add_figure_arguments(*command, *arguments);
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto asked = compute_asked(*workspace, *arguments);
        if (!asked.ok()) return report_issues(context, asked.issues(), arguments->as_json);
        if (!asked.value().computed.figure.value) context.status = ExitStatus::findings;
        if (arguments->as_json) return print_json(engine::figure_json(asked.value().snapshot, asked.value().computed));
        print(engine::figure_text(asked.value().computed) + "\n");
    });
}

}  // namespace tertial::app
