#include "app/command.hpp"
#include "engine/deliver.hpp"

namespace tertial::app {

void add_withdraw(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, delivery, reason;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("withdraw", "återta en leverans; dess perioder saknas sedan tills de levereras igen");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("leverans", arguments->delivery, "leveransens kod, eller dess början")->required();
    command->add_option("--reason", arguments->reason, "varför")->required();
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto head = engine::withdraw_delivery(*workspace, arguments->delivery, arguments->reason);
        if (!head.ok()) return report_issues(context, head.issues(), arguments->as_json);
        if (arguments->as_json) return print_json({{"position", head.value().position}});
        print("återtog leveransen (loggpost " + std::to_string(head.value().position) + ")\n");
    });
}

}  // namespace tertial::app
