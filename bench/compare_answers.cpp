// Holds a peer's answers against the report: every answer must be the report's own value of that address, exactly.
//   compare_answers REPORT.json ANSWERS…
// An answer is a line "address<TAB>value". A change or a deviation is worked out from the answers that it is the difference of.
// Prints how many were compared, and which figures of the report's tables and charts no answer reaches; one that is zero needs none,
// since a group without rows has no row in SQL.
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/rational.hpp"
#include "base/text.hpp"

namespace tertial::bench {
namespace {

using base::Json;
using base::make_issue;
using base::Rational;
using base::Result;

/// An address without what does not change its exact value: the measure unit and the position.
struct Address {
    std::string expression;
    std::string unit;
    std::string period;
    std::string column;  ///< empty for the outturn
    std::string basis;   ///< ":basis=…" or empty

    friend auto operator<=>(const Address&, const Address&) = default;
};

Address read_address(const std::string& text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos) return {text, "", "", "", ""};
    Address address{text.substr(0, at), "", "", "", ""};
    const std::vector<std::string> parts = base::split(text.substr(at + 1), ':');
    address.unit = parts[0];
    if (parts.size() > 1) address.period = parts[1];
    for (std::size_t index = 2; index < parts.size(); ++index) {
        if (parts[index].starts_with("basis=")) address.basis = ":" + parts[index];
        if (parts[index].find('=') == std::string::npos) address.column = parts[index];
    }
    return address;
}

std::string format_address(const Address& address) {
    return address.expression + "@" + address.unit + ":" + address.period + (address.column.empty() ? "" : ":" + address.column) + address.basis;
}

using Values = std::map<Address, Rational>;

std::optional<Rational> kept(const Result<Rational>& result) { return result.ok() ? std::optional(result.value()) : std::nullopt; }

/// The answers of one run of the statements, and which of them the report has had use for.
class Answers {
public:
    Values values;
    std::set<Address> used;

    std::optional<Rational> find(const Address& address) {
        auto found = values.find(address);
        if (found == values.end()) return std::nullopt;
        used.insert(address);
        return found->second;
    }

    /// What follows for a difference from the answers that it is the difference of.
    std::optional<Rational> derive(const Address& address) {
        const std::string column = address.column.substr(0, address.column.find('-'));
        const bool is_deviation = column == "deviation";
        if (!is_deviation && column != "change" && column != "change_percent") return std::nullopt;
        auto outturn = find(with_column(address, ""));
        auto other = is_deviation ? find(with_column(address, "budget")) : find_prior(address);
        if (!outturn || !other) return std::nullopt;
        if (column != "change_percent") return kept(subtract(*outturn, *other));
        auto difference = kept(subtract(absolute(*outturn), absolute(*other)));
        return difference && !other->is_zero() ? kept(divide(*difference, absolute(*other))) : std::nullopt;
    }

private:
    static Address with_column(Address address, const std::string& column) {
        address.column = column;
        return address;
    }

