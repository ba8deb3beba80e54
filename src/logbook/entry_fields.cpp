#include "logbook/entry_fields.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/rational.hpp"
#include "base/text.hpp"
#include "domain/figure.hpp"

namespace tertial::logbook {
namespace {

using base::Json;

constexpr std::int64_t year_min = 1900;
constexpr std::int64_t year_max = 2199;
constexpr std::size_t shown_characters_max = 60;

bool is_text(const Json& value) { return value.is_string() && !base::trimmed(value.get_ref<const std::string&>()).empty(); }

bool is_integer_from(const Json& value, std::int64_t least) {
    if (!value.is_number_integer()) return false;
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > most) return false;
    return value.get<std::int64_t>() >= least;
}

bool is_amount(const Json& value) { return is_integer_from(value, std::numeric_limits<std::int64_t>::min()); }
bool is_positive(const Json& value) { return is_integer_from(value, 1); }
bool is_count(const Json& value) { return is_integer_from(value, 0); }
bool is_year(const Json& value) { return is_integer_from(value, year_min) && value.get<std::int64_t>() <= year_max; }
bool is_yes_no(const Json& value) { return value.is_boolean(); }
bool is_month(const Json& value) { return value.is_string() && base::parse_month(value.get_ref<const std::string&>()); }
bool is_period(const Json& value) { return value.is_string() && base::parse_period(value.get_ref<const std::string&>()).ok(); }

bool is_content_hash(const Json& value) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool is_exact(const Json& value) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    using enum domain::Absence;
    for (domain::Absence absence : {missing, not_measured, not_yet, suppressed, not_applicable}) {
        if (text == domain::absence_id(absence)) return true;
    }
    return base::parse_rational(text).has_value();
}

bool is_exact_by_name(const Json& value) { return value.is_object() && std::all_of(value.begin(), value.end(), is_exact); }

bool is_remarks(const Json& value) {
    return value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& remark) { return remark.is_string() || remark.is_object(); });
}

bool is_object(const Json& value) { return value.is_object(); }
bool is_array(const Json& value) { return value.is_array(); }

struct TypeRule {
    bool (*fits)(const Json&);
    std::string_view words;
};

/// In the order of FieldType.
constexpr std::array<TypeRule, 16> type_rules = {{
    {is_text, "text som inte är tom, inom citattecken"},
    {is_content_hash, "en hash med 64 hexadecimala siffror"},
    {is_period, "en period inom citattecken, till exempel \"2026-04\", \"2026-T1\" eller \"2026-04-ack\""},
    {is_month, "en månad inom citattecken, till exempel \"2026-04\""},
    {is_year, "ett årtal utan citattecken, till exempel 2026"},
    {is_count, "ett heltal, noll eller mer"},
    {is_positive, "en position i loggboken, ett eller mer"},
    {is_amount, "ett heltal utan citattecken och decimaler (belopp i öre)"},
    {is_positive, "ett heltal större än noll (belopp i öre)"},
    {is_yes_no, "true eller false"},
    {is_exact, "ett exakt tal som text, till exempel \"-12500050\" eller \"7/2\", eller skälet till att talet saknas"},
    {is_text, "ett av de tillåtna värdena"},
    {is_exact_by_name, "ett objekt med exakta tal som text"},
    {is_object, "ett objekt"},
    {is_array, "en lista med objekt"},
    {is_remarks, "en lista med texter eller objekt"},
}};
static_assert(type_rules.size() == static_cast<std::size_t>(FieldType::remarks) + 1);

const TypeRule& rule_of(FieldType type) { return type_rules[static_cast<std::size_t>(type)]; }

std::string quoted_choices(std::span<const std::string_view> choices) {
    std::vector<std::string> names;
    for (std::string_view choice : choices) names.push_back(std::string(1, '"').append(choice).append(1, '"'));
    return base::joined(names, ", ");
}

/// The value as JSON, shortened; a character is never cut in two.
std::string shown(const Json& value) {
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= shown_characters_max) return text;
    std::size_t end = shown_characters_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::string wanted(const Field& field) {
    if (field.type == FieldType::choice) return "något av " + quoted_choices(field.choices);
    return std::string(rule_of(field.type).words);
}

std::vector<std::string> names_of(std::span<const Field> fields) {
    std::vector<std::string> names;
    for (const Field& field : fields) names.emplace_back(field.name);
    return names;
}

}  // namespace

void BodyCheck::report(std::string code, std::string message, std::string hint) {
    issues.push_back(base::make_issue(std::move(code), std::string(kind) + ": " + std::move(message), std::move(hint), place));
}

void BodyCheck::check_value(const Json& value, const Field& field, const std::string& path) {
    bool fits = rule_of(field.type).fits(value);
    if (fits && field.type == FieldType::choice) {
        fits = std::find(field.choices.begin(), field.choices.end(), value.get_ref<const std::string&>()) != field.choices.end();
    }
    if (!fits) {
        report("entry_field_is_not_valid", "fältet " + path + " har värdet " + shown(value), "skriv " + wanted(field));
    } else if (field.type == FieldType::object) {
        check_fields(value, field.fields, path + ".");
    } else if (field.type == FieldType::objects) {
        for (std::size_t index = 0; index < value.size(); ++index) {
            std::string element = path + "[" + std::to_string(index) + "]";
            if (value[index].is_object()) {
                check_fields(value[index], field.fields, element + ".");
            } else {
                report("entry_field_is_not_valid", element + " har värdet " + shown(value[index]), "skriv " + std::string(rule_of(FieldType::object).words));
            }
        }
    }
}

void BodyCheck::check_unknown_names(const Json& object, std::span<const Field> fields, const std::string& path) {
    std::vector<std::string> names = names_of(fields);
    for (const auto& [name, value] : object.items()) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        std::string hint = base::did_you_mean(name, names);
        report("entry_field_is_unknown", "fältet " + path + name + " finns inte", hint.empty() ? "fälten är " + base::joined(names, ", ") : hint);
    }
}

void BodyCheck::check_fields(const Json& object, std::span<const Field> fields, const std::string& path) {
    for (const Field& field : fields) {
        std::string full_name = path + std::string(field.name);
        auto found = object.find(std::string(field.name));
        if (found != object.end()) {
            check_value(*found, field, full_name);
        } else if (field.presence == Presence::required) {
            report("entry_field_is_missing", "fältet " + full_name + " saknas", "ange " + wanted(field));
        }
    }
    check_unknown_names(object, fields, path);
}

}  // namespace tertial::logbook
