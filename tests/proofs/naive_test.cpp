// Ten thousand figures drawn at random, each worked out twice: by the engine, and by plain loops that share nothing with it but
// base and domain. Values must be equal to the last digit, and where there is none, so must the reason be.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/text.hpp"
#include "figures/address.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_figure.hpp"

namespace tertial::proofs {
namespace {

constexpr std::size_t question_count = 10'000;
constexpr std::size_t batch_size = 500;

/// Draws questions; the same ones every time, on every machine.
class Drawing {
public:
    explicit Drawing(const Region& region) : region_(region) {}

    /// Half of the questions filter by fields that no aggregate keeps, so that both roads of the engine are asked.
    void filter_by_rows(bool wanted) { filters_by_rows_ = wanted; }

    Question draw() {
        Question question;
        question.definition = one_of(naive_definitions());
        std::string data_set = data_set_of(question.definition);
        question.unit = draw_unit(data_set);
        question.period = draw_period();
        question.column =
            one_of<std::string>({"outturn", "outturn", "budget", "prior", "deviation", "change", "change_percent", "change_percent-2y", "change-2y"});
        // Only money has a budget; that the others have none is asked for now and then.
        if (data_set != "ledger" && question.column != "outturn" && number_below(3) == 0) question.column = "outturn";
        if (data_set == "ledger")
            question.basis = one_of<std::string>({"total", "without_board_internal", "without_region_internal", "without_targeted_grants"});
        question.is_comparable = number_below(4) == 0;
        if (number_below(3) == 0) question.filter = draw_filter(data_set);
        // The budget knows no suppliers.
        bool has_budget = question.column == "budget" || question.column == "deviation";
        if (filters_by_rows_ && data_set == "ledger" && number_below(4) == 0) question.filter = draw_row_filter(has_budget);
        return question;
    }

private:
    std::size_t number_below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

    template <class T>
    T one_of(const std::vector<T>& list) {
        return list[number_below(list.size())];
    }

    static bool is_by_cost_centre(const std::string& data_set) {
        return data_set == "ledger" || data_set == "staff" || data_set == "agency_staff" || data_set == "purchase";
    }

    std::string draw_unit(const std::string& data_set) {
        if (number_below(2) == 0) return one_of<std::string>({"REGION", "HSN", "HSN", "RS", "RUN", "RS-STAB", "RS-RG", "KTN", "MED", "KIR", "NAR", "AMB"});
        std::string kind = data_set.starts_with("ambulance") ? "station" : is_by_cost_centre(data_set) ? "cost_centre" : "ward";
        std::vector<std::string> fitting;
        for (const std::string& code : region_.unit_codes) {
            bool is_above = region_.units.at(code).kind != "station" && region_.units.at(code).kind != "ward" && region_.units.at(code).kind != "cost_centre";
            if (is_above || region_.units.at(code).kind == kind) fitting.push_back(code);
        }
        return one_of(fitting);
    }

    base::Period draw_period() {
        // Mostly months that are compared with a delivered year; sometimes any, before the first and after the last among them.
        base::Month last = base::Month::of(2026, 1).plus(static_cast<int>(number_below(4)));
        if (number_below(4) == 0) last = base::Month::of(2024, 1).plus(static_cast<int>(number_below(30)));
        std::string year = std::to_string(last.year());
        int number = last.month() - 1;
        switch (number_below(7)) {
            case 0: return base::Period::month(last);
            case 1: return base::Period::accumulated(last);
            case 2: return base::Period::rolling_twelve(last);
            case 3: return require(base::parse_period(year + "-T" + std::to_string(number / 4 + 1)));
            case 4: return require(base::parse_period(year + "-Q" + std::to_string(number / 3 + 1)));
            case 5: return require(base::parse_period(year + "-H" + std::to_string(number / 6 + 1)));
            default: return require(base::parse_period(year));
        }
    }

    Filter draw_filter(const std::string& data_set) {
        if (data_set == "ledger") return draw_money_filter();
        if (data_set == "ambulance_mission") return draw_mission_filter();
        if (data_set == "staff" || data_set == "agency_staff") return draw_people_filter(data_set);
        std::string site = one_of<std::string>({"ostersund_hospital", "health_centre", "intensive_care"});
        if (data_set == "ambulance_shift") {
            return {"station.kind = 'station'", [](const Region& region, const Record& record) { return region.units.at(record.unit).kind == "station"; }};
        }
        return {"unit.care_site = '" + site + "'",
                [site](const Region& region, const Record& record) { return region.units.at(record.unit).columns.at("care_site") == site; }};
    }

    Filter draw_money_filter() {
        std::vector<std::string> accounts;
        for (const auto& [account, columns] : region_.accounts) accounts.push_back(account);
        std::string account = one_of(accounts), other = one_of(accounts);
        switch (number_below(4)) {
            case 0:
                return {"account in ('" + account + "', '" + other + "')",
                        [=](const Region&, const Record& record) { return record.account == account || record.account == other; }};
            case 1:
                return {"not account between '" + std::min(account, other) + "' and '" + std::max(account, other) + "'",
                        [=](const Region&, const Record& record) {
                            return record.account < std::min(account, other) || std::max(account, other) < record.account;
                        }};
            case 2:
                return {"account.group <> 'elected' and counterparty = 'M-HSN'", [](const Region& region, const Record& record) {
                            return region.accounts.at(record.account).at("group") != "elected" && record.counterparty == "M-HSN";
                        }};
            default:
                return {"own_region(counterparty) or account.line = 'sales'", [](const Region& region, const Record& record) {
                            bool is_own = !record.counterparty.empty() && !region.unit_of_counterparty.at(record.counterparty).empty();
                            return is_own || region.accounts.at(record.account).at("line") == "sales";
                        }};
        }
    }

