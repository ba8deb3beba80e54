// Registers that the assumptions give as totals: so much for some units over some months. Each is divided over the units and, where it is
// a flow, over the months, so that the parts sum to it exactly. What is spread how is told per data set below; nothing else is known here.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "base/text.hpp"
#include "synth/monthly_files.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

/// A flow's total is for all its months together; a stock's is how it stands at the end of each of them.
enum class Spread { flow, stock };

struct Register {
    const char* data_set;
    const char* head;
    Spread spread;
    /// Of each measure, in the order of the head's last columns.
    std::vector<int> decimals;
    bool has_row_number = false;
};

const std::vector<Register>& registers() {
    static const std::vector<Register> all = {
        {"staff_count", "Månad;Enhet;Personalgrupp;Antal", Spread::stock, {1}},
        {"service_desk", "Månad;Enhet;Ärenden;Lösta_i_första_samtalet", Spread::flow, {0, 0}},
        {"security_control", "Månad;Enhet;Område;Kontroller;Uppfyllda", Spread::stock, {0, 0}},
        {"health_talk", "Månad;Enhet;Samtal", Spread::flow, {0}},
        {"listing", "Månad;Enhet;Grupp;Personer", Spread::stock, {0}},
        {"environment", "Månad;Enhet;Slag;Mängd;Belopp", Spread::flow, {2, 2}},
        {"environment_year", "Månad;Enhet;Slag;Mängd", Spread::stock, {2}},
        {"balance", "Månad;Enhet;Konto;Belopp", Spread::stock, {2}},
        {"medicine_sales", "Månad;Enhet;Område;Belopp", Spread::flow, {2}},
        {"comparability_item", "Månad;Enhet;Post;Belopp", Spread::flow, {2}},
        {"balance_requirement", "Månad;Enhet;Slag;Belopp", Spread::flow, {2}},
        {"grant",
         "Månad;Enhet;Bidrag;Givare;Beslut;Villkor;Slutdatum;I_prognos;Sökt;Beviljat;Utbetalt;Intäktsfört;Använt;Att_återbetala",
         Spread::stock,
         {2, 2, 2, 2, 2, 2}},
        {"broadband", "Månad;Enhet;Område;Hushåll;Hushåll_med_tillgång", Spread::stock, {0, 0}},
        {"work_time", "Rad;Månad;Enhet;Kön;Yrkesgrupp;Slag;Sjukintervall;Timmar", Spread::flow, {2}, true},
        {"measured_value", "Månad;Enhet;Index;Poängsumma;Antal_svar", Spread::stock, {2, 0}},
    };
    return all;
}

/// "-" for a measure that the row does not have.
const char* const no_measure = "-";

struct RegisterRow {
    Month month;
    std::string unit, codes;
    /// One per measure, in whole steps of its decimals; nothing where the row does not have it.
    std::vector<std::optional<std::int64_t>> values;
};

Result<std::int64_t> whole_steps(const std::string& text, int decimals, const base::Place& place) {
    auto value = base::parse_rational(text);
    for (int decimal = 0; value && decimal < decimals; ++decimal) {
        auto scaled = base::multiply(*value, base::Rational(10));
        value = scaled.ok() ? std::optional(scaled.value()) : std::nullopt;
    }
    if (!value || value->denominator() != 1) {
        return base::make_issue("number_is_not_readable", "totals: " + text + " är inget tal med så många decimaler", "rätta talet", place);
    }
    return static_cast<std::int64_t>(value->numerator());
}

/// How the first measure of a flow differs between months; the others follow it.
constexpr std::int64_t unevenness_percent = 6;

