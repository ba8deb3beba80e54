#include "app/command.hpp"
#include "engine/deliver.hpp"

namespace tertial::app {

void add_receipt(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, delivery, page;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("receipt", "visa en mottagen leverans kvitto");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("leverans", arguments->delivery, "leveransens kod, eller dess början")->required();
    command->add_option("--html", arguments->page, "skriv kvittot som webbsida till filen");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto receipt = engine::find_receipt(*workspace, arguments->delivery);
        if (!receipt.ok()) return report_issues(context, receipt.issues(), arguments->as_json);
        if (!arguments->page.empty()) {
            auto snapshot = engine::load_snapshot(*workspace);
            if (!snapshot.ok()) return report_issues(context, snapshot.issues(), arguments->as_json);
            auto written = base::write_file(arguments->page, engine::receipt_page(*snapshot.value().model, receipt.value()));
            if (!written.ok()) return report_issues(context, written.issues(), arguments->as_json);
        }
        if (arguments->as_json) return print_json(engine::to_json(receipt.value()));
        print(engine::format_receipt(receipt.value()));
    });
}

}  // namespace tertial::app
