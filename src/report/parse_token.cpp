#include "report/parse_token.hpp"

#include <array>

#include "base/text.hpp"
#include "report/parse_reference.hpp"

namespace tertial::report {
namespace {

using base::make_issue;
using base::Result;

/// What stands in a token after its first word, in parts between bars.
struct TokenParts {
    PlacedText first;  ///< the first part, without the token's word
    std::vector<PlacedText> others;
    base::Place place;
};

base::Issue not_readable(const base::Place& place, const std::string& message, const std::string& hint) {
    return make_issue("token_is_not_readable", message, hint, place);
}

Result<ParsedToken> parse_figure(const std::vector<PlacedText>& parts) {
    if (parts.size() > 2) return not_readable(parts[2].place, "en siffra har högst ett format", "skriv {{UTTRYCK:del | format}}");
    FigureToken figure;
    figure.reference = TRY(parse_reference(parts[0]));
    figure.format = TRY(parse_format(parts.size() > 1 ? parts[1] : PlacedText{"", parts[0].place}));
    return ParsedToken{ParsedInline{std::move(figure)}};
}

Result<ParsedToken> parse_word(const TokenParts& parts) {
    if (parts.others.size() != 4) {
        return not_readable(parts.place, "word behöver ett format och tre texter",
                            "skriv {{word UTTRYCK | format | text om positiv | text om negativ | text om noll}}");
    }
    WordToken word;
    word.reference = TRY(parse_reference(parts.first));
    word.format = TRY(parse_format(parts.others[0]));
    for (const PlacedText& text : parts.others) {
        bool has_digits = text.text.find_first_of("0123456789") != std::string::npos;
        if (&text != &parts.others[0] && has_digits) {
            return not_readable(text.place, "en text som siffran väljer får inte hålla egna siffror", "skriv orden utan siffror");
        }
    }
    word.if_positive = base::replaced(parts.others[1].text, "\n", " ");
    word.if_negative = base::replaced(parts.others[2].text, "\n", " ");
    word.if_zero = base::replaced(parts.others[3].text, "\n", " ");
    return ParsedToken{ParsedInline{std::move(word)}};
}

Result<ParsedToken> parse_condition(const TokenParts& parts) {
    static constexpr std::array<std::pair<std::string_view, ConditionTest>, 4> tests = {
        {{"positive", ConditionTest::positive}, {"negative", ConditionTest::negative}, {"zero", ConditionTest::zero}, {"present", ConditionTest::present}}};
    const PlacedText& last = parts.others.empty() ? parts.first : parts.others.back();
    std::vector<PlacedText> words = words_of(last);
    for (const auto& [name, test] : tests) {
        if (words.empty() || words.back().text != name || parts.others.size() > 2) continue;
        ParsedCondition condition;
        condition.test = test;
        PlacedText before = trimmed(PlacedText{last.text.substr(0, last.text.size() - name.size()), last.place});
        condition.reference = TRY(parse_reference(parts.others.empty() ? before : parts.first));
        if (parts.others.size() == 2) condition.format = TRY(parse_format(parts.others[0]));
        return ParsedToken{BlockToken{std::move(condition)}};
    }
    return not_readable(parts.place, "villkoret saknar prövning", "skriv {{if UTTRYCK positive}}; prövningarna är positive, negative, zero och present");
}

Result<ParsedToken> parse_comment(const TokenParts& parts) {
    std::vector<PlacedText> words = words_of(parts.first);
    bool required = words.size() == 2 && words[1].text == "required";
    if (words.empty() || words.size() > 2 || (words.size() == 2 && !required) || !parts.others.empty()) {
        return not_readable(parts.place, "platsen för en kommentar är inte läsbar", "skriv {{comment namn}} eller {{comment namn required}}");
    }
    return ParsedToken{BlockToken{CommentSlot{words[0].text, required, words[0].place}}};
}

Result<ParsedToken> parse_name(const TokenParts& parts) {
    std::vector<PlacedText> words = words_of(parts.first);
    if (words.empty() || words.size() > 2) return not_readable(parts.place, "name behöver en kod", "skriv {{name ENHET}} eller {{name kodlista KOD}}");
    return ParsedToken{ParsedInline{NameToken{words.size() == 2 ? words[0].text : "unit", words.back().text, words.back().place}}};
}

Result<ParsedToken> parse_literal(const TokenParts& parts) {
    if (parts.first.text.empty() || parts.others.size() != 1 || parts.others[0].text.empty()) {
        return not_readable(parts.place, "literal behöver en text och ett skäl", "skriv {{literal 1177 | tjänstens namn}}");
    }
    return ParsedToken{ParsedInline{NameInline{parts.first.text}}};
}

Result<ParsedToken> parse_simple(std::string_view word, const TokenParts& parts) {
    if (!parts.first.text.empty() || !parts.others.empty()) {
        return not_readable(parts.place, std::string(word) + " tar inga tillägg", "skriv {{" + std::string(word) + "}}");
    }
    if (word == "unit") return ParsedToken{ParsedInline{UnitToken{}}};
    if (word == "events") return ParsedToken{BlockToken{EventSlot{}}};
    if (word == "pagebreak") return ParsedToken{BlockToken{PageBreak{}}};
    return ParsedToken{BlockToken{EndOfCondition{}}};
}

}  // namespace

Result<ParsedToken> parse_token(const Token& token) {
    std::vector<PlacedText> bars = split(PlacedText{token.text, token.place}, '|');
    std::vector<PlacedText> words = words_of(bars[0]);
    if (words.empty()) return not_readable(token.place, "mellan {{ och }} står ingenting", "skriv ett uttryck, till exempel {{net_cost | mkr unit}}");
    const std::string& word = words[0].text;
    TokenParts parts{after_first_word(bars[0]), {bars.begin() + 1, bars.end()}, words[0].place};
    if (word == "word") return parse_word(parts);
    if (word == "if") return parse_condition(parts);
    if (word == "comment") return parse_comment(parts);
    if (word == "name") return parse_name(parts);
    if (word == "literal") return parse_literal(parts);
    if (word == "unit" || word == "events" || word == "pagebreak" || word == "end") return parse_simple(word, parts);
    if (word == "basis") {
        if (words.size() != 2) return not_readable(parts.place, "basis behöver ett underlags namn", "skriv till exempel {{basis total}}");
        return ParsedToken{ParsedInline{BasisToken{words[1].text, words[1].place}}};
    }
    if (word == "period" || word == "month" || word == "year") {
        PeriodForm form = word == "period" ? PeriodForm::words : word == "month" ? PeriodForm::month : PeriodForm::year;
        PeriodWord period = TRY(parse_period_word(parts.first));
        return ParsedToken{ParsedInline{PeriodToken{form, period}}};
    }
    return parse_figure(bars);
}

}  // namespace tertial::report
