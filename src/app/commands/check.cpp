#include "app/command.hpp"
#include "engine/activate.hpp"
#include "engine/check.hpp"

namespace tertial::app {

void add_check(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, model;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("check", "fynd i modell och data; med --model prövas en modell innan den får gälla");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("--model", arguments->model, "pröva modellen i den här mappen i stället för den som gäller");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        if (!arguments->model.empty()) {
            auto model = engine::read_checked_model(arguments->model);
            if (!model.ok()) return report_issues(context, model.issues(), arguments->as_json);
        }
        auto findings = engine::check_workspace(*workspace);
        if (!findings.ok()) return report_issues(context, findings.issues(), arguments->as_json);
        const base::Issues& warnings = findings.value().warnings;
        if (!warnings.empty()) context.status = ExitStatus::findings;
        if (arguments->as_json) return print_json({{"issues", base::to_json(warnings)}});
        print(warnings.empty() ? "inga fynd\n" : base::format_issues(warnings));
    });
}

}  // namespace tertial::app
