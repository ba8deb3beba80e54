#include "engine/run_checks.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "base/whole_file.hpp"
#include "domain/number_format.hpp"
#include "engine/compute.hpp"
#include "figures/bind_check.hpp"
#include "intake/checks/control_totals.hpp"
#include "intake/checks/delivery_check.hpp"
#include "intake/encoding.hpp"

namespace tertial::engine {
namespace {

using base::Issue;
using base::Issues;
using base::Result;
using intake::checks::Finding;
using Judged = intake::checks::Findings;
using model::CheckKind;

/// Told of one check, one file and one month; there may be more, and their number is told.
constexpr std::size_t findings_max = 50;
/// Lines that are told of a check of rows, so that there is room for how many there are besides.
constexpr std::int64_t lines_max = findings_max - 1;

std::string code_of(CheckKind kind) {
    switch (kind) {
        case CheckKind::balance: return "group_does_not_balance";
        case CheckKind::repeated_rows: return "row_is_repeated";
        case CheckKind::opening_balance: return "opening_balance_is_not_last_closing";
        case CheckKind::unit_stops: return "unit_has_stopped_delivering";
        case CheckKind::level: return "level_is_unusual";
        case CheckKind::recurring: return "recurring_posting_is_missing";
        case CheckKind::internal_pairs: return "internal_pair_does_not_agree";
        case CheckKind::rows: return "row_is_caught_by_a_check";
        case CheckKind::limits: return "value_is_outside_its_limits";
    }
    return {};
}

/// What can usually be done about it; a check may say something better.
std::string usual_hint(CheckKind kind) {
    switch (kind) {
        case CheckKind::balance: return "be källsystemet om hela verifikationen; rader kan ha fallit bort vid exporten";
        case CheckKind::repeated_rows: return "kontrollera om exporten har körts två gånger i samma fil";
        case CheckKind::opening_balance: return "kontrollera om föregående månad har ändrats efter att den levererades, och leverera den igen";
        case CheckKind::unit_stops: return "fråga enheten eller källsystemet; är enheten stängd, sätt valid_to i organisationen";
        case CheckKind::level: return "jämför med källsystemet: saknas rader, eller står något två gånger?";
        case CheckKind::recurring: return "fråga efter periodiseringen eller fakturan; har den upphört är det bara att läsa vidare";
        case CheckKind::internal_pairs: return "be båda parterna stämma av sina interna poster";
        case CheckKind::rows: return "rätta raderna i källsystemet och leverera igen";
        case CheckKind::limits: return "jämför med källsystemet";
    }
    return {};
}

/// Limits of money are written in kronor, others as values are stored.
Result<base::Rational> in_base_units(const base::Rational& limit, domain::Dimension dimension) {
    return dimension == domain::Dimension::money ? base::multiply(limit, base::Rational(domain::find_measure_unit("kr")->base_numerator)) : limit;
}

/// The files of one data set and part that are delivered now, and what is in force beside them.
struct Delivered {
    const model::DataSet* data_set = nullptr;
    std::string part;
    std::map<base::Month, const JudgedFile*> file_of_month;
    std::set<base::Month> known;
    std::vector<domain::AcceptedFile> files;
    bool has_aggregates = true;

    [[nodiscard]] std::vector<base::Month> judged() const {
        std::vector<base::Month> months;
        for (const auto& [month, file] : file_of_month) months.push_back(month);
        return months;
    }
};

class Checking {
public:
    Checking(Workspace& workspace, const Snapshot& as_if) : workspace_(workspace), as_if_(as_if) {}

    base::Done run(const Delivered& delivered) {
        for (const model::DeliveryCheck& check : delivered.data_set->checks) {
            if (workspace_.is_stopped()) return base::make_issue("work_was_stopped", "leveransen avbröts, ingenting har ändrats", "kör kommandot igen");
            std::vector<base::Month> months = delivered.judged();
            std::erase_if(months, [&](base::Month month) { return check.valid_from && month < *check.valid_from; });
            if (months.empty()) continue;
            Judged findings = TRY(judge(delivered, check, months));
            add(delivered, check, std::move(findings.found), code_of(check.kind), check.hint.empty() ? usual_hint(check.kind) : check.hint, check.severity);
            if (check.missing == model::MissingPolicy::left_out) continue;
            add(delivered, check, std::move(findings.lacking), "check_has_too_little_to_go_by",
                "leverera det som saknas, eller ändra \"missing\" för kontrollen i modellen",
                check.missing == model::MissingPolicy::refused ? base::Severity::error : base::Severity::warning);
        }
        return base::Nothing{};
    }

