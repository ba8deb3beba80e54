#include "app/command.hpp"
#include "engine/trace.hpp"

namespace tertial::app {
namespace {

struct TraceArguments {
    FigureArguments figure;
    std::int64_t offset = 0;
    std::int64_t limit = 100;
    bool verify = false;
};

void print_verification(Context& context, engine::Workspace& workspace, const Asked& asked, bool as_json) {
    auto verified = engine::verify_figures(workspace, asked.snapshot, {asked.computed});
    if (!verified.ok()) return report_issues(context, verified.issues(), as_json);
    const auto& result = verified.value();
    if (!result.differences.empty()) return report_issues(context, result.differences, as_json);
    if (!as_json) print("bekräftad: " + std::to_string(result.row_count) + " källrader lästa om, samma siffra på sista decimalen\n");
}

void run(Context& context, const TraceArguments& arguments) {
    bool as_json = arguments.figure.as_json;
    auto workspace = open_workspace(context, arguments.figure.workspace, as_json);
    if (!workspace) return;
    auto asked = compute_asked(*workspace, arguments.figure);
    if (!asked.ok()) return report_issues(context, asked.issues(), as_json);
    auto trace = engine::trace_figure(*workspace, asked.value().snapshot, asked.value().computed, arguments.offset, arguments.limit);
    if (!trace.ok()) return report_issues(context, trace.issues(), as_json);
    if (as_json) {
        base::Json json = engine::trace_json(asked.value().snapshot, asked.value().computed, trace.value(), arguments.offset);
        json["verified"] = arguments.verify;
        if (arguments.verify) print_verification(context, *workspace, asked.value(), true);
        if (context.status == ExitStatus::done) print_json(json);
        return;
    }
    for (const engine::TracedLine& line : trace.value().lines) print(line.file_name + ":" + std::to_string(line.line) + "\t" + line.text + "\n");
    print("visar " + std::to_string(trace.value().lines.size()) + " av " + std::to_string(trace.value().line_count) + " källrader\n");
    if (arguments.verify) print_verification(context, *workspace, asked.value(), false);
}

}  // namespace

void add_trace(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<TraceArguments>();
    CLI::App* command = app.add_subcommand("trace", "visa källraderna under en siffra");
    add_figure_arguments(*command, arguments->figure);
    command->add_option("--offset", arguments->offset, "hoppa över så många rader")->check(CLI::NonNegativeNumber);
    command->add_option("--limit", arguments->limit, "visa högst så många rader")->check(CLI::NonNegativeNumber);
    command->add_flag("--verify", arguments->verify, "räkna om siffran ur källfilerna, utan frågemotorn");
    command->callback([arguments, &context] { run(context, *arguments); });
}

}  // namespace tertial::app
