#include "app/command.hpp"
#include "engine/deliver.hpp"

namespace tertial::app {
namespace {

struct Arguments {
    std::string workspace, period;
    engine::DeliveryRequest request;
    bool no_aggregates = false;
    bool as_json = false;
};

void run(Context& context, Arguments& arguments) {
    auto workspace = open_workspace(context, arguments.workspace, arguments.as_json);
    if (!workspace) return;
    if (!arguments.period.empty()) {
        auto period = base::parse_period(arguments.period);
        if (!period.ok()) return report_issues(context, period.issues(), arguments.as_json);
        arguments.request.period = period.value();
    }
    if (arguments.no_aggregates) arguments.request.aggregates = facts::UseAggregates::no;
    auto receipts = engine::deliver_files(*workspace, arguments.request);
    if (!receipts.ok()) return report_issues(context, receipts.issues(), arguments.as_json);
    base::Json list = base::Json::array();
    for (const engine::Receipt& receipt : receipts.value()) {
        if (!receipt.warnings.empty()) context.status = ExitStatus::findings;
        list.push_back(engine::to_json(receipt));
        if (!arguments.as_json) print(engine::format_receipt(receipt));
    }
    if (arguments.as_json) print_json({{"receipts", list}});
}

}  // namespace

void add_deliver(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("deliver", "lämna in källfiler; allt tas emot eller inget");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("filer", arguments->request.paths, "filer, helst med namn som <datamängd>-<period>.csv; annars --dataset och --period")->required();
    command->add_option("--dataset", arguments->request.data_set, "datamängd, om filnamnet inte säger det");
    command->add_option("--mapping", arguments->request.mapping, "mappning, om datamängdens egen inte ska användas");
    command->add_option("--part", arguments->request.part, "källsystem eller del av organisationen");
    command->add_option("--period", arguments->period, "månader som filen ersätter, om filnamnet inte säger det");
    command->add_option("--person-key", arguments->request.person_key_file, "fil med nyckeln till mappningens nycklade hash, utanför arbetsytan")
        ->envname("TERTIAL_PERSON_KEY_FILE");
    command->add_flag("--check-only", arguments->request.check_only, "kontrollera utan att ta emot");
    command->add_flag("--no-aggregates", arguments->no_aggregates, "spara inga summor bredvid");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] { run(context, *arguments); });
}

}  // namespace tertial::app