    Issues issues;

private:
    Result<Judged> judge(const Delivered& delivered, const model::DeliveryCheck& check, const std::vector<base::Month>& months) {
        switch (check.kind) {
            case CheckKind::rows: return find_rows(delivered, check, months);
            case CheckKind::limits: return find_values(check, months);
            case CheckKind::repeated_rows: return find_repeated(delivered, months);
            default: break;
        }
        intake::checks::Input input{*as_if_.model, *delivered.data_set, check, months, delivered.known};
        std::erase_if(input.known, [&](base::Month month) { return check.valid_from && month < *check.valid_from; });
        input.groups = TRY(ask(delivered, check, months));
        switch (check.kind) {
            case CheckKind::balance: return intake::checks::check_balance(input);
            case CheckKind::opening_balance: return intake::checks::check_opening_balance(input);
            case CheckKind::unit_stops: return intake::checks::check_unit_stops(input);
            case CheckKind::recurring: return intake::checks::check_recurring(input);
            case CheckKind::internal_pairs: return intake::checks::check_internal_pairs(input);
            default: return intake::checks::check_level(input);
        }
    }

    Result<std::vector<domain::RowGroup>> ask(const Delivered& delivered, const model::DeliveryCheck& check, const std::vector<base::Month>& months) {
        intake::checks::Question question = intake::checks::question_of(*delivered.data_set, check);
        std::set<base::Month> wanted;
        for (base::Month month : months) {
            for (int back = 0; back <= question.months_before; ++back) {
                if (!check.valid_from || *check.valid_from <= month.plus(-back)) wanted.insert(month.plus(-back));
            }
        }
        facts::GroupQuery query;
        query.rows = TRY(figures::bind_check_rows(*as_if_.model, *delivered.data_set, check, {wanted.begin(), wanted.end()}));
        query.fields = question.fields;
        query.measures = question.measures;
        query.unbalanced_only = question.unbalanced_only;
        facts::FactEngine* engine = TRY(workspace_.facts());
        return engine->sum_groups(query, delivered.files, answering(delivered, query));
    }

    /// Aggregates answer where they hold every field that is asked for.
    static facts::UseAggregates answering(const Delivered& delivered, const facts::GroupQuery& query) {
        const model::DataSet& data_set = *delivered.data_set;
        auto is_kept = [&](const std::string& field) {
            return field == data_set.unit_field || std::find(data_set.dimensions.begin(), data_set.dimensions.end(), field) != data_set.dimensions.end();
        };
        bool kept = delivered.has_aggregates && std::all_of(query.fields.begin(), query.fields.end(), is_kept) &&
                    std::all_of(query.rows.keys.begin(), query.rows.keys.end(), [&](const domain::FieldClasses& key) { return is_kept(key.field); }) &&
                    std::all_of(query.measures.begin(), query.measures.end(),
                                [&](const std::string& measure) { return data_set.find_measure(measure)->kind != model::MeasureKind::distribution; });
        return kept ? facts::UseAggregates::yes : facts::UseAggregates::no;
    }

    Result<Judged> find_rows(const Delivered& delivered, const model::DeliveryCheck& check, const std::vector<base::Month>& months) {
        Judged findings;
        facts::FactEngine* engine = TRY(workspace_.facts());
        for (base::Month month : months) {
            auto filter = TRY(figures::bind_check_rows(*as_if_.model, *delivered.data_set, check, {month}));
            auto found = TRY(engine->find_lines(filter, delivered.files, 0, lines_max));
            std::string words = check.message.empty() ? "raden uppfyller " + check.where : check.message;
            for (const domain::SourceLine& line : found.lines) findings.found.push_back({month, words, line.line, 0});
            std::int64_t others = found.line_count - static_cast<std::int64_t>(found.lines.size());
            if (others > 0) findings.found.push_back({month, words + ": ytterligare " + std::to_string(others) + " rader", 0, 0});
        }
        return findings;
    }

