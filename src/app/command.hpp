// What every command shares: the world outside, how findings are printed, and the exit status.
//   0 done   1 done, with findings   2 wrong use   3 refused or failed, nothing changed
// Each command is one file in commands/ with one function that adds it to the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/json.hpp"
#include "engine/compute.hpp"
#include "engine/make_report.hpp"
#include "engine/workspace.hpp"

namespace tertial::app {

enum class ExitStatus { done = 0, findings = 1, wrong_use = 2, refused = 3 };

struct Context {
    engine::World world;
    ExitStatus status = ExitStatus::done;
};

/// Prints issues to standard error and sets the status: refused.
void report_issues(Context& context, const base::Issues& issues, bool as_json);
void print(const std::string& text);
void print_json(const base::Json& json);

/// Opens the workspace, or reports why not (nullptr).
[[nodiscard]] std::unique_ptr<engine::Workspace> open_workspace(Context& context, const std::string& path, bool as_json);

/// The programs and folders that documents are made with: TERTIAL_NODE, TERTIAL_NODE_MODULES and TERTIAL_FONTS, else the project's own.
[[nodiscard]] engine::ReportTools report_tools();

/// What names a figure on the command line: an address, or an expression with --unit, --period and so on.
struct FigureArguments {
    std::string workspace;
    std::string expression;
    std::string unit;
    std::string period;
    std::string column;
    std::string basis;
    std::string view;
    std::string measure_unit;
    std::string as_of;
    bool as_json = false;
    bool no_aggregates = false;
};
void add_figure_arguments(CLI::App& command, FigureArguments& arguments);
/// A position, or a time that is resolved to the last position at or before it.
base::Result<std::optional<std::int64_t>> parse_as_of(engine::Workspace& workspace, const std::string& text);
base::Result<figures::Address> parse_figure_arguments(engine::Workspace& workspace, const FigureArguments& arguments);

/// A figure with the snapshot that it was computed in.
struct Asked {
    engine::Snapshot snapshot;
    engine::ComputedFigure computed;
};
base::Result<Asked> compute_asked(engine::Workspace& workspace, const FigureArguments& arguments);

void add_new(CLI::App& app, Context& context);
void add_activate(CLI::App& app, Context& context);
void add_enter(CLI::App& app, Context& context);
void add_deliver(CLI::App& app, Context& context);
void add_deliveries(CLI::App& app, Context& context);
void add_receipt(CLI::App& app, Context& context);
void add_calendar(CLI::App& app, Context& context);
void add_period(CLI::App& app, Context& context);
void add_map(CLI::App& app, Context& context);
void add_diff(CLI::App& app, Context& context);
void add_withdraw(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_figure(CLI::App& app, Context& context);
void add_explain(CLI::App& app, Context& context);
void add_trace(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_serve(CLI::App& app, Context& context);
void add_clean(CLI::App& app, Context& context);

}  // namespace tertial::app
