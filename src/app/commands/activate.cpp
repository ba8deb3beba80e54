#include "app/command.hpp"
#include "engine/activate.hpp"

namespace tertial::app {

void add_activate(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, model;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("activate", "låt en modellversion gälla");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("--model", arguments->model, "mappen med regionens modell")->required();
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto activation = engine::activate_model(*workspace, arguments->model);
        if (!activation.ok()) return report_issues(context, activation.issues(), arguments->as_json);
        const auto& done = activation.value();
        if (arguments->as_json) return print_json({{"model_hash", done.model_hash}, {"position", done.position}, {"changed", done.changed}});
        print((done.changed ? "modellen gäller nu: " : "modellen gällde redan: ") + done.model_hash.substr(0, 12) + " (loggpost " +
              std::to_string(done.position) + ")\n");
    });
}

}  // namespace tertial::app