    Result<Judged> find_values(const model::DeliveryCheck& check, const std::vector<base::Month>& months) {
        Judged findings;
        std::vector<figures::BoundFigure> bound;
        for (base::Month month : months) bound.push_back(TRY(figures::bind_check_value(*as_if_.model, check, month)));
        auto computed = TRY(compute_figures(workspace_, as_if_, std::move(bound), facts::UseAggregates::yes));
        for (std::size_t index = 0; index < months.size(); ++index) {
            const domain::Figure& figure = computed[index].figure;
            std::string what = check.message.empty() ? check.expression : check.message;
            if (!figure.value) {
                findings.lacking.push_back({months[index], what + " går inte att räkna ut", 0, 0});
                continue;
            }
            std::optional<base::Rational> least, most;
            if (check.least) least = TRY(in_base_units(*check.least, figure.dimension));
            if (check.most) most = TRY(in_base_units(*check.most, figure.dimension));
            bool is_low = least && base::compare(*figure.value, *least) < 0;
            bool is_high = most && base::compare(*figure.value, *most) > 0;
            if (!is_low && !is_high) continue;
            const base::Rational& limit = is_low ? *least : *most;
            findings.found.push_back({months[index],
                                      what + ": " + domain::format_unrounded(*figure.value, figure.dimension) + (is_low ? ", minst " : ", högst ") +
                                          domain::format_unrounded(limit, figure.dimension) + " väntat",
                                      0, 0});
        }
        return findings;
    }

    Result<Judged> find_repeated(const Delivered& delivered, const std::vector<base::Month>& months) {
        Judged findings;
        facts::FactEngine* engine = TRY(workspace_.facts());
        std::vector<std::string> columns, telling;
        for (const model::Field& field : delivered.data_set->fields) {
            columns.push_back(field.name);
            if (field.required && !field.free_text) telling.push_back(field.name);
        }
        if (telling.empty()) telling = columns;
        std::set<std::string> seen;
        for (base::Month month : months) {
            auto file = std::find_if(delivered.files.begin(), delivered.files.end(),
                                     [&](const domain::AcceptedFile& one) { return std::binary_search(one.months.begin(), one.months.end(), month); });
            if (file == delivered.files.end() || !seen.insert(file->folder).second) continue;
            auto repeated = TRY(engine->find_repeated_rows(file->folder, columns, telling, static_cast<std::size_t>(lines_max)));
            for (const auto& [earlier, line] : repeated.lines)
                findings.found.push_back({month, "raden är i varje fält lik rad " + std::to_string(earlier), line, 0});
            std::int64_t others = repeated.count - static_cast<std::int64_t>(repeated.lines.size());
            if (others > 0) findings.found.push_back({month, "ytterligare " + std::to_string(others) + " rader är lika tidigare rader", 0, 0});
        }
        return findings;
    }

    /// The largest first; told of each month's own file.
    void add(const Delivered& delivered, const model::DeliveryCheck& check, std::vector<Finding> findings, const std::string& code, const std::string& hint,
             base::Severity severity) {
        std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.at_stake > b.at_stake; });
        std::map<base::Month, std::size_t> told;
        for (const Finding& finding : findings) {
            if (++told[finding.month] > findings_max) continue;
            issues.push_back({code, {delivered.file_of_month.at(finding.month)->path, finding.line, 0}, check.label + ": " + finding.message, hint, severity});
        }
        for (const auto& [month, count] : told) {
            if (count <= findings_max) continue;
            issues.push_back({code,
                              {delivered.file_of_month.at(month)->path, 0, 0},
                              check.label + ": ytterligare " + std::to_string(count - findings_max) + " för " + base::format_month(month),
                              hint,
                              severity});
        }
    }

    Workspace& workspace_;
    const Snapshot& as_if_;
};

