// A control file: what is read holds against itself, and differs from nothing at all where it says anything; a list of problems made of the
// same bytes is read back with as many fields, and no field that a spreadsheet would run.
#include <set>

#include "base/csv.hpp"
#include "fuzz/expect.hpp"
#include "intake/checks/control_totals.hpp"
#include "intake/problem.hpp"
#include "intake/small_region.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

const model::Model& region() {
    static const model::Model region = [] {
        model::Model model = tests::small_region();
        for (model::DataSet& data_set : model.data_sets) {
            if (data_set.id == "ledger") data_set.measures.push_back({"amount", model::MeasureKind::flow, domain::Dimension::money, {}});
        }
        return model;
    }();
    return region;
}

/// Groups that are just what the totals say; nothing where two lines are about the same group.
std::optional<std::vector<domain::RowGroup>> groups_of(const intake::checks::ControlTotals& totals) {
    std::vector<domain::RowGroup> groups;
    std::set<std::vector<std::string>> seen;
    for (const intake::checks::ControlLine& line : totals.lines) {
        if (!seen.insert(line.values).second) return {};
        domain::RowGroup group;
        for (const std::string& value : line.values) group.values.emplace_back(value);
        group.row_count = line.row_count.value_or(0);
        for (const auto& sum : line.sums) group.sums.push_back(sum.value_or(0));
        groups.push_back(std::move(group));
    }
    return groups;
}

void check_problem(const std::string& text) {
    intake::Problem problem{text, text, 1, text, text, text, base::Severity::error, text, text};
    std::string line = intake::format_problem(problem);
    base::CsvCursor cursor(line, ';');
    std::vector<std::string_view> fields;
    // A line of nothing but blanks cannot come: the rule and the severity always stand.
    expect(cursor.next(fields) && fields.size() == 9, "a problem has nine fields", line);
    if (!fields[0].empty()) expect(fields[0][0] != '=' && fields[0][0] != '@', "a text is no formula", line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string text(fuzz::text_of(bytes, size));
    check_problem(text);
    const model::DataSet& ledger = *region().find_data_set("ledger");
    auto totals = intake::checks::read_control_totals(text, "t.control", ledger, *region().mapping_of("ledger"));
    if (!totals.ok()) {
        fuzz::expect_words(totals.issues());
        return 0;
    }
    auto groups = groups_of(totals.value());
    if (groups)
        expect(intake::checks::compare_control_totals(totals.value(), *groups, ledger, "t.control", "t").empty(), "totals hold against themselves", text);
    return 0;
}
