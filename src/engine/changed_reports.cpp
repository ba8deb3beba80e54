#include "engine/changed_reports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/make_report.hpp"

namespace tertial::engine {
namespace {

std::set<std::pair<std::string, std::string>> units_and_periods(const Snapshot& snapshot, const model::Template& source) {
    std::set<std::pair<std::string, std::string>> found;
    for (const Comment& comment : snapshot.state.comments) {
        if (source.text.find(comment.slot) != std::string::npos) found.emplace(comment.unit, comment.period);
    }
    return found;
}

/// By address without its position, which differs between any two states.
std::map<std::string, std::string> values_of(const std::vector<ComputedFigure>& figures) {
    std::map<std::string, std::string> values;
    for (const ComputedFigure& computed : figures) {
        figures::Address address = computed.bound.address;
        address.as_of.reset();
        const domain::Figure& figure = computed.figure;
        values[figures::format_address(address)] = figure.value ? base::format_exact(*figure.value) : std::string(domain::absence_id(figure.absence));
    }
    return values;
}

bool is_about_missing_figures(const base::Issues& issues) {
    return std::all_of(issues.begin(), issues.end(), [](const base::Issue& issue) { return issue.code == "figure_is_missing"; });
}

}  // namespace

base::Result<std::vector<ChangedReport>> find_changed_reports(Workspace& workspace, const Snapshot& before, const Snapshot& after) {
    std::vector<ChangedReport> changed;
    for (const model::Template& source : before.model->templates) {
        for (const auto& [unit, period] : units_and_periods(before, source)) {
            auto parsed = base::parse_period(period);
            if (!parsed.ok()) continue;
            ReportRequest request{source.name, unit, parsed.value(), {}};
            auto then = report_figures(workspace, before, request);
            if (!then.ok()) continue;  // nothing that could be printed today can be changed
            ChangedReport report{source.name, unit, parsed.value(), then.value().size()};
            auto now = report_figures(workspace, after, request);
            report.can_be_made = now.ok();
            if (!now.ok() && !is_about_missing_figures(now.issues())) return now.issues();
            auto values = values_of(then.value());
            for (const auto& [address, value] : now.ok() ? values_of(now.value()) : decltype(values)()) report.changed_count += values[address] != value;
            if (report.changed_count > 0 || !report.can_be_made) changed.push_back(std::move(report));
        }
    }
    return changed;
}

std::string changed_report_words(const ChangedReport& report) {
    std::string name = report.name + " för " + report.unit + " " + base::format_period(report.period);
    if (!report.can_be_made) return name + " (kan då inte skrivas)";
    return name + " (" + std::to_string(report.changed_count) + " av " + std::to_string(report.figure_count) + " tal)";
}

}  // namespace tertial::engine
