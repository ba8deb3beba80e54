#include "app/command.hpp"

#include <cstdio>
#include <cstdlib>

#include "base/text.hpp"

namespace tertial::app {
namespace {

std::string from_environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : otherwise;
}

}  // namespace

void report_issues(Context& context, const base::Issues& issues, bool as_json) {
    if (as_json) {
        std::fputs((base::Json{{"issues", base::to_json(issues)}}.dump(2) + "\n").c_str(), stderr);
    } else {
        std::fputs(base::format_issues(issues).c_str(), stderr);
    }
    context.status = ExitStatus::refused;
}

void print(const std::string& text) { std::fputs(text.c_str(), stdout); }
void print_json(const base::Json& json) { print(json.dump(2) + "\n"); }

std::unique_ptr<engine::Workspace> open_workspace(Context& context, const std::string& path, bool as_json) {
    auto workspace = engine::Workspace::open(path, context.world);
    if (workspace.ok()) return std::move(workspace).value();
    report_issues(context, workspace.issues(), as_json);
    return nullptr;
}

engine::ReportTools report_tools() {
    engine::ReportTools tools;
    std::string project = TERTIAL_PROJECT_FOLDER;
    std::string cached_node = project + "/.cache/node/bin/node";
    tools.node_path = from_environment("TERTIAL_NODE", base::file_exists(cached_node) ? cached_node : "node");
    tools.node_modules_folder = from_environment("TERTIAL_NODE_MODULES", project + "/web/report-tools/node_modules");
    if (std::string fonts = from_environment("TERTIAL_FONTS", ""); !fonts.empty()) tools.font_folders = {fonts};
    return tools;
}

void add_figure_arguments(CLI::App& command, FigureArguments& arguments) {
    command.add_option("arbetsyta", arguments.workspace, "mappen med arbetsytan")->required();
    command.add_option("uttryck", arguments.expression, "indikator, rad eller uttryck; eller en hel adress (uttryck@enhet:period…)")->required();
    command.add_option("--unit", arguments.unit, "enhetens kod, till exempel HSN");
    command.add_option("--period", arguments.period, "till exempel 2026-T1, 2026-04, 2026-04-ack, 2026-04-r12");
    command.add_option("--column", arguments.column, base::joined(figures::column_ids(), ", ") + "; change-7y jämför med sju år tidigare");
    command.add_option("--basis", arguments.basis, "underlag, till exempel without_board_internal");
    command.add_option("--view", arguments.view, "as_was (var månad som den var), comparable (i periodens organisation) eller comparable-2026-04");
    command.add_option("--in", arguments.measure_unit, "måttenhet, till exempel mkr");
    command.add_option("--as-of", arguments.as_of, "loggposition eller tidpunkt (2026-05-04T08:00:00Z)");
    command.add_flag("--json", arguments.as_json, "svara som JSON");
    command.add_flag("--no-aggregates", arguments.no_aggregates, "räkna på raderna i stället för på sparade summor");
}

base::Result<std::optional<std::int64_t>> parse_as_of(engine::Workspace& workspace, const std::string& text) {
    if (text.empty()) return std::optional<std::int64_t>();
    if (text.find_first_not_of("0123456789") == std::string::npos && text.size() <= 15) return std::optional<std::int64_t>(std::stoll(text));
    return std::optional<std::int64_t>(TRY(workspace.log().position_at(text)));
}

base::Result<figures::Address> parse_figure_arguments(engine::Workspace& workspace, const FigureArguments& arguments) {
    figures::Address address = TRY(engine::read_question(arguments.expression, arguments.unit, arguments.period));
    if (!arguments.column.empty()) {
        auto column = figures::find_compared_column(arguments.column);
        if (!column)
            return base::make_issue("column_is_unknown", "kolumnen " + arguments.column + " finns inte",
                                    base::choice_hint(arguments.column, figures::column_ids()));
        address.column = column->column;
        address.against = column->against;
    }
    if (!arguments.basis.empty()) address.basis = arguments.basis;
    if (!arguments.view.empty()) TRY(figures::set_view(address, arguments.view));
    if (!arguments.measure_unit.empty()) {
        if (domain::find_measure_unit(arguments.measure_unit) == nullptr) {
            return base::make_issue("measure_unit_is_unknown", "måttenheten " + arguments.measure_unit + " finns inte",
                                    base::did_you_mean(arguments.measure_unit, domain::measure_unit_ids()));
        }
        address.measure_unit = arguments.measure_unit;
    }
    if (!arguments.as_of.empty()) address.as_of = TRY(parse_as_of(workspace, arguments.as_of));
    return address;
}

base::Result<Asked> compute_asked(engine::Workspace& workspace, const FigureArguments& arguments) {
    figures::Address address = TRY(parse_figure_arguments(workspace, arguments));
    engine::Snapshot snapshot = TRY(engine::snapshot_for(workspace, address));
    auto use = arguments.no_aggregates ? facts::UseAggregates::no : facts::UseAggregates::yes;
    engine::ComputedFigure computed = TRY(engine::compute_figure(workspace, snapshot, address, use));
    return Asked{std::move(snapshot), std::move(computed)};
}

}  // namespace tertial::app
