#include "intake/fault_text.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/rational.hpp"
#include "base/text.hpp"

namespace tertial::intake {
namespace {

constexpr int shown_letters_max = 40;

struct Words {
    std::string message;
    std::string hint;
};

std::string year_month_words(std::int64_t year_month) {
    return base::format_month(base::Month::of(static_cast<int>(year_month / 100), static_cast<int>(year_month % 100)));
}

/// A stored number as people write it, with the field's decimals.
std::string decimal_words(std::int64_t value, int scale) {
    std::string digits = base::format_int128(value < 0 ? -static_cast<base::Int128>(value) : static_cast<base::Int128>(value));
    while (static_cast<int>(digits.size()) <= scale) digits.insert(0, 1, '0');
    if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, ',');
    return (value < 0 ? "−" : "") + digits;
}

const model::Field* field_of(const Fault& fault, const FaultContext& context) {
    if (fault.field_index < 0 || static_cast<std::size_t>(fault.field_index) >= context.data_set->fields.size()) return nullptr;
    return &context.data_set->fields[static_cast<std::size_t>(fault.field_index)];
}

const model::DerivedField* derived_of(const Fault& fault, const FaultContext& context) {
    if (fault.field_index < 0) return nullptr;
    std::size_t index = static_cast<std::size_t>(fault.field_index) - context.data_set->fields.size();
    return index < context.data_set->derived.size() ? &context.data_set->derived[index] : nullptr;
}

Words code_words(const Fault& fault, const FaultContext& context) {
    const model::Field& field = *field_of(fault, context);
    bool is_unit = field.type == model::FieldType::unit;
    const model::CodeList* list = context.model->find_code_list(is_unit ? "unit" : field.list);
    std::string value = shown_value(fault.value);
    if (fault.kind == FaultKind::code_is_unknown || fault.kind == FaultKind::unit_is_unknown) {
        std::vector<std::string> codes;
        if (list != nullptr) {
            for (const model::Code& code : list->codes) codes.push_back(code.code);
        }
        std::string hint = base::did_you_mean(fault.value, codes);
        std::string place = is_unit ? "i organisationen" : "i kodlistan " + (list == nullptr || list->label.empty() ? field.list : list->label);
        return {
            value + " finns inte " + place,
            hint.empty()
                ? "rätta värdet, eller låt mappningen översätta det (codes) eller lämna sådana rader utanför (leaves_out); annars läggs koden till i modellen"
                : hint};
    }
    std::string hint = "rätta värdet, eller ändra giltigheten i modellen";
    const model::Code* code = list == nullptr ? nullptr : list->find(fault.value);
    if (code != nullptr) {
        std::string from = code->valid_from ? base::format_date(*code->valid_from) : "";
        std::string to = code->valid_to ? base::format_date(*code->valid_to) : "";
        hint =
            (is_unit ? "enheten" : "koden") + std::string(" gäller") + (from.empty() ? "" : " från " + from) + (to.empty() ? "" : " till " + to) + "; " + hint;
    }
    return {value + " gäller inte " + year_month_words(fault.amount), hint};
}

Words number_words(const Fault& fault, const FaultContext& context) {
    const model::Field& field = *field_of(fault, context);
    std::string value = shown_value(fault.value);
    std::string mark(1, context.forms.second_mark != 0 ? context.forms.second_mark : context.forms.decimal_mark);
    if (fault.kind == FaultKind::amount_is_not_readable) {
        return {value + " är inget belopp", "skriv till exempel −1 234" + mark + "56 (decimaltecken \"" + mark + "\", högst två decimaler)"};
    }
    if (fault.kind == FaultKind::number_is_not_readable) {
        if (field.type == model::FieldType::integer) return {value + " är inget heltal", "skriv bara siffror, till exempel 1 234"};
        return {value + " är inget tal", "decimaltecken \"" + mark + "\" och högst " + std::to_string(field.scale) + " decimaler"};
    }
    int scale = model::scale_of(field);
    std::string limits;
    if (field.least) limits += "minst " + decimal_words(*field.least, scale);
    if (field.most) limits += (limits.empty() ? "" : " och ") + std::string("högst ") + decimal_words(*field.most, scale);
    return {value + " är utanför det tillåtna", limits.empty() ? "talet är för stort för att lagras" : "värdet ska vara " + limits};
}

/// A reader's own words, shortened like a value but not quoted as one.
std::string without_quotes(const std::string& shown) { return shown.substr(1, shown.size() - 2); }

Words record_words(const Fault& fault, const FaultContext& context) {
    switch (fault.kind) {
        case FaultKind::row_has_wrong_width:
            return {"raden har " + std::to_string(fault.amount) + " fält men rubrikraden " + std::to_string(context.head->column_names.size()),
                    "kontrollera avgränsare och citattecken (" + context.table->description() + ")"};
        case FaultKind::quote_does_not_end: return {"ett citattecken avslutas aldrig", "sätt ett citattecken efter fältet"};
        case FaultKind::quote_is_misplaced:
            return {"det står text mellan ett citattecken och nästa avgränsare", "dubblera citattecken som hör till texten (\"\")"};
        case FaultKind::row_is_outside_the_slice:
            return {"raden hör till " + year_month_words(fault.amount) + ", som leveransen inte omfattar",
                    "rätta --period, eller filens namn, om det säger fel månad; ta annars bort raden, eller leverera även den månaden"};
        case FaultKind::record_is_not_readable:
            return {"raden går inte att läsa" + (fault.value.empty() ? std::string() : ": " + without_quotes(shown_value(fault.value))),
                    "rätta raden, eller ta ut filen på nytt"};
        case FaultKind::voucher_does_not_balance:
            return {"verifikationen " + shown_value(fault.value) + " väger inte: debet minus kredit är " + decimal_words(fault.amount, 2) + " kr",
                    "rätta verifikationen i källsystemet, och ta ut filen på nytt"};
        default: return {};
    }
}

Words duration_words(const Fault& fault, const FaultContext& context) {
    const model::DerivedField& derived = *derived_of(fault, context);
    std::string unit = derived.kind == model::DerivedKind::days_between ? " dygn" : " sekunder";
    if (fault.kind == FaultKind::duration_is_negative)
        return {"slutet är före början (" + decimal_words(fault.amount, 0) + unit + ")", "rätta någon av tiderna"};
    return {std::to_string(fault.amount) + unit + " är orimligt länge", "högst " + std::to_string(derived.most.value_or(0)) + unit + " godtas"};
}

Words value_words(const Fault& fault, const FaultContext& context) {
    std::string value = shown_value(fault.value);
    switch (fault.kind) {
        case FaultKind::date_is_not_readable: return {value + " är inget datum", "skriv till exempel " + std::string(day_example(context.forms.date_form))};
        case FaultKind::month_is_not_readable: return {value + " är ingen månad", "skriv till exempel 2026-04"};
        case FaultKind::time_is_not_readable:
            if (context.forms.swedish_time) return {value + " är ingen tidpunkt", "skriv till exempel 2026-03-29 01:59:30"};
            return {value + " är ingen tidpunkt med tidszon", "skriv till exempel 2026-03-29T01:59:30+01:00"};
        case FaultKind::time_is_in_clock_change:
            return {value + " finns inte, eller finns två gånger, när klockan ställs om", "ange tiden med tidszon, till exempel 2026-10-25T02:30:00+01:00"};
        case FaultKind::text_is_not_readable:
            return {"texten har tecken som inte går att läsa (värdet visas inte)", "exportera filen på nytt som UTF-8 eller Windows-1252"};
        case FaultKind::field_is_empty: return {"värdet saknas", "fältet måste vara ifyllt; summarader och liknande lämnas utanför av mappningen (leaves_out)"};
        case FaultKind::text_is_too_long:
            return {"texten är längre än 1 MiB", "kontrollera citattecken: ett som saknas gör resten av filen till ett enda fält"};
        case FaultKind::cell_has_an_error: return {"cellen visar felet " + value, "rätta formeln i arbetsboken, och spara den"};
        case FaultKind::formula_has_no_value: return {"cellen har en formel men inget sparat värde", "öppna arbetsboken, låt den räkna om, och spara den"};
        case FaultKind::person_number_is_refused:
            return {(fault.field_index < 0 && fault.column_index < 0 ? "raden" : "fältet") +
                        std::string(" innehåller ett person-, samordnings- eller reservnummer (värdet visas inte)"),
                    "ersätt det med en pseudonym innan filen levereras, eller låt mappningen göra det (keyed_hash)"};
        case FaultKind::keyed_hash_has_another_key:
            return {"värdet är redan en nycklad hash, men av en annan nyckel", "leverera med den nyckel som hashen gjordes med"};
        default: return {};
    }
}

Words words_of(const Fault& fault, const FaultContext& context) {
    switch (fault.kind) {
        case FaultKind::code_is_unknown:
        case FaultKind::code_is_not_valid_then:
        case FaultKind::unit_is_unknown:
        case FaultKind::unit_is_not_valid_then: return code_words(fault, context);
        case FaultKind::amount_is_not_readable:
        case FaultKind::number_is_not_readable:
        case FaultKind::number_is_out_of_range: return number_words(fault, context);
        case FaultKind::row_has_wrong_width:
        case FaultKind::quote_does_not_end:
        case FaultKind::quote_is_misplaced:
        case FaultKind::row_is_outside_the_slice:
        case FaultKind::record_is_not_readable:
        case FaultKind::voucher_does_not_balance: return record_words(fault, context);
        case FaultKind::duration_is_negative:
        case FaultKind::duration_is_too_long: return duration_words(fault, context);
        default: return value_words(fault, context);
    }
}

}  // namespace

