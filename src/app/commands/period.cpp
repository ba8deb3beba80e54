#include "app/command.hpp"
#include "engine/periods.hpp"

namespace tertial::app {

void add_period(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, data_set, period, state, reason;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("period", "öppna, märk som preliminär eller stäng en datamängds period");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("datamängd", arguments->data_set, "till exempel ledger")->required();
    command->add_option("period", arguments->period, "till exempel 2026-04 eller 2026-T1")->required();
    command->add_option("läge", arguments->state, "open, preliminary eller closed")->required();
    command->add_option("--reason", arguments->reason, "varför; krävs när en stängd period öppnas");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto period = base::parse_period(arguments->period);
        if (!period.ok()) return report_issues(context, period.issues(), arguments->as_json);
        auto state = engine::parse_period_state(arguments->state);
        if (!state.ok()) return report_issues(context, state.issues(), arguments->as_json);
        auto head = engine::set_period_state(*workspace, arguments->data_set, period.value(), state.value(), arguments->reason);
        if (!head.ok()) return report_issues(context, head.issues(), arguments->as_json);
        if (arguments->as_json) return print_json({{"position", head.value().position}});
        print(arguments->data_set + " " + base::format_period(period.value()) + " är " + std::string(engine::period_state_words(state.value())) +
              " (loggpost " + std::to_string(head.value().position) + ", " + context.world.actor + ")\n");
    });
}

}  // namespace tertial::app
