#include "figures/address.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "domain/measure_unit.hpp"
#include "figures/parse.hpp"

namespace tertial::figures {
namespace {

using base::make_issue;

struct ColumnName {
    Column column;
    std::string_view id;
    std::string_view words;
};

constexpr std::array<ColumnName, 9> columns = {{{Column::outturn, "outturn", "utfall"},
                                                {Column::budget, "budget", "budget"},
                                                {Column::prior, "prior", "utfall"},
                                                {Column::deviation, "deviation", "avvikelse (utfall − budget)"},
                                                {Column::change, "change", "förändring mot"},
                                                {Column::change_percent, "change_percent", "förändring i procent mot"},
                                                {Column::target, "target", "målvärde"},
                                                {Column::forecast, "forecast", "prognos för året"},
                                                {Column::forecast_deviation, "forecast_deviation", "prognos − budget för året"}}};

bool looks_back(Column column) { return column == Column::prior || column == Column::change || column == Column::change_percent; }

base::Issue not_readable(const std::string& message, const std::string& hint, const base::Place& place) {
    return make_issue("address_is_not_readable", message, hint, place);
}

base::Result<std::int64_t> parse_position(const std::string& text, const base::Place& place) {
    std::int64_t position = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
    if (error != std::errc() || end != text.data() + text.size() || position < 0) {
        return not_readable("asof=" + text + " är ingen position i loggboken", "skriv ett heltal, till exempel asof=124", place);
    }
    return position;
}

base::Result<base::Nothing> set_option(Address& address, const std::string& key, const std::string& value, const base::Place& place) {
    if (key == "basis") {
        address.basis = value;
    } else if (key == "in") {
        if (domain::find_measure_unit(value) == nullptr) {
            return make_issue("measure_unit_is_unknown", "måttenheten " + value + " finns inte", base::did_you_mean(value, domain::measure_unit_ids()), place);
        }
        address.measure_unit = value;
    } else if (key == "asof") {
        address.as_of = TRY(parse_position(value, place));
    } else if (key == "view") {
        TRY(set_view(address, value, place));
    } else {
        return not_readable("\"" + key + "\" är ingen del av en adress", base::did_you_mean(key, {"basis", "view", "in", "asof"}), place);
    }
    return base::Nothing{};
}

}  // namespace

base::Done set_view(Address& address, const std::string& value, const base::Place& place) {
    constexpr std::string_view at = "comparable-";
    if (value == "comparable") {
        address.comparable = address.period.last;
    } else if (value.starts_with(at) && base::parse_month(value.substr(at.size()))) {
        address.comparable = base::parse_month(value.substr(at.size()));
    } else if (value != "as_was") {
        return make_issue("view_is_not_available", "vyn " + value + " finns inte", "skriv view=as_was, view=comparable eller view=comparable-2026-04", place);
    }
    if (address.comparable && *address.comparable < address.period.last) {
        return not_readable("organisationen i view=" + value + " är äldre än perioden", "skriv en månad i perioden eller senare: äldre enheter finns inte kvar",
                            place);
    }
    return base::Nothing{};
}

std::string_view column_id(Column column) { return columns[static_cast<std::size_t>(column)].id; }

std::string column_words(const ComparedColumn& column) {
    std::string words(columns[static_cast<std::size_t>(column.column)].words);
    if (!looks_back(column.column)) return words;
    if (const auto& month = column.against.month) return words + " " + base::format_month_words(*month) + " " + std::to_string(month->year());
    const int years = column.against.years_back;
    return words + (years == 1 ? " föregående år" : " " + std::to_string(years) + " år tidigare");
}

std::optional<Column> find_column(std::string_view name) {
    for (const ColumnName& column : columns) {
        if (column.id == name) return column.column;
    }
    return std::nullopt;
}

std::optional<ComparedColumn> find_compared_column(std::string_view text) {
    const std::size_t dash = text.find('-');
    auto column = find_column(text.substr(0, dash));
    if (!column || dash == std::string_view::npos) return column ? std::optional(ComparedColumn{*column, {}}) : std::nullopt;
    if (!looks_back(*column)) return std::nullopt;
    const std::string_view back = text.substr(dash + 1);
    if (auto years = find_years_back(back)) return ComparedColumn{*column, {*years, std::nullopt}};
    if (auto month = base::parse_month(std::string(back))) return ComparedColumn{*column, {1, *month}};
    return std::nullopt;
}

base::Period Against::of(const base::Period& period) const {
    if (!month) return period.shifted_years(-years_back);
    switch (period.kind) {
        case base::PeriodKind::month: return base::Period::month(*month);
        case base::PeriodKind::accumulated: return base::Period::accumulated(*month);
        case base::PeriodKind::rolling_twelve: return base::Period::rolling_twelve(*month);
        case base::PeriodKind::year: return base::Period::year(month->year());
        case base::PeriodKind::tertial:
        case base::PeriodKind::quarter:
        case base::PeriodKind::half_year:
        case base::PeriodKind::span: break;
    }
    return base::Period::span(month->plus(1 - period.month_count()), *month);
}

std::optional<int> find_years_back(std::string_view text) {
    if (text.size() < 2 || text.size() > 3 || text.back() != 'y' || text[0] == '0') return std::nullopt;
    int years = 0;
    for (char digit : text.substr(0, text.size() - 1)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        years = 10 * years + (digit - '0');
    }
    return years;
}

std::vector<std::string> column_ids() {
    std::vector<std::string> ids;
    for (const ColumnName& column : columns) ids.emplace_back(column.id);
    return ids;
}

base::Result<Address> parse_address(std::string_view text, const base::Place& place) {
    ParsedPrefix prefix = TRY(parse_expression_prefix(text, place));
    std::string_view rest = text.substr(prefix.size);
    if (!rest.starts_with("@")) return not_readable("efter uttrycket ska det stå @enhet:period", "till exempel net_cost@HSN:2026-T1", place);
    std::vector<std::string> parts;
    // The measure unit h:mm:ss holds colons itself; it is the only such word.
    for (const std::string& part : base::split(base::replaced(rest.substr(1), "in=h:mm:ss", "in=h-mm-ss"), ':'))
        parts.push_back(part == "in=h-mm-ss" ? "in=h:mm:ss" : part);
    if (parts.size() < 2 || parts[0].empty()) return not_readable("enhet och period behövs", "till exempel net_cost@HSN:2026-T1", place);
    Address address;
    address.expression = prefix.expression;
    address.unit = parts[0];
    address.period = TRY(base::parse_period(parts[1]));
    for (std::size_t index = 2; index < parts.size(); ++index) {
        auto equals = parts[index].find('=');
        if (equals != std::string::npos) {
            TRY(set_option(address, parts[index].substr(0, equals), parts[index].substr(equals + 1), place));
            continue;
        }
        auto column = find_compared_column(parts[index]);
        if (!column || index != 2) {
            return make_issue("column_is_unknown", "kolumnen " + parts[index] + " finns inte", base::did_you_mean(parts[index], column_ids()), place);
        }
        address.column = column->column;
        address.against = column->against;
    }
    return address;
}

std::string format_address(const Address& address) {
    std::string text = format_expression(*address.expression) + "@" + address.unit + ":" + base::format_period(address.period);
    if (address.column != Column::outturn) text += ":" + std::string(column_id(address.column));
    if (looks_back(address.column)) {
        if (address.against.month)
            text += "-" + base::format_month(*address.against.month);
        else if (address.against.years_back != 1)
            text += "-" + std::to_string(address.against.years_back) + "y";
    }
    if (address.basis != "total") text += ":basis=" + address.basis;
    if (address.comparable) text += ":view=comparable" + (*address.comparable == address.period.last ? "" : "-" + base::format_month(*address.comparable));
    if (!address.measure_unit.empty()) text += ":in=" + address.measure_unit;
    if (address.as_of) text += ":asof=" + std::to_string(*address.as_of);
    return text;
}

}  // namespace tertial::figures
