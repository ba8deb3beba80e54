#include "app/command.hpp"
#include "engine/diff_deliveries.hpp"

namespace tertial::app {
namespace {

struct DiffArguments {
    std::string workspace, before, after;
    std::size_t row_limit = 20;
    bool as_json = false;
};

void run(Context& context, const DiffArguments& arguments) {
    auto workspace = open_workspace(context, arguments.workspace, arguments.as_json);
    if (!workspace) return;
    auto snapshot = engine::load_snapshot(*workspace);
    if (!snapshot.ok()) return report_issues(context, snapshot.issues(), arguments.as_json);
    auto difference = engine::diff_deliveries(*workspace, snapshot.value(), arguments.before, arguments.after, arguments.row_limit);
    if (!difference.ok()) return report_issues(context, difference.issues(), arguments.as_json);
    if (arguments.as_json) return print_json(engine::to_json(difference.value()));
    print(engine::format_difference(difference.value(), *snapshot.value().model->find_data_set(difference.value().before.data_set), arguments.row_limit));
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<DiffArguments>();
    CLI::App* command = app.add_subcommand("diff", "vad som skiljer två leveranser av samma datamängd");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("förra", arguments->before, "leveransens kod, eller början av den")->required();
    command->add_option("senare", arguments->after, "leveransens kod, eller början av den")->required();
    command->add_option("--limit", arguments->row_limit, "så många grupper och rader visas")->check(CLI::Range(0, 100000));
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] { run(context, *arguments); });
}

}  // namespace tertial::app
