#include "app/command.hpp"
#include "engine/map_file.hpp"

namespace tertial::app {
namespace {

struct MapArguments {
    std::string workspace, model_folder;
    engine::MapRequest request;
    bool as_json = false;
};

void run(Context& context, const MapArguments& arguments) {
    auto workspace = open_workspace(context, arguments.workspace, arguments.as_json);
    if (!workspace) return;
    auto snapshot = engine::load_snapshot(*workspace);
    if (!snapshot.ok()) return report_issues(context, snapshot.issues(), arguments.as_json);
    auto mapped = engine::map_file(*workspace, snapshot.value(), arguments.request);
    if (!mapped.ok()) return report_issues(context, mapped.issues(), arguments.as_json);
    std::string saved;
    if (!arguments.model_folder.empty()) {
        auto path = engine::save_mapping(mapped.value(), arguments.model_folder);
        if (!path.ok()) return report_issues(context, path.issues(), arguments.as_json);
        saved = path.value();
    }
    bool is_sure = mapped.value().proposal.lacking_fields.empty() && !base::has_errors(mapped.value().trial.issues);
    if (!is_sure) context.status = ExitStatus::findings;
    if (arguments.as_json) {
        base::Json json = engine::to_json(mapped.value());
        if (!saved.empty()) json["saved"] = saved;
        return print_json(json);
    }
    print(engine::format_mapped_file(mapped.value()));
    if (saved.empty()) {
        print("\nFörslaget, att spara i modellens mapp mappings (eller med --save MODELLMAPP):\n\n" + mapped.value().file_text);
    } else {
        print("\nSparad: " + saved + "\nLäs igenom den och rätta det som är fel. Kör sedan:\n  tertial activate " + arguments.workspace + " --model " +
              arguments.model_folder + "\n  tertial deliver " + arguments.workspace + " " + arguments.request.path + " --dataset " +
              arguments.request.data_set + " --mapping " + mapped.value().proposal.mapping.id +
              "\nÄr filen bara en del av datamängden, så lägg till --part NAMN; annars ersätter den månadens andra filer. Pröva först med --check-only.\n");
    }
}

}  // namespace

void add_map(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<MapArguments>();
    CLI::App* command = app.add_subcommand("map", "föreslå en mappning för en fil från ett nytt system");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("fil", arguments->request.path, "filen som ingen har mappat")->required();
    command->add_option("--dataset", arguments->request.data_set, "datamängden som filen hör till")->required();
    command->add_option("--name", arguments->request.mapping_id, "vad mappningen ska heta");
    command->add_option("--table", arguments->request.table, "blad i en arbetsbok, eller tabell i en SIE-fil");
    command->add_option("--save", arguments->model_folder, "modellmapp att spara förslaget i");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] { run(context, *arguments); });
}

}  // namespace tertial::app
