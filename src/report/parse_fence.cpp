#include "report/parse_fence.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/fence_lines.hpp"
#include "report/parse_reference.hpp"
#include "report/parse_token.hpp"

namespace tertial::report {
namespace {

using base::make_issue;
using base::Result;

Result<ParsedRows> parse_statement_rows(const std::vector<PlacedText>& words, const FormatWords& format) {
    StatementRows rows{words[1].text, {}, format, words[1].place};
    if (words.size() > 2) rows.parts = TRY(parse_parts(words[2]));
    return ParsedRows{std::move(rows)};
}

bool is_quoted(const std::string& text) { return text.size() > 2 && text.front() == '\'' && text.back() == '\''; }

/// "codes FIELD [where ATTRIBUTE = 'VALUE'] of REF", "children UNIT [kind KIND] of REF", "months [r12] of REF", "statement ID [PARTS]".
Result<ParsedRows> parse_generated_rows(const PlacedText& source, const FormatWords& format) {
    base::Issue not_readable =
        make_issue("table_is_not_readable", "raderna kan inte läsas",
                   "skriv \"statement NAMN\", \"codes FÄLT [where KOLUMN = 'KOD'] of UTTRYCK\", \"children ENHET [kind SLAG] of UTTRYCK\" eller "
                   "\"months [r12] of UTTRYCK\"",
                   source.place);
    std::vector<PlacedText> words = words_of(source);
    if ((words.size() == 2 || words.size() == 3) && words[0].text == "statement") return parse_statement_rows(words, format);
    auto of = std::find_if(words.begin(), words.end(), [](const PlacedText& word) { return word.text == "of"; });
    if (of == words.end() || of + 1 == words.end()) return not_readable;
    PlacedText expression = source;
    for (auto word = words.begin(); word <= of; ++word) expression = after_first_word(expression);
    auto count = of - words.begin();
    bool are_some = count == 6 && words[2].text == "where" && words[4].text == "=" && is_quoted(words[5].text);
    if (words[0].text == "codes" && (count == 2 || are_some)) {
        std::optional<CodesOnly> only;
        if (are_some) only = CodesOnly{words[3].text, words[5].text.substr(1, words[5].text.size() - 2), words[3].place};
        Reference reference = TRY(parse_reference(expression));
        return ParsedRows{CodeRows{words[1].text, std::move(only), std::move(reference), format, words[1].place}};
    }
    bool is_rolling_twelve = count == 2 && words[1].text == "r12";
    if (words[0].text == "months" && (count == 1 || is_rolling_twelve)) {
        Reference reference = TRY(parse_reference(expression));
        return ParsedRows{MonthRows{is_rolling_twelve, std::move(reference), format}};
    }
    bool has_kind = count == 4 && words[2].text == "kind";
    if (words[0].text != "children" || (count != 2 && !has_kind)) return not_readable;
    Reference reference = TRY(parse_reference(expression));
    return ParsedRows{ChildRows{words[1].text, has_kind ? words[3].text : "", std::move(reference), format, words[1].place}};
}

/// What stands beside, up to the first empty field; nothing if one of them cannot be read.
std::optional<std::vector<Reference>> parse_beside(const FenceLines& lines, const FenceLine& line, const std::vector<FenceField>& fields,
                                                   base::Issues& issues) {
    std::vector<Reference> references;
    for (const FenceField& field : fields) {
        if (field.text.empty()) break;
        auto reference = take(parse_reference(lines.placed(line, field, issues)), issues);
        if (!reference) return std::nullopt;
        references.push_back(std::move(*reference));
    }
    return references;
}

void add_generated_rows(const FenceLines& lines, const FenceLine& line, std::vector<ParsedRows>& rows, base::Issues& issues) {
    std::vector<FenceField> fields = lines.fields(line, 2 + beside_max, issues);
    if (fields.empty()) return;
    auto format = take(parse_format(lines.placed(line, fields[1], issues)), issues);
    auto generated = take(parse_generated_rows(lines.placed(line, fields[0], issues), format.value_or(FormatWords{})), issues);
    if (!generated) return;
    auto beside = parse_beside(lines, line, {fields.begin() + 2, fields.end()}, issues);
    if (!beside) return;
    auto* codes = std::get_if<CodeRows>(&*generated);
    if (!beside->empty() && codes == nullptr) {
        issues.push_back(make_issue("table_is_not_readable", "bara rader av codes kan ha något bredvid sitt uttryck",
                                    "ta bort det som står sist, eller skriv raderna var för sig med row:", beside->front().place));
        return;
    }
    if (codes != nullptr) codes->beside = std::move(*beside);
    rows.push_back(std::move(*generated));
}

void add_single_row(const FenceLines& lines, const FenceLine& line, RowKind kind, std::vector<ParsedRows>& rows, base::Issues& issues) {
    std::vector<FenceField> fields = lines.fields(line, 3 + beside_max, issues);
    if (fields.empty()) return;
    SingleRow row;
    row.kind = kind;
    row.label = lines.inlines(line, fields[0], issues);
    auto reference = take(parse_reference(lines.placed(line, fields[1], issues)), issues);
    auto format = take(parse_format(lines.placed(line, fields[2], issues)), issues);
    if (!reference || !format) return;
    row.reference = std::move(*reference);
    auto beside = parse_beside(lines, line, {fields.begin() + 3, fields.end()}, issues);
    if (!beside) return;
    row.beside = std::move(*beside);
    row.format = std::move(*format);
    rows.push_back(std::move(row));
}

void add_column(const FenceLines& lines, const FenceLine& line, std::vector<ParsedColumn>& columns, base::Issues& issues) {
    std::vector<FenceField> fields = lines.fields(line, 3, issues);
    if (fields.empty()) return;
    ParsedColumn column;
    column.head = lines.inlines(line, fields[0], issues);
    auto parts = take(parse_parts(lines.placed(line, fields[1], issues)), issues);
    auto format = take(parse_format(lines.placed(line, fields[2], issues)), issues);
    if (!parts || !format) return;
    column.parts = std::move(*parts);
    column.format = std::move(*format);
    columns.push_back(std::move(column));
}

/// "tell: COLUMN | LABEL".
void add_told_attribute(const FenceLines& lines, const FenceLine& line, std::vector<ToldAttribute>& told, base::Issues& issues) {
    std::vector<FenceField> fields = lines.fields(line, 2, issues);
    if (fields.empty()) return;
    const PlacedText attribute = lines.placed(line, fields[0], issues);
    told.push_back({attribute.text, lines.inlines(line, fields[1], issues), attribute.place});
}

ParsedTable parse_table(const FenceLines& lines, base::Issues& issues) {
    ParsedTable table;
    table.id = lines.id();
    table.place = lines.place();
    for (const FenceLine& line : lines.lines()) {
        if (line.key == "caption") table.caption = lines.inlines(line, lines.whole(line), issues);
        if (line.key == "head") table.head = lines.inlines(line, lines.whole(line), issues);
        if (line.key == "note") table.notes.push_back(lines.inlines(line, lines.whole(line), issues));
        if (line.key == "comments") table.comments = lines.placed(line, lines.whole(line), issues).text;
        if (line.key == "tell") add_told_attribute(lines, line, table.told, issues);
        if (line.key == "column") add_column(lines, line, table.columns, issues);
        if (line.key == "rows") add_generated_rows(lines, line, table.rows, issues);
        if (line.key == "row") add_single_row(lines, line, RowKind::line, table.rows, issues);
        if (line.key == "sum") add_single_row(lines, line, RowKind::sum, table.rows, issues);
        if (line.key == "total") add_single_row(lines, line, RowKind::total, table.rows, issues);
    }
    return table;
}

ParsedChart parse_chart(const FenceLines& lines, ChartKind kind, base::Issues& issues) {
    ParsedChart chart;
    chart.id = lines.id();
    chart.kind = kind;
    chart.place = lines.place();
    chart.head = {Text{"Post"}};
    for (const FenceLine& line : lines.lines()) {
        if (line.key == "title") chart.title = lines.inlines(line, lines.whole(line), issues);
        if (line.key == "alternative") chart.alternative = lines.inlines(line, lines.whole(line), issues);
        if (line.key == "head") chart.head = lines.inlines(line, lines.whole(line), issues);
        if (line.key == "unit") chart.measure_unit = lines.placed(line, lines.whole(line), issues).text;
        if (line.key == "format") chart.format = take(parse_format(lines.placed(line, lines.whole(line), issues)), issues).value_or(FormatWords{});
        if (line.key == "series") add_column(lines, line, chart.series, issues);
        if (line.key == "bars") add_generated_rows(lines, line, chart.bars, issues);
        if (line.key == "bar") add_single_row(lines, line, RowKind::line, chart.bars, issues);
        if (line.key == "total") add_single_row(lines, line, RowKind::total, chart.bars, issues);
        if (line.key == "unit" && domain::find_measure_unit(chart.measure_unit) == nullptr) {
            issues.push_back(make_issue("measure_unit_is_unknown", "måttenheten " + chart.measure_unit + " finns inte",
                                        base::choice_hint(chart.measure_unit, domain::measure_unit_ids()), line.place));
        }
    }
    if (!chart.format.unit) chart.format.unit = chart.measure_unit;
    return chart;
}

/// What the eye can tell apart. A waterfall adds up one series.
void check_series(const ParsedChart& chart, base::Issues& issues) {
    std::size_t series_max = chart.kind == ChartKind::waterfall ? 0 : chart_series_max;
    if (chart.series.size() <= series_max) return;
    issues.push_back(make_issue("table_is_not_readable",
                                series_max == 0 ? "ett vattenfall har bara en serie" : "diagrammet har fler än " + std::to_string(series_max) + " serier",
                                series_max == 0 ? "ta bort raderna series, eller skriv chart bars" : "dela upp diagrammet eller gör en tabell", chart.place));
}

ParsedBlock parse_chart_block(FenceLines& lines, base::Issues& issues) {
    lines.read(2, {"title", "alternative", "unit"}, {"format", "head", "series", "bars", "bar", "total"}, issues);
    std::string word = lines.word(1);
    auto kind = std::find_if(chart_kinds.begin(), chart_kinds.end(), [&](const auto& one) { return one.first == word; });
    if (kind == chart_kinds.end()) {
        issues.push_back(make_issue("table_is_not_readable", "\"" + word + "\" är inget slag av diagram",
                                    "skriv chart waterfall, chart bars, chart columns eller chart lines, och ett namn", lines.place()));
    }
    ParsedChart chart = parse_chart(lines, kind == chart_kinds.end() ? ChartKind::bars : kind->second, issues);
    check_series(chart, issues);
    if (chart.bars.empty()) lines.require_one_of({"bars", "bar", "total"}, issues);
    return chart;
}

std::optional<ScorecardKind> scorecard_kind(const std::string& word) {
    if (word == "indicators") return ScorecardKind::indicators;
    if (word == "assignments") return ScorecardKind::assignments;
    if (word == "goals") return ScorecardKind::goals;
    if (word == "initiatives") return ScorecardKind::initiatives;
    return std::nullopt;
}

ParsedScorecard parse_scorecard(FenceLines& lines, ScorecardKind kind, base::Issues& issues) {
    lines.read(1, {"caption"}, {"note"}, issues);
    ParsedScorecard scorecard;
    scorecard.kind = kind;
    scorecard.id = lines.id();
    scorecard.place = lines.place();
    for (const FenceLine& line : lines.lines()) {
        if (line.key == "caption") scorecard.caption = lines.inlines(line, lines.whole(line), issues);
        if (line.key == "note") scorecard.notes.push_back(lines.inlines(line, lines.whole(line), issues));
    }
    return scorecard;
}

}  // namespace

void append_tokens(const CutText& cut, std::string_view text, ParsedInlines& inlines, base::Issues& issues) {
    std::string plain;
    auto flush = [&] {
        if (!plain.empty()) inlines.push_back(Text{plain});
        plain.clear();
    };
    for (std::size_t offset = 0; offset < text.size();) {
        auto index = cut.token_at(text, offset);
        if (!index) {
            plain += text[offset++];
            continue;
        }
        flush();
        offset += CutText::mark_size;
        auto token = take(parse_token(cut.token(*index)), issues);
        if (token && std::holds_alternative<ParsedInline>(*token)) {
            inlines.push_back(std::get<ParsedInline>(*token));
        } else if (token) {
            issues.push_back(make_issue("token_stands_in_wrong_place", "{{" + cut.token(*index).text + "}} är ett eget stycke och kan inte stå inne i text",
                                        "flytta det till en egen rad utanför stycken, listor och tabeller", cut.token(*index).place));
        }
    }
    flush();
}

void check_digits(const CutText& cut, std::size_t line_index, std::size_t offset, std::size_t size, base::Issues& issues) {
    std::string_view text = cut.lines()[line_index].text;
    auto is_digit = [&](std::size_t index) { return text[index] >= '0' && text[index] <= '9'; };
    for (std::size_t index = offset; index < offset + size; ++index) {
        if (!is_digit(index) || (index > offset && is_digit(index - 1))) continue;
        std::size_t end = index;
        while (end < offset + size && is_digit(end)) ++end;
        issues.push_back(make_issue("digits_in_template", "mallen innehåller siffrorna " + std::string(text.substr(index, end - index)),
                                    "ett tal ska vara en siffra ur verksamheten: {{UTTRYCK}}, {{period}}, {{name KOD}} eller {{literal … | skäl}}",
                                    cut.place_of(line_index, index)));
    }
}

ParsedInlines parse_plain(const CutText& cut, std::size_t line_index, std::size_t offset, std::string_view text, base::Issues& issues) {
    ParsedInlines inlines;
    append_tokens(cut, text, inlines, issues);
    check_digits(cut, line_index, offset, text.size(), issues);
    return inlines;
}

std::optional<ParsedBlock> parse_fence(const CutText& cut, const MarkdownBlock& block, base::Issues& issues) {
    FenceLines lines(cut, block);
    if (block.name == "table" || block.name.starts_with("table ")) {
        lines.read(1, {"caption", "head", "column"}, {"rows", "row", "sum", "total", "note", "comments", "tell"}, issues);
        ParsedTable table = parse_table(lines, issues);
        if (table.rows.empty()) lines.require_one_of({"rows", "row", "sum", "total"}, issues);
        return ParsedBlock{std::move(table)};
    }
    if (block.name == "chart" || block.name.starts_with("chart ")) return parse_chart_block(lines, issues);
    if (auto kind = scorecard_kind(lines.word(0))) return ParsedBlock{parse_scorecard(lines, *kind, issues)};
    issues.push_back(
        make_issue("markdown_is_not_supported", "rutan \"" + block.name + "\" finns inte i rapporter",
                   "skriv ```table NAMN, ```chart waterfall NAMN, ```indicators MÅLOMRÅDE, ```assignments MÅLOMRÅDE, ```initiatives SLAG eller ```goals NAMN",
                   lines.place()));
    return std::nullopt;
}

}  // namespace tertial::report
