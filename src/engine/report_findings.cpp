#include "engine/report_findings.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "figures/written_out.hpp"
#include "report/parsed.hpp"

namespace tertial::engine {
namespace {

base::Issue finding(const std::string& code, const std::string& message, const std::string& hint, const base::Place& place) {
    base::Issue issue = base::make_issue(code, message, hint, place);
    issue.severity = base::Severity::warning;
    return issue;
}

bool lacks_deliveries(const domain::Figure& figure) { return figure.absence == domain::Absence::missing || figure.absence == domain::Absence::not_yet; }

void find_indicators_without_outcome(const MadeReport& made, base::Issues& findings) {
    std::map<std::string, const domain::Figure*> figure_at;
    for (const ComputedFigure& computed : made.figures) figure_at[computed.figure.address] = &computed.figure;
    base::Month month = made.request.period.last;
    for (const model::Target& target : made.snapshot.model->targets) {
        if (target.unit != made.request.unit || month < target.valid.first || target.valid.last < month) continue;
        auto found = figure_at.find(figures::format_address(figures::outcome_address(target, month, made.snapshot.state.head.position)));
        if (found == figure_at.end() || found->second->value) continue;
        findings.push_back(finding("indicator_has_no_outcome",
                                   "nyckeltalet " + target.short_label + " har ett mål men inget utfall: " + domain::absence_reason(*found->second),
                                   "leverera det som saknas, eller skriv skälet i kommentaren indicator/" + target.id, target.place));
    }
}

template <class Visit>
void for_each_item(const report::Table& table, Visit&& visit) {
    for (const report::TableRow& row : table.rows) {
        for (const report::Inlines& cell : row.cells) {
            for (const report::Inline& item : cell) visit(item);
        }
    }
}

/// How many cells each reason has left empty.
std::map<std::string, std::size_t> empty_cells(const report::Table& table) {
    std::map<std::string, std::size_t> count_by_reason;
    for_each_item(table, [&](const report::Inline& item) {
        const auto* figure = std::get_if<report::FigureInline>(&item);
        if (figure != nullptr && lacks_deliveries(figure->figure)) ++count_by_reason[domain::absence_reason(figure->figure)];
    });
    return count_by_reason;
}

void find_empty_cells(const MadeReport& made, base::Issues& findings) {
    for (const report::Block& block : made.document.blocks) {
        const auto* chart = std::get_if<report::Chart>(&block);
        const report::Table* table = chart != nullptr ? &chart->table : std::get_if<report::Table>(&block);
        // Indicators without outcome have been told one by one.
        if (table == nullptr || table->id.starts_with(report::id_prefix(report::ScorecardKind::indicators))) continue;
        for (const auto& [reason, count] : empty_cells(*table)) {
            findings.push_back(finding("table_has_empty_cells", "tabellen " + table->id + " har " + std::to_string(count) + " tomma rutor: " + reason,
                                       "leverera det som saknas, eller låt tabellen stå som den är: skälet står under den", {made.request.name, 0, 0}));
        }
    }
}

bool has_absent_figure(const report::Inlines& inlines) {
    return std::any_of(inlines.begin(), inlines.end(), [](const report::Inline& item) {
        const auto* figure = std::get_if<report::FigureInline>(&item);
        return figure != nullptr && !figure->figure.value;
    });
}

/// Where in the logbook the texts stand that name a figure without value.
std::set<std::int64_t> lacking_texts(const report::Document& document) {
    std::set<std::int64_t> positions;
    for (const report::Block& block : document.blocks) {
        if (const auto* quote = std::get_if<report::Quote>(&block)) {
            if (std::any_of(quote->paragraphs.begin(), quote->paragraphs.end(), has_absent_figure)) positions.insert(quote->entry_position);
        }
        const auto* table = std::get_if<report::Table>(&block);
        if (table == nullptr) continue;
        for_each_item(*table, [&](const report::Inline& item) {
            const auto* quoted = std::get_if<report::QuotedInline>(&item);
            if (quoted != nullptr && has_absent_figure(quoted->content)) positions.insert(quoted->entry_position);
        });
    }
    return positions;
}

void find_lacking_texts(const MadeReport& made, base::Issues& findings) {
    for (std::int64_t position : lacking_texts(made.document)) {
        findings.push_back(finding("comment_lacks_figure",
                                   "texten i loggpost " + std::to_string(position) + " nämner en siffra som saknar värde; skälet står i dess ställe",
                                   "leverera det som saknas, eller skriv en ny kommentar", {made.request.name, 0, 0}));
    }
}

}  // namespace

std::vector<std::string> closed_units(const model::Model& model, const std::string& unit, const base::Period& period) {
    std::vector<std::string> names;
    for (const std::string& code : model.subtree(unit)) {
        const model::Code* member = model.find_code_list("unit")->find(code);
        if (member == nullptr || !member->valid_to) continue;
        bool is_within = period.first.first_day() <= *member->valid_to && *member->valid_to < period.last.last_day();
        if (is_within) names.push_back(member->name);
    }
    return names;
}

base::Issues find_report_findings(const MadeReport& made) {
    base::Issues findings;
    find_indicators_without_outcome(made, findings);
    find_empty_cells(made, findings);
    find_lacking_texts(made, findings);
    for (const std::string& name : closed_units(*made.snapshot.model, made.request.unit, base::Period::accumulated(made.request.period.last))) {
        findings.push_back(finding("unit_is_closed_in_the_period", "enheten " + name + " har upphört under perioden; dess siffror slutar där",
                                   "se att det som har tagit över är med, och säg det i en kommentar", {made.request.name, 0, 0}));
    }
    base::sort_issues(findings);
    return findings;
}

}  // namespace tertial::engine
