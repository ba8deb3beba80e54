#include "app/command.hpp"
#include "engine/watch.hpp"

namespace tertial::app {
namespace {

struct DeliverArguments {
    std::string workspace, period;
    engine::DeliveryRequest request;
    std::string watched_folder;
    int settle_seconds = 5;
    bool once = false;
    bool no_aggregates = false;
    bool as_json = false;
};

void watch(Context& context, engine::Workspace& workspace, const DeliverArguments& arguments) {
    engine::WatchRequest request{arguments.watched_folder, arguments.request, arguments.settle_seconds, 1000, arguments.once};
    // A line at a time, so that a log shows what has happened when it happens.
    auto tell = [&](const engine::WatchedFile& file) {
        if (!file.is_accepted) context.status = ExitStatus::findings;
        if (arguments.as_json) return print_json({{"file", file.path}, {"accepted", file.is_accepted}});
        print(context.world.now() + " " + (file.is_accepted ? "mottagen " : "inte mottagen ") + file.path + "\n" + file.text);
    };
    auto done = engine::watch_folder(workspace, request, tell);
    if (!done.ok()) report_issues(context, done.issues(), arguments.as_json);
}

void run(Context& context, DeliverArguments& arguments) {
    auto workspace = open_workspace(context, arguments.workspace, arguments.as_json);
    if (!workspace) return;
    if (arguments.watched_folder.empty() && arguments.request.paths.empty()) {
        report_issues(context, {base::make_issue("command_is_not_readable", "filer saknas", "ange filer, eller --watch MAPP")}, arguments.as_json);
        context.status = ExitStatus::wrong_use;
        return;
    }
    if (!arguments.period.empty()) {
        auto period = base::parse_period(arguments.period);
        if (!period.ok()) return report_issues(context, period.issues(), arguments.as_json);
        arguments.request.period = period.value();
    }
    if (arguments.no_aggregates) arguments.request.aggregates = facts::UseAggregates::no;
    if (!arguments.watched_folder.empty()) return watch(context, *workspace, arguments);
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
    auto arguments = std::make_shared<DeliverArguments>();
    CLI::App* command = app.add_subcommand("deliver", "lämna in källfiler; allt tas emot eller inget");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    CLI::Option* files =
        command->add_option("filer", arguments->request.paths, "filer, helst med namn som <datamängd>-<period>.csv; annars --dataset och --period");
    CLI::Option* watched =
        command->add_option("--watch", arguments->watched_folder, "bevaka en mapp: filer som läggs där levereras och flyttas till accepted/ eller refused/");
    watched->excludes(files);
    command->add_option("--settle", arguments->settle_seconds, "sekunder som en bevakad fil ska ha varit oförändrad")->check(CLI::Range(0, 3600));
    command->add_flag("--once", arguments->once, "sluta bevaka när ingen fil är kvar");
    command->add_option("--reason", arguments->request.reason, "varför filerna tas emot i en stängd period");
    command->add_option("--problems", arguments->request.problem_path, "skriv hela listan över problem som CSV");
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
