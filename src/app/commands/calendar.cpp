#include "app/command.hpp"
#include "engine/periods.hpp"

namespace tertial::app {
namespace {

struct CalendarArguments {
    std::string workspace, as_of, at;
    bool only_late = false;
    bool as_json = false;
};

std::string line_of(const engine::ExpectedFile& file) {
    std::string part = file.part.empty() ? "" : " (" + file.part + ")";
    std::string when = file.at.empty() ? "" : " " + file.at.substr(0, 10);
    std::string late = file.days_late > 0 ? ", " + std::to_string(file.days_late) + " dagar" : "";
    return file.data_set + part + "\t" + base::format_period(file.period) + "\t" + file.from + "\t" + base::format_date(file.due) + "\t" +
           std::string(engine::arrival_words(file.arrival)) + when + late + "\t" + std::string(engine::period_state_words(file.period_state)) + "\n";
}

void run(Context& context, const CalendarArguments& arguments) {
    auto workspace = open_workspace(context, arguments.workspace, arguments.as_json);
    if (!workspace) return;
    std::string at = arguments.at.empty() ? context.world.now().substr(0, 10) : arguments.at;
    auto today = base::parse_date(at);
    if (!today) {
        return report_issues(context, {base::make_issue("date_is_not_readable", "\"" + at + "\" är ingen dag", "skriv till exempel 2026-05-12")},
                             arguments.as_json);
    }
    auto position = parse_as_of(*workspace, arguments.as_of);
    if (!position.ok()) return report_issues(context, position.issues(), arguments.as_json);
    auto snapshot = engine::load_snapshot(*workspace, position.value());
    if (!snapshot.ok()) return report_issues(context, snapshot.issues(), arguments.as_json);
    base::Json list = base::Json::array();
    std::string text = "datamängd\tperiod\tfrån\tsenast\tläge\tperioden är\n";
    bool any_late = false;
    for (const engine::ExpectedFile& file : engine::expected_files(snapshot.value(), *today)) {
        bool is_late = file.arrival == engine::Arrival::late;
        any_late = any_late || is_late;
        if (arguments.only_late && !is_late) continue;
        list.push_back(engine::to_json(file));
        text += line_of(file);
    }
    // Late files are a finding, so that a script can ask.
    if (any_late) context.status = ExitStatus::findings;
    if (arguments.as_json) return print_json({{"at", at}, {"files", list}});
    print(text);
}

}  // namespace

void add_calendar(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<CalendarArguments>();
    CLI::App* command = app.add_subcommand("calendar", "visa vilka filer som väntas när och från vem, och vilka som är försenade");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("--at", arguments->at, "dag som det ska gälla; annars i dag");
    command->add_option("--as-of", arguments->as_of, "loggposition eller tidpunkt");
    command->add_flag("--late", arguments->only_late, "bara de försenade");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] { run(context, *arguments); });
}

}  // namespace tertial::app
