#include "engine/changed_reports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/make_report.hpp"

namespace tertial::engine {
namespace {

using UnitAndPeriod = std::pair<std::string, std::string>;
using Slots = std::set<std::string>;

bool has_slot(const model::Template& source, const std::string& slot) {
    const std::string token = "{{comment " + slot;
    for (std::size_t at = source.text.find(token); at != std::string::npos; at = source.text.find(token, at + 1)) {
        const char after = at + token.size() < source.text.size() ? source.text[at + token.size()] : ' ';
        if (after == ' ' || after == '}') return true;
    }
    return false;
}

/// For which units and periods people have written for which template. A comment names its slot and not its report, and several templates may
/// have the slot: it is the template that has all slots which another has, and more.
std::map<UnitAndPeriod, std::vector<const model::Template*>> written_reports(const Snapshot& snapshot) {
    std::map<UnitAndPeriod, std::map<const model::Template*, Slots>> slots_of;
    for (const model::Template& source : snapshot.model->templates) {
        for (const Comment& comment : snapshot.state.comments) {
            if (has_slot(source, comment.slot)) slots_of[{comment.unit, comment.period}][&source].insert(comment.slot);
        }
    }
    std::map<UnitAndPeriod, std::vector<const model::Template*>> written;
    for (const auto& [where, candidates] : slots_of) {
        for (const auto& [source, slots] : candidates) {
            const bool is_within_another = std::any_of(candidates.begin(), candidates.end(), [&slots = slots](const auto& other) {
                return other.second.size() > slots.size() && std::includes(other.second.begin(), other.second.end(), slots.begin(), slots.end());
            });
            if (!is_within_another) written[where].push_back(source);
        }
    }
    return written;
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
    for (const auto& [where, sources] : written_reports(before)) {
        auto parsed = base::parse_period(where.second);
        if (!parsed.ok()) continue;
        for (const model::Template* source : sources) {
            ReportRequest request{source->name, where.first, parsed.value(), {}};
            auto then = report_figures(workspace, before, request);
            if (!then.ok()) continue;  // nothing that could be printed today can be changed
            ChangedReport report{source->name, where.first, parsed.value(), then.value().size()};
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