namespace {

std::string column_of(const Fault& fault, const FaultContext& context) {
    if (fault.column_index >= 0) return context.head->column_names[static_cast<std::size_t>(fault.column_index)];
    if (field_of(fault, context) != nullptr) return context.head->column_of_field[static_cast<std::size_t>(fault.field_index)];
    const model::DerivedField* derived = derived_of(fault, context);
    return derived == nullptr ? std::string() : derived->label.empty() ? derived->name : derived->label;
}

}  // namespace

base::Issue describe_fault(const Fault& fault, const FaultContext& context) {
    Words words = words_of(fault, context);
    std::string column = column_of(fault, context);
    std::string message = column.empty() ? words.message : "kolumn " + column + ": " + words.message;
    return base::make_issue(std::string(fault_code(fault.kind)), std::move(message), std::move(words.hint), {context.file, fault.line, 0});
}

Problem describe_problem(const Fault& fault, const FaultContext& context) {
    Words words = words_of(fault, context);
    std::string value = fault.value;
    if (!base::is_utf8(value))
        std::replace_if(
            value.begin(), value.end(), [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; }, '?');
    return {
        context.file,          context.table->name(),    fault.line,           column_of(fault, context), std::move(value), std::string(fault_code(fault.kind)),
        base::Severity::error, std::move(words.message), std::move(words.hint)};
}

base::Issue person_number_beside(const std::string& where, base::Place place) {
    return base::make_issue("person_number_is_refused", where + " innehåller ett person-, samordnings- eller reservnummer (värdet visas inte)",
                            "ta bort det ur filen, också där ingen läser det, eftersom filen sparas", std::move(place));
}

std::string shown_value(std::string_view value) {
    std::string shown;
    int letters = 0;
    bool is_cut = false;
    for (char letter : value) {
        bool begins_letter = (static_cast<unsigned char>(letter) & 0xC0) != 0x80;
        is_cut = begins_letter && ++letters > shown_letters_max;
        if (is_cut) break;
        shown += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ? '?' : letter;
    }
    if (!base::is_utf8(shown)) {
        std::replace_if(
            shown.begin(), shown.end(), [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; }, '?');
    }
    return "\"" + shown + (is_cut ? "…\"" : "\"");
}

}  // namespace tertial::intake
