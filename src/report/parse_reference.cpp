#include "report/parse_reference.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "domain/measure_unit.hpp"
#include "figures/parse.hpp"

namespace tertial::report {
namespace {

using base::make_issue;
using base::Result;

constexpr int decimals_max = 6;

constexpr std::array<std::pair<std::string_view, PeriodBase>, 5> period_bases = {{{"ack", PeriodBase::accumulated},
                                                                                  {"r12", PeriodBase::rolling_twelve},
                                                                                  {"report", PeriodBase::report},
                                                                                  {"month", PeriodBase::month},
                                                                                  {"year", PeriodBase::whole_year}}};

/// "ack-2y", "year+1y", "-2y", "since-2021-01" or "2025-T3" as a period word, or nothing.
std::optional<PeriodWord> find_period_word(std::string_view text) {
    PeriodWord word;
    if (auto named = base::parse_period(text); named.ok()) {
        word.named = named.value();
        return word;
    }
    auto dash = text.find_first_of("-+");
    if (dash != std::string_view::npos) {
        if (text.starts_with("since-")) {
            word.since = base::parse_month(std::string(text.substr(dash + 1)));
            return word.since ? std::optional(word) : std::nullopt;
        }
        auto years = figures::find_years_back(text.substr(dash + 1));
        if (!years) return std::nullopt;
        word.years_back = text[dash] == '+' ? -*years : *years;
    }
    if (dash == 0 && text[0] == '-') {
        word.base = PeriodBase::unsaid;
        return word;
    }
    for (const auto& [name, base] : period_bases) {
        if (text.substr(0, dash) != name) continue;
        word.base = base;
        return word;
    }
    return std::nullopt;
}

/// "beside" or "beside-2".
std::optional<int> find_beside(std::string_view text) {
    if (text == "beside") return 1;
    if (text.size() != 8 || !text.starts_with("beside-") || text[7] < '2' || text[7] > '0' + beside_max) return std::nullopt;
    return text[7] - '0';
}

base::Issue twice(const PlacedText& part) {
    return make_issue("reference_is_not_readable", "\"" + part.text + "\" säger samma sak en gång till", "skriv period, kolumn och basis högst en gång var",
                      part.place);
}

base::Issue unknown_part(const PlacedText& part) {
    std::vector<std::string> names = figures::column_ids();
    names.insert(names.end(),
                 {"ack", "r12", "report", "month", "year", "ack-1y", "r12-1y", "report-1y", "month-1y", "year-1y", "-1y", "year+1y", "since-2021-01"});
    return make_issue("column_is_unknown", "\"" + part.text + "\" är varken kolumn eller period", base::choice_hint(part.text, names), part.place);
}

Result<base::Nothing> set_part(const PlacedText& part, ReferenceParts& parts) {
    if (part.text.starts_with('[')) {
        return make_issue("reference_is_not_readable", "villkoret " + part.text + " står efter andra delar", "skriv det först: [VILLKOR]:del", part.place);
    }
    auto equals = part.text.find('=');
    if (equals != std::string::npos) {
        std::string key = part.text.substr(0, equals), value = part.text.substr(equals + 1);
        if (key == "view") {
            if (parts.comparable) return twice(part);
            if (value != "as_was" && value != "comparable") {
                return make_issue("view_is_not_available", "vyn " + value + " finns inte i en mall", "skriv view=as_was eller view=comparable", part.place);
            }
            parts.comparable = value == "comparable";
            return base::Nothing{};
        }
        if (key != "basis") {
            return make_issue("reference_is_not_readable", "\"" + key + "\" kan inte stå i en mall",
                              key == "in" ? "skriv måttenheten i formatet, efter |" : "skriv basis=…", part.place);
        }
        if (parts.basis) return twice(part);
        parts.basis = value;
    } else if (auto column = figures::find_compared_column(part.text)) {
        if (parts.column) return twice(part);
        parts.column = *column;
    } else if (auto beside = find_beside(part.text)) {
        if (parts.beside != 0) return twice(part);
        parts.beside = *beside;
    } else if (auto period = find_period_word(part.text)) {
        if (parts.period) return twice(part);
        parts.period = *period;
    } else {
        return unknown_part(part);
    }
    return base::Nothing{};
}

/// The bracket that closes the first one; those in quotes do not count.
std::size_t end_of_filter(const std::string& text) {
    bool is_quoted = false;
    for (std::size_t index = 1; index < text.size(); ++index) {
        if (text[index] == '\'') is_quoted = !is_quoted;
        if (text[index] == ']' && !is_quoted) return index;
    }
    return std::string::npos;
}

Result<base::Nothing> set_format_word(const PlacedText& word, FormatWords& format) {
    if (word.text == "unit") {
        format.shown_unit = domain::ShownUnit::yes;
    } else if (word.text == "magnitude") {
        format.sign = domain::ShownSign::magnitude;
    } else if (word.text == "sign") {
        format.sign = domain::ShownSign::always;
    } else if (word.text == "trim") {
        format.trailing_zeros = domain::TrailingZeros::drop;
    } else if (word.text == "keep") {
        format.trailing_zeros = domain::TrailingZeros::keep;
    } else if (word.text == "dash") {
        format.zero = domain::ShownZero::dash;
    } else if (word.text == "blank") {
        format.zero = domain::ShownZero::blank;
    } else if (domain::find_measure_unit(word.text) != nullptr) {
        format.unit = word.text;
    } else {
        std::vector<std::string> names = domain::measure_unit_ids();
        names.insert(names.end(), {"decimals", "unit", "magnitude", "sign", "trim", "keep", "dash", "blank"});
        return make_issue("format_is_not_readable", "\"" + word.text + "\" är inget ord i ett format", base::choice_hint(word.text, names), word.place);
    }
    return base::Nothing{};
}

}  // namespace

Result<PeriodWord> parse_period_word(const PlacedText& text) {
    if (text.text.empty()) return PeriodWord{PeriodBase::report, 0, {}, {}, {}};
    if (auto word = find_period_word(text.text)) {
        if (word->base == PeriodBase::unsaid) word->base = PeriodBase::report;
        return *word;
    }
    return make_issue("reference_is_not_readable", "\"" + text.text + "\" är ingen period i en mall",
                      "skriv ack, r12, report, month eller year, till exempel ack-1y", text.place);
}

Result<ReferenceParts> parse_parts(const PlacedText& text) {
    ReferenceParts parts;
    parts.place = text.place;
    if (text.text.empty()) return parts;
    PlacedText rest = text;
    if (rest.text.starts_with('[')) {
        auto end = end_of_filter(rest.text);
        if (end == std::string::npos) return make_issue("reference_is_not_readable", "efter [ saknas ]", "skriv till exempel [package = '1']", text.place);
        parts.filter = TRY(figures::parse_predicate(rest.text.substr(1, end - 1), place_after(text.place, "[")));
        rest = {rest.text.substr(end + 1), place_after(text.place, rest.text.substr(0, end + 1))};
        if (rest.text.empty()) return parts;
        if (!rest.text.starts_with(':')) {
            return make_issue("reference_is_not_readable", "efter ] väntades : men där står \"" + rest.text + "\"", "skriv [VILLKOR]:del", rest.place);
        }
        rest = {rest.text.substr(1), place_after(rest.place, ":")};
    }
    for (const PlacedText& part : split(rest, ':')) TRY(set_part(part, parts));
    return parts;
}

Result<Reference> parse_reference(const PlacedText& text) {
    if (text.text.empty()) return make_issue("reference_is_not_readable", "här saknas en siffra", "skriv till exempel net_cost:ack:deviation", text.place);
    figures::ParsedPrefix prefix = TRY(figures::parse_expression_prefix(text.text, text.place));
    Reference reference{prefix.expression, {}, {}, text.place};
    std::string rest = text.text.substr(prefix.size);
    base::Place place = place_after(text.place, std::string_view(text.text).substr(0, prefix.size));
    if (rest.starts_with("@")) {
        auto colon = std::min(rest.find(':'), rest.size());
        reference.unit = std::string(base::trimmed(rest.substr(1, colon - 1)));
        if (reference.unit.empty()) return make_issue("reference_is_not_readable", "efter @ saknas en enhet", "skriv enhetens kod eller ta bort @", place);
        place = place_after(place, rest.substr(0, colon));
        rest = rest.substr(colon);
    }
    reference.parts.place = place;
    if (rest.empty()) return reference;
    if (!rest.starts_with(":")) {
        return make_issue("reference_is_not_readable", "efter uttrycket väntades @, : eller | men där står \"" + rest + "\"",
                          "skriv UTTRYCK@enhet:del | format", place);
    }
    reference.parts = TRY(parse_parts({rest.substr(1), place_after(place, ":")}));
    if (reference.parts.beside != 0) {
        return make_issue("reference_is_not_readable", "beside hör till en kolumn", "skriv beside i column: RUBRIK | beside", place);
    }
    if (reference.parts.filter) {
        return make_issue("reference_is_not_readable", "villkoret står efter : men hör till uttrycket", "skriv UTTRYCK[VILLKOR], före @ och :", place);
    }
    return reference;
}

Result<FormatWords> parse_format(const PlacedText& text) {
    FormatWords format;
    format.place = text.place;
    std::vector<PlacedText> words = words_of(text);
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (words[index].text != "decimals") {
            TRY(set_format_word(words[index], format));
            continue;
        }
        std::string count = index + 1 < words.size() ? words[++index].text : "";
        if (count.size() != 1 || count[0] < '0' || count[0] > '0' + decimals_max) {
            return make_issue("format_is_not_readable", "efter decimals ska antalet decimaler stå", "skriv till exempel decimals 1 (högst 6)",
                              words[index].place);
        }
        format.decimals = count[0] - '0';
    }
    return format;
}

}  // namespace tertial::report