/// The files by data set and part, with everything that is in force for these.
std::vector<Delivered> gather(const Workspace& workspace, const Snapshot& as_if, const std::vector<JudgedFile>& files) {
    std::map<std::pair<std::string, std::string>, Delivered> gathered;
    auto judged = [&](const std::string& delivery) {
        return std::find_if(files.begin(), files.end(), [&](const JudgedFile& file) { return file.delivery == delivery; });
    };
    std::set<std::string> data_sets;
    for (const AcceptedDelivery& delivery : as_if.state.deliveries) {
        auto file = judged(delivery.delivery);
        if (file == files.end() || delivery.staged_folder.empty()) continue;
        Delivered& delivered = gathered[{delivery.data_set, delivery.part}];
        delivered.data_set = as_if.model->find_data_set(delivery.data_set);
        delivered.part = delivery.part;
        for (base::Month month : delivery.months_in_force) delivered.file_of_month[month] = &*file;
        data_sets.insert(delivery.data_set);
    }
    for (const std::string& data_set : data_sets) {
        FilesInForce in_force = files_in_force(workspace, as_if.state, data_set);
        for (std::size_t index = 0; index < in_force.files.size(); ++index) {
            auto found = gathered.find({data_set, in_force.deliveries[index]->part});
            if (found == gathered.end()) continue;
            found->second.known.insert(in_force.files[index].months.begin(), in_force.files[index].months.end());
            found->second.has_aggregates = found->second.has_aggregates && has_aggregates(in_force.files[index]);
            found->second.files.push_back(std::move(in_force.files[index]));
        }
    }
    std::vector<Delivered> all;
    for (auto& [key, delivered] : gathered) all.push_back(std::move(delivered));
    return all;
}

}  // namespace

Result<CheckedFiles> run_checks(Workspace& workspace, const Snapshot& as_if, const std::vector<JudgedFile>& files) {
    Checking checking(workspace, as_if);
    for (const Delivered& delivered : gather(workspace, as_if, files)) TRY(checking.run(delivered));
    base::sort_issues(checking.issues);
    return CheckedFiles{std::move(checking.issues)};
}

Result<ControlledTotals> check_control_totals(Workspace& workspace, const Snapshot& as_if, const JudgedFile& file) {
    ControlledTotals controlled;
    std::string path = file.path + std::string(intake::checks::control_suffix);
    if (!base::file_exists(path)) return controlled;
    auto mapped = TRY(base::MappedFile::open(path));
    if (mapped.bytes().size() > intake::checks::control_bytes_max)
        return base::make_issue("control_file_is_not_readable", "kontrollfilen är större än 16 MiB", "ta med summor, inte rader", {path, 0, 0});
    // Short and full of codes and numbers: what is not UTF-8 is what Windows writes.
    std::string text;
    if (!intake::append_as_utf8(mapped.bytes(), intake::Encoding::utf8, text)) text = intake::as_utf8(mapped.bytes(), intake::Encoding::windows_1252);
    auto delivery = std::find_if(as_if.state.deliveries.begin(), as_if.state.deliveries.end(),
                                 [&](const AcceptedDelivery& one) { return one.delivery == file.delivery && !one.staged_folder.empty(); });
    const model::DataSet& data_set = *as_if.model->find_data_set(delivery->data_set);
    auto totals = TRY(intake::checks::read_control_totals(text, path, data_set, *file.mapping));
    facts::GroupQuery query;
    std::vector<base::Month> months;
    for (const auto& [month, rows] : delivery->rows_by_month) months.push_back(month);
    query.rows = TRY(figures::bind_check_rows(*as_if.model, data_set, {}, months));
    query.fields = totals.fields;
    query.measures = totals.measures;
    facts::FactEngine* engine = TRY(workspace.facts());
    std::vector<base::Month> sorted = months;
    std::sort(sorted.begin(), sorted.end());
    auto groups = TRY(engine->sum_groups(query, {{delivery->staged_folder, sorted, true}}, facts::UseAggregates::no));
    controlled.line_count = totals.lines.size();
    controlled.issues = intake::checks::compare_control_totals(totals, groups, data_set, path, file.path);
    return controlled;
}

}  // namespace tertial::engine
