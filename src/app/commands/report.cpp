#include "app/command.hpp"
#include "base/text.hpp"
#include "engine/trace.hpp"

namespace tertial::app {
namespace {

struct ReportArguments {
    std::string workspace, name, unit, period, as_of, formats = "html", out = ".";
    bool no_aggregates = false;
    bool verify = false;
    bool as_json = false;
};

base::Result<engine::ReportRequest> make_request(engine::Workspace& workspace, const ReportArguments& arguments) {
    engine::ReportRequest request;
    request.name = arguments.name;
    request.unit = arguments.unit;
    request.period = TRY(base::parse_period(arguments.period));
    request.as_of = TRY(parse_as_of(workspace, arguments.as_of));
    if (arguments.no_aggregates) request.aggregates = facts::UseAggregates::no;
    return request;
}

/// Every figure of the report, computed again from the source files.
void verify(Context& context, engine::Workspace& workspace, const engine::ReportRequest& request, bool as_json) {
    auto made = engine::make_report(workspace, request);
    if (!made.ok()) return report_issues(context, made.issues(), as_json);
    auto verified = engine::verify_figures(workspace, made.value().snapshot, made.value().figures);
    if (!verified.ok()) return report_issues(context, verified.issues(), as_json);
    const auto& result = verified.value();
    if (!result.differences.empty()) return report_issues(context, result.differences, as_json);
    if (!as_json) print("bekräftade " + std::to_string(result.figure_count) + " siffror ur " + std::to_string(result.row_count) + " källrader\n");
}

void run(Context& context, const ReportArguments& arguments) {
    auto workspace = open_workspace(context, arguments.workspace, arguments.as_json);
    if (!workspace) return;
    auto request = make_request(*workspace, arguments);
    if (!request.ok()) return report_issues(context, request.issues(), arguments.as_json);
    auto written = engine::write_report(*workspace, request.value(), base::split(arguments.formats, ','), arguments.out, report_tools());
    if (!written.ok()) return report_issues(context, written.issues(), arguments.as_json);
    const base::Issues& findings = written.value().findings;
    if (!findings.empty()) context.status = ExitStatus::findings;
    if (arguments.as_json) print_json({{"files", written.value().paths}, {"issues", base::to_json(findings)}});
    if (!arguments.as_json) print("skrev " + base::joined(written.value().paths, "\nskrev ") + "\n" + base::format_issues(findings));
    if (arguments.verify) verify(context, *workspace, request.value(), arguments.as_json);
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<ReportArguments>();
    CLI::App* command = app.add_subcommand("report", "skriv en rapport");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("namn", arguments->name, "rapportens namn, till exempel hsn-tertial")->required();
    command->add_option("--unit", arguments->unit, "enhetens kod")->required();
    command->add_option("--period", arguments->period, "till exempel 2026-T1")->required();
    command->add_option("--as-of", arguments->as_of, "loggposition eller tidpunkt");
    command->add_option("--format", arguments->formats, "html, pdf, json; flera med komma emellan");
    command->add_option("--out", arguments->out, "mappen som filerna skrivs i");
    command->add_flag("--no-aggregates", arguments->no_aggregates, "räkna på raderna i stället för på sparade summor");
    command->add_flag("--verify", arguments->verify, "räkna om varje siffra ur källfilerna");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] { run(context, *arguments); });
}

}  // namespace tertial::app
