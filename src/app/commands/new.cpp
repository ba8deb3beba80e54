#include "app/command.hpp"
#include "engine/activate.hpp"

namespace tertial::app {

void add_new(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, model;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("new", "skapa en arbetsyta med en modell");
    command->add_option("arbetsyta", arguments->workspace, "mappen som ska skapas")->required();
    command->add_option("--model", arguments->model, "mappen med regionens modell")->required();
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        // The model is checked first, so that a faulty one leaves no half-made workspace behind.
        auto model = engine::read_checked_model(arguments->model);
        if (!model.ok()) return report_issues(context, model.issues(), arguments->as_json);
        auto workspace = engine::Workspace::create(arguments->workspace, context.world);
        if (!workspace.ok()) return report_issues(context, workspace.issues(), arguments->as_json);
        auto activation = engine::activate_model(*workspace.value(), arguments->model);
        if (!activation.ok()) return report_issues(context, activation.issues(), arguments->as_json);
        print("skapade " + arguments->workspace + " med modellen " + activation.value().model_hash.substr(0, 12) + "\n");
    });
}

}  // namespace tertial::app
