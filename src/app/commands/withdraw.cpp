#include "app/command.hpp"
#include "engine/deliver.hpp"

namespace tertial::app {

void add_withdraw(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, delivery, reason;
        bool check_only = false, as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("withdraw", "återta en leverans; dess perioder saknas sedan tills de levereras igen");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("leverans", arguments->delivery, "leveransens kod, eller dess början")->required();
    command->add_option("--reason", arguments->reason, "varför")->required();
    command->add_flag("--check-only", arguments->check_only, "säg vilka rapporter det skulle ändra, men återta inte");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto withdrawal = engine::withdraw_delivery(*workspace, arguments->delivery, arguments->reason, arguments->check_only);
        if (!withdrawal.ok()) return report_issues(context, withdrawal.issues(), arguments->as_json);
        const auto& [delivery, changed_reports, position] = withdrawal.value();
        if (arguments->as_json) return print_json({{"delivery", delivery}, {"position", position}, {"changed_reports", changed_reports}});
        print(arguments->check_only ? "leveransen " + delivery + " kan återtas\n" : "återtog leveransen (loggpost " + std::to_string(position) + ")\n");
        if (changed_reports.empty()) print("  ingen rapport som någon har skrivit till ändras\n");
        for (const std::string& report : changed_reports) print("  ändrar " + report + "\n");
    });
}

}  // namespace tertial::app