/// One row of the assumptions as rows of the register.
Result<std::vector<RegisterRow>> rows_of(const Region& region, const Table& table, std::size_t row, const Register& shape, Random& random) {
    const Span span = TRY(read_span(table, row));
    const std::vector<Weighted> units = TRY(read_weighted(table, row, "units"));
    std::vector<RegisterRow> rows;
    std::vector<std::int64_t> weights;
    for (Month month = span.first; month <= span.last; month = month.plus(1)) {
        const std::int64_t month_weight =
            shape.spread == Spread::flow ? month.days_in_month() * random.between(100 - unevenness_percent, 100 + unevenness_percent) : 1;
        for (const Weighted& unit : units) {
            TRY(check_unit(region, unit.code, table.place(row)));
            rows.push_back({month, unit.code, base::replaced(table.text(row, "codes"), "|", ";"), {}});
            weights.push_back(unit.weight * month_weight);
        }
    }
    const std::vector<std::string> totals = base::split(table.text(row, "totals"), ' ');
    if (totals.size() != shape.decimals.size()) {
        return base::make_issue(
            "row_has_wrong_width",
            "totals har " + std::to_string(totals.size()) + " tal, men " + shape.data_set + " har " + std::to_string(shape.decimals.size()) + " mått",
            "skriv ett tal per mått, eller - för ett som saknas", table.place(row));
    }
    for (std::size_t measure = 0; measure < totals.size(); ++measure) {
        if (totals[measure] == no_measure) {
            for (RegisterRow& one : rows) one.values.emplace_back();
            continue;
        }
        const std::int64_t total = TRY(whole_steps(totals[measure], shape.decimals[measure], table.place(row)));
        // A stock is divided anew each month, so that every month has the whole of it.
        const std::size_t step = shape.spread == Spread::flow ? rows.size() : units.size();
        for (std::size_t first = 0; first < rows.size(); first += step) {
            const auto from = weights.begin() + static_cast<std::ptrdiff_t>(first);
            const std::vector<std::int64_t> parts = spread_exactly(total, {from, from + static_cast<std::ptrdiff_t>(step)});
            for (std::size_t place = 0; place < step; ++place) rows[first + place].values.emplace_back(parts[place]);
        }
    }
    return rows;
}

/// "1234,5"
void add_decimal(SourceFile& file, std::int64_t steps, int decimals) {
    if (decimals == 0) return file.add_whole(steps);
    if (decimals == 2) return file.add_hundredths(steps);
    if (steps < 0) file.add('-');
    const std::int64_t size = steps < 0 ? -steps : steps;
    file.add_whole(size / 10);
    file.add("," + std::to_string(size % 10));
}

base::Done write_period(const CareOrder& order, const Register& shape, const base::Period& period, const std::vector<RegisterRow>& rows) {
    SourceFile file = TRY(SourceFile::create(order.out_folder, std::string(shape.data_set) + "-" + base::format_period(period) + ".csv", shape.head));
    std::int64_t number = 0;
    for (const RegisterRow& row : rows) {
        if (shape.has_row_number) {
            file.add('R');
            add_row_number(file, row.month, ++number);
            file.add(';');
        }
        file.add(base::format_month(row.month) + ";" + row.unit);
        if (!row.codes.empty()) file.add(";" + row.codes);
        for (std::size_t measure = 0; measure < row.values.size(); ++measure) {
            file.add(';');
            if (row.values[measure]) add_decimal(file, *row.values[measure], shape.decimals[measure]);
        }
        TRY(file.end_row());
    }
    return file.finish();
}

base::Period tertial_of(Month month) {
    constexpr int months_per_tertial = 4;
    const Month first = Month::of(month.year(), (month.month() - 1) / months_per_tertial * months_per_tertial + 1);
    return {base::PeriodKind::tertial, first, first.plus(months_per_tertial - 1)};
}

}  // namespace

std::vector<std::string> register_names() {
    std::vector<std::string> names;
    for (const Register& shape : registers()) names.emplace_back(shape.data_set);
    return names;
}

base::Done write_register(const CareOrder& order, const Region& region, const std::string& data_set) {
    const Register& shape = *std::find_if(registers().begin(), registers().end(), [&](const Register& one) { return data_set == one.data_set; });
    Table table = TRY(Table::read(order.assumptions_folder + "/register_totals.csv", {"data_set", "first_month", "last_month", "units", "codes", "totals"}));
    Random random(derived_seed(order.seed, "register " + data_set));
    std::map<Month, std::vector<RegisterRow>> months;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "data_set") != data_set) continue;
        std::vector<RegisterRow> rows = TRY(rows_of(region, table, row, shape, random));
        for (RegisterRow& one : rows) months[one.month].push_back(std::move(one));
    }
    // A file replaces every month that its name covers: a whole tertial where there are rows for each of its months, else a month.
    while (!months.empty()) {
        const Month first = months.begin()->first;
        const base::Period tertial = tertial_of(first);
        bool is_whole = first == tertial.first;
        for (Month month = tertial.first; month <= tertial.last; month = month.plus(1)) is_whole = is_whole && months.contains(month);
        const base::Period period = is_whole ? tertial : base::Period::month(first);
        std::vector<RegisterRow> rows;
        for (Month month = period.first; month <= period.last; month = month.plus(1)) {
            for (RegisterRow& row : months[month]) rows.push_back(std::move(row));
            months.erase(month);
        }
        TRY(write_period(order, shape, period, rows));
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
