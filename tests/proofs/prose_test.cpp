// Every number of the printed report's running prose, against the figures of our report. prose_figures.csv says for each id of
// demo/published/prose_figures.csv at which address it stands and how it is printed; or, where no records can give it, which proof or count says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/text.hpp"
#include "domain/number_format.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

using base::Json;

/// Rows by their id.
std::map<int, CsvFields> rows_by_id(const std::string& path) {
    std::map<int, CsvFields> rows;
    for (const CsvFields& row : read_csv_rows(path, ',')) {
        if (!rows.emplace(std::stoi(row.at("id")), row).second) give_up("an id stands twice in " + path);
    }
    return rows;
}

const std::map<int, CsvFields>& printed_numbers() {
    static const auto rows = rows_by_id(project_folder() + "/demo/published/prose_figures.csv");
    return rows;
}

/// "mkr decimals 1 magnitude": the words of a template's format that a printed number needs.
domain::NumberFormat read_format(const std::string& words) {
    domain::NumberFormat format;
    std::vector<std::string> list = base::split(words, ' ');
    for (std::size_t index = 0; index < list.size(); ++index) {
        const std::string& word = list[index];
        if (word == "magnitude") {
            format.sign = domain::ShownSign::magnitude;
        } else if (word == "decimals" && index + 1 < list.size()) {
            format.decimals = std::stoi(list[++index]);
        } else if (domain::find_measure_unit(word) != nullptr) {
            format.unit = word;
        } else {
            give_up("\"" + word + "\" is no word of a format");
        }
    }
    return format;
}

/// The addresses of all figures in the document, wherever they stand.
void collect_addresses(const Json& node, std::set<std::string>& addresses) {
    if (node.is_object() && node.contains("type") && node["type"] == "figure") addresses.insert(without_position(node["address"]));
    if (!node.is_object() && !node.is_array()) return;
    for (const Json& inner : node) collect_addresses(inner, addresses);
}

// ---- Proofs that a printed number cannot come from any records -------------------------------------------------------

/// What a printed number of mkr may stand for, in half thousands of kronor and without sign, so that the limits are whole.
struct Printed {
    std::int64_t least = 0, most = 0;
};

std::int64_t magnitude_of(const std::string& text) { return std::stoll(base::replaced(base::replaced(text, "-", ""), ".", "")); }

/// 9.5 mkr may stand for 9 450 to 9 550 tkr; both ends are let in.
Printed of_mkr(const std::string& text) {
    std::size_t point = text.find('.');
    std::int64_t step_half_tkr = 2000;
    for (std::size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1; decimals > 0; --decimals) step_half_tkr /= 10;
    std::int64_t middle = magnitude_of(text) * step_half_tkr;
    return {middle - step_half_tkr / 2, middle + step_half_tkr / 2};
}

std::vector<CsvFields> statement_rows() { return read_csv_rows(project_folder() + "/demo/published/income_statement.csv", ','); }

std::int64_t cell_of(std::size_t row, const std::string& column) { return std::stoll(statement_rows().at(row).at(column)); }

/// The printed table's own cell rounds to something else: "cell 18 outturn_tkr" counts rows from 0.
bool contradicts_cell(const std::string& printed, std::size_t row, const std::string& column) {
    std::int64_t half_tkr = 2 * std::abs(cell_of(row, column));
    Printed may_be = of_mkr(printed);
    return half_tkr + 1 < may_be.least || may_be.most < half_tkr - 1;
}

const std::string& number(int id) { return printed_numbers().at(id).at("value"); }

/// Last year's income without internal items is at most what 8 and 10 let it be, and no targeted grant makes it larger. So 21 mkr (60)
/// is a larger share of it than 4.5 per cent (61) can stand for.
bool income_share_is_impossible(const std::string& printed) {
    std::int64_t last_year_most = of_mkr(number(8)).most - of_mkr(number(10)).least;
    std::int64_t share_most_of_two_thousand = 2 * magnitude_of(printed) + 1;
    return of_mkr(number(60)).least * 2000 > share_most_of_two_thousand * last_year_most;
}

/// Whatever lines are meant, of those that no other sentence of the list speaks of, they do not sum to the printed deviation.
bool no_choice_of_lines_gives(const std::string& printed) {
    std::vector<std::int64_t> deviations;
    for (std::size_t row : {7U, 8U, 12U, 13U, 14U, 15U, 16U}) deviations.push_back(cell_of(row, "budget_diff_tkr"));
    Printed may_be = of_mkr(printed);
    for (unsigned choice = 1; choice < 1U << deviations.size(); ++choice) {
        std::int64_t sum = 0, count = 0;
        for (std::size_t line = 0; line < deviations.size(); ++line) {
            if ((choice >> line & 1U) == 0) continue;
            sum += deviations[line];
            ++count;
        }
        // A cost above budget is negative in the table.
        if (may_be.least <= -2 * sum + count && -2 * sum - count <= may_be.most) return false;
    }
    return true;
}