    /// Last year's column, or the outturn of the same period a year earlier; of a change since "-7y", seven years earlier.
    std::optional<Rational> find_prior(const Address& address) {
        const std::size_t dash = address.column.find('-');
        const int years = dash == std::string::npos ? 1 : std::stoi(address.column.substr(dash + 1));
        auto prior = years == 1 ? find(with_column(address, "prior")) : std::nullopt;
        if (prior) return prior;
        Address earlier = with_column(address, "");
        earlier.period = std::to_string(std::stoi(address.period) - years) + address.period.substr(4);
        return find(earlier);
    }
};

/// The report: the values of all its figures, which of them stand in tables and charts, and which are made of what people have said.
struct Report {
    Values values;
    std::set<Address> shown;
    std::set<Address> said;
};

/// Assessments are made of targets and of what people have said, initiatives and forecasts are said; none of them is in delivered rows.
bool is_said(const std::string& formula) {
    for (const char* data_set : {"assessment", "initiative", "forecast"}) {
        for (const char* end : {" ", ".", ")"}) {
            if (formula.find("(" + std::string(data_set) + end) != std::string::npos) return true;
        }
    }
    return false;
}

/// Targets are decided; they are in no rows either.
bool is_for_sql(const Address& address, const Report& report) { return address.column != "target" && !report.said.contains(address); }

void collect_figures(const Json& json, Report& report, bool is_shown) {
    if (json.is_object()) {
        const std::string type = json.value("type", "");
        is_shown = is_shown || type == "table" || type == "chart";
        if (type == "figure" && json["exact"].is_string()) {
            const Address address = read_address(json["address"].get<std::string>());
            if (auto value = base::parse_rational(json["exact"].get<std::string>())) report.values.emplace(address, *value);
            if (is_shown && is_for_sql(address, report)) report.shown.insert(address);
        }
    }
    if (!json.is_structured()) return;
    for (const auto& [key, child] : json.items()) collect_figures(child, report, is_shown);
}

Result<Report> read_report(const std::string& path) {
    const std::string text = TRY(base::read_file(path));
    const Json json = TRY(base::parse_json(text, path));
    Report report;
    const Json recipes = json.value("recipes", Json::object());
    for (const auto& [written, recipe] : recipes.items()) {
        const Address address = read_address(written);
        if (is_said(recipe.value("formula", ""))) report.said.insert(address);
        if (!recipe.contains("exact") || !recipe["exact"].is_string()) continue;
        if (auto value = base::parse_rational(recipe["exact"].get<std::string>())) report.values.emplace(address, *value);
    }
    collect_figures(json.value("blocks", Json::array()), report, false);
    return report;
}

/// "a", "-12.5" or "a/b" in any terms.
std::optional<Rational> read_value(const std::string& text) {
    const std::vector<std::string> parts = base::split(text, '/');
    auto numerator = base::parse_rational(parts[0]);
    if (parts.size() == 1 || !numerator) return numerator;
    auto denominator = base::parse_rational(parts[1]);
    return denominator ? kept(divide(*numerator, *denominator)) : std::nullopt;
}

Result<Answers> read_answers(const std::string& path) {
    Answers answers;
    base::Issues issues;
    std::int64_t number = 0;
    const std::string text = TRY(base::read_file(path));
    for (const std::string& line : base::split(text, '\n')) {
        ++number;
        if (line.empty()) continue;
        const std::vector<std::string> cells = base::split(line, '\t');
        auto value = cells.size() == 2 ? read_value(cells[1]) : std::nullopt;
        auto refuse = [&](const char* code, const std::string& words) { issues.push_back(make_issue(code, words + line, "", {path, number, 0})); };
        if (!value) {
            refuse("answer_is_not_readable", "raden är inget svar: ");
        } else if (!answers.values.emplace(read_address(cells[0]), *value).second) {
            refuse("answer_comes_twice", "adressen har redan ett svar: ");
        }
    }
    if (!issues.empty()) return issues;
    return answers;
}

/// Every figure of the report that is answered, straight or as a difference, has the answer's value; and every answer is of use.
base::Done compare(const Report& report, Answers& answers, const std::string& path, std::set<Address>& lacking) {
    base::Issues issues;
    for (const auto& [address, ours] : report.values) {
        bool is_answered = false;
        for (const auto& theirs : {answers.find(address), answers.derive(address)}) {
            if (!theirs) continue;
            is_answered = true;
            const std::string both = format_exact(ours) + " hos oss men " + format_exact(*theirs) + " i SQL";
            if (ours != *theirs) issues.push_back(make_issue("answer_differs", format_address(address) + " är " + both, "", {path, 0, 0}));
        }
        if (!is_answered && !ours.is_zero() && report.shown.contains(address)) lacking.insert(address);
    }
    for (const auto& [address, value] : answers.values) {
        if (answers.used.contains(address)) continue;
        issues.push_back(make_issue("answer_is_to_nothing", "rapporten har ingen användning för " + format_address(address),
                                    "rätta eller ta bort svaret i bench/sql", {path, 0, 0}));
    }
    if (!issues.empty()) return issues;
    return base::Nothing{};
}

base::Done compare_all(const std::string& report_path, const std::vector<std::string>& answer_paths) {
    const Report report = TRY(read_report(report_path));
    base::Issues issues;
    std::set<Address> lacking;
    std::size_t answer_count = 0;
    for (const std::string& path : answer_paths) {
        Answers answers = TRY(read_answers(path));
        auto done = compare(report, answers, path, lacking);
        if (!done.ok()) issues.insert(issues.end(), done.issues().begin(), done.issues().end());
        answer_count += answers.values.size();
    }
    if (!issues.empty()) return issues;
    std::printf("%zu svar jämförda exakt, alla lika; de räcker till %zu av de %zu siffrorna i rapportens tabeller och diagram\n", answer_count,
                report.shown.size() - lacking.size(), report.shown.size());
    for (const Address& address : lacking) std::printf("  utan svar i SQL: %s\n", format_address(address).c_str());
    return base::Nothing{};
}

}  // namespace
}  // namespace tertial::bench

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "compare_answers RAPPORT.json SVAR…\n");
        return 2;
    }
    auto done = tertial::bench::compare_all(argv[1], {argv + 2, argv + argc});
    if (!done.ok()) std::fprintf(stderr, "%s\n", tertial::base::format_issues(done.issues()).c_str());
    return done.ok() ? 0 : 3;
}