    Filter draw_people_filter(const std::string& data_set) {
        if (data_set == "agency_staff" || number_below(3) == 0) {
            return {"profession in ('doctor', 'nurse')",
                    [](const Region&, const Record& record) { return record.profession == "doctor" || record.profession == "nurse"; }};
        }
        // No aggregate keeps the rate of employment.
        if (number_below(2) == 0) return {"employment_rate < 100", [](const Region&, const Record& record) { return *record.employment_rate < 100; }};
        return {"sex <> 'women'", [](const Region&, const Record& record) { return record.sex != "women"; }};
    }

    Filter draw_row_filter(bool has_budget) {
        auto limit = static_cast<std::int64_t>(number_below(2'000'000)) - 1'000'000;
        std::size_t choice = number_below(has_budget ? 2 : 3);
        if (choice == 0) {
            return {"amount >= " + std::to_string(limit), [=](const Region&, const Record& record) { return *record.measure(Measure::amount) >= limit; }};
        }
        if (choice == 1) {
            return {"not (amount between -50000 and 50000) and counterparty <> 'M-RS'", [](const Region&, const Record& record) {
                        std::int64_t amount = *record.measure(Measure::amount);
                        return (amount < -50000 || 50000 < amount) && record.counterparty != "M-RS";
                    }};
        }
        if (number_below(2) == 0) {
            return {"supplier in ('L10286', 'L10389')",
                    [](const Region&, const Record& record) { return record.supplier == "L10286" || record.supplier == "L10389"; }};
        }
        return {"supplier <> 'L10286'", [](const Region&, const Record& record) { return record.supplier != "L10286"; }};
    }

    Filter draw_mission_filter() {
        std::string municipality = one_of(region_.municipalities);
        switch (number_below(3)) {
            case 0: return {"municipality = '" + municipality + "'", [=](const Region&, const Record& record) { return record.municipality == municipality; }};
            case 1: return {"priority <= 2", [](const Region&, const Record& record) { return *record.priority <= 2; }};
            default:
                return {"municipality <> '" + municipality + "' and priority in (1, 3)",
                        [=](const Region&, const Record& record) { return record.municipality != municipality && *record.priority != 2; }};
        }
    }

    const Region& region_;
    bool filters_by_rows_ = false;
    std::mt19937_64 random_{20260430};
};

std::vector<engine::ComputedFigure> compute(engine::Workspace& workspace, const engine::Snapshot& snapshot, const std::vector<Question>& questions) {
    std::vector<figures::BoundFigure> bound;
    for (const Question& question : questions) {
        figures::Address address = require(figures::parse_address(question.address()));
        bound.push_back(require(figures::bind_figure(*snapshot.model, address)));
    }
    return require(engine::compute_figures(workspace, snapshot, std::move(bound), facts::UseAggregates::yes));
}

std::string words(const Answer& answer) { return answer.value ? base::format_exact(*answer.value) : std::string(domain::absence_id(answer.absence)); }

TEST(Naive, ten_thousand_random_figures_agree_with_plain_loops) {
    TemporaryFolder folder;
    auto workspace = make_workspace(folder.path() + "/workspace");
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace));
    Region region = read_region(model_folder());
    SourceBook book = read_sources(demo_sources());
    NaiveEvaluator evaluator(region, book);
    Drawing drawing(region);
    std::map<std::string, std::size_t> count_by_outcome;
    std::size_t nonzero_count = 0, difference_count = 0;
    for (std::size_t asked = 0; asked < question_count; asked += batch_size) {
        drawing.filter_by_rows(asked / batch_size % 2 == 1);
        std::vector<Question> questions;
        for (std::size_t index = 0; index < batch_size; ++index) questions.push_back(drawing.draw());
        auto computed = compute(*workspace, snapshot, questions);
        for (std::size_t index = 0; index < batch_size; ++index) {
            Answer expected = evaluator.answer(questions[index]), got{computed[index].figure.value, computed[index].figure.absence};
            ++count_by_outcome[expected.value ? "value" : std::string(domain::absence_id(expected.absence))];
            nonzero_count += expected.value && !expected.value->is_zero() ? 1 : 0;
            if (expected == got) continue;
            if (++difference_count <= 20) ADD_FAILURE() << questions[index].address() << "\n  by hand: " << words(expected) << "\n  engine:  " << words(got);
        }
    }
    EXPECT_EQ(difference_count, 0U);
    std::printf("%zu figures out of %zu source rows:", question_count, book.row_count());
    for (const auto& [outcome, count] : count_by_outcome) std::printf(" %s %zu", outcome.c_str(), count);
    std::printf("; %zu of the values are not zero\n", nonzero_count);
    EXPECT_GT(nonzero_count, question_count / 5);
    for (const char* outcome : {"value", "missing", "not_yet", "not_measured", "not_applicable"}) EXPECT_GT(count_by_outcome[outcome], 20U) << outcome;
}

TEST(Naive, the_naive_road_includes_nothing_of_the_product_but_base_and_domain) {
    std::string folder = project_folder() + "/tests/proofs";
    for (const std::string& name : require(base::list_names(folder))) {
        if (!(name.starts_with("naive_") || name.starts_with("formula_")) || name.ends_with("_test.cpp")) continue;
        for (const std::string& line : base::split(require(base::read_file(folder + "/" + name)), '\n')) {
            if (!line.starts_with("#include \"")) continue;
            std::string header = line.substr(10);
            bool is_plain =
                header.starts_with("base/") || header.starts_with("domain/") || header.starts_with("proofs/naive_") || header.starts_with("proofs/formula_");
            EXPECT_TRUE(is_plain) << name << ": " << line;
        }
    }
}

}  // namespace
}  // namespace tertial::proofs