/// The volume effect (132) in the table's change of the personnel cost is no two thirds.
bool volume_share_is_impossible(const std::string& printed) {
    for (const CsvFields& row : read_csv_rows(project_folder() + "/demo/published/result_improvement_measures.csv", ',')) {
        if (row.at("label") != "Personalkostnad") continue;
        std::int64_t printed_thousandths = magnitude_of(printed);
        return of_mkr(number(132)).most * 1000 < (printed_thousandths - 1) * of_mkr(row.at("change")).least;
    }
    return false;
}

/// True if the named proof holds for the printed number.
bool is_proved_impossible(const std::string& proof, const std::string& printed) {
    static const std::map<std::string, std::function<bool(const std::string&)>> proofs = {
        {"income_share", income_share_is_impossible}, {"remaining_lines", no_choice_of_lines_gives}, {"volume_share", volume_share_is_impossible}};
    if (proof.starts_with("cell ")) {
        std::vector<std::string> words = base::split(proof, ' ');
        return words.size() == 3 && contradicts_cell(printed, std::stoul(words[1]), words[2]);
    }
    auto found = proofs.find(proof);
    return found != proofs.end() && found->second(printed);
}

// ---- The proof -------------------------------------------------------------------------------------------------------

class Prose : public ::testing::Test {
protected:
    Prose() : workspace_(make_workspace(folder_.path() + "/workspace")), snapshot_(require(engine::load_snapshot(*workspace_))) {
        Json document = require(base::parse_json(require(engine::render_report(make_hsn_report(*workspace_), "json", {}, {}))));
        collect_addresses(document["blocks"], addresses_);
    }

    /// Empty if the number stands in our report; else what is wrong.
    [[nodiscard]] std::string complaint(const std::string& address, const std::string& format_words, const std::string& printed) const {
        if (!addresses_.contains(address)) return "does not stand in the report";
        domain::NumberFormat format = read_format(format_words);
        auto computed = require(engine::compute_figure(*workspace_, snapshot_, require(figures::parse_address(address)), facts::UseAggregates::yes));
        std::string ours = domain::format_machine(computed.figure, format);
        bool is_magnitude = format.sign == domain::ShownSign::magnitude;
        if (is_magnitude ? base::replaced(ours, "-", "") == base::replaced(printed, "-", "") : ours == printed) return "";
        return "is " + ours + ", exactly " + (computed.figure.value ? base::format_exact(*computed.figure.value) : "nothing");
    }

    /// A number that counts what is decided or shown, not records: true if the named count gives it.
    [[nodiscard]] bool is_counted(const std::string& count, const std::string& printed) const {
        if (count == "contact_groups") return std::to_string(contact_group_count()) == printed;
        return count == "tertials_in_a_row" && std::to_string(equal_tertial_count()) == printed;
    }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
    engine::Snapshot snapshot_;
    std::set<std::string> addresses_;

private:
    /// The groups that contacts sum to; missed contacts stand outside them.
    [[nodiscard]] static std::size_t contact_group_count() {
        auto kinds = read_csv_rows(model_folder() + "/code_lists/contact_kinds.csv", ',');
        return static_cast<std::size_t>(std::count_if(kinds.begin(), kinds.end(), [](const CsvFields& kind) { return kind.at("contact_kind") != "missed"; }));
    }

    /// How many tertials in a row, back from the report's, print the same share of booked time for adults (38).
    [[nodiscard]] std::size_t equal_tertial_count() const {
        std::size_t count = 0;
        for (const char* tertial : {"2026-T1", "2025-T3", "2025-T2", "2025-T1"}) {
            auto address = require(figures::parse_address("adult_share_of_general_dentistry@HSN:" + std::string(tertial)));
            auto share = require(engine::compute_figure(*workspace_, snapshot_, address, facts::UseAggregates::yes));
            if (domain::format_machine(share.figure, read_format("percent decimals 0")) != number(38)) break;
            ++count;
        }
        return count;
    }
};

TEST_F(Prose, every_printed_number_stands_in_our_report_or_is_proved_impossible) {
    const auto rows = rows_by_id(project_folder() + "/tests/proofs/prose_figures.csv");
    std::size_t agreeing_count = 0, impossible_count = 0, missing_count = 0;
    for (const auto& [id, number] : printed_numbers()) {
        const std::string& printed = number.at("value");
        const std::string what = std::to_string(id) + ", " + number.at("measures") + " " + printed + ": ";
        auto row = rows.find(id);
        if (row == rows.end()) {
            ++missing_count;
            ADD_FAILURE() << what << "no row says where it stands";
        } else if (row->second.at("address").empty()) {
            ++impossible_count;
            const std::string& proof = row->second.at("format");
            EXPECT_TRUE(is_proved_impossible(proof, printed) || is_counted(proof, printed)) << what << "the proof does not hold: " << proof;
        } else if (std::string why = complaint(row->second.at("address"), row->second.at("format"), printed); !why.empty()) {
            ++missing_count;
            ADD_FAILURE() << what << row->second.at("address") << " " << why;
        } else {
            ++agreeing_count;
        }
    }
    std::printf("prose: %zu agree, %zu impossible with proof, %zu missing\n", agreeing_count, impossible_count, missing_count);
    for (const auto& [id, row] : rows) EXPECT_TRUE(printed_numbers().contains(id)) << "nothing is printed with the id " << id;
}

}  // namespace
}  // namespace tertial::proofs
