#include "report/parse.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/cut_text.hpp"
#include "report/markdown.hpp"
#include "report/parse_fence.hpp"
#include "report/parse_token.hpp"
#include "report/placed_text.hpp"

namespace tertial::report {
namespace {

std::string id_of(const ParsedTable& table) { return table.id; }
std::string id_of(const ParsedChart& chart) { return chart.id; }
/// An area's indicators and its assignments are two tables.
std::string id_of(const ParsedScorecard& scorecard) { return std::string(id_prefix(scorecard.kind)) + scorecard.id; }
template <class Block>
std::string id_of(const Block&) {
    return {};
}

using base::make_issue;

constexpr int heading_level_max = 4;

/// "Ekonomiskt utfall" → "ekonomiskt-utfall".
std::string slug_of(const ParsedInlines& inlines) {
    std::string slug;
    for (const ParsedInline& item : inlines) {
        const auto* text = std::get_if<Text>(&item);
        if (text == nullptr) continue;
        std::string plain = base::replaced(base::replaced(text->text, "å", "a"), "ä", "a");
        plain = base::replaced(base::replaced(base::replaced(plain, "Å", "a"), "Ä", "a"), "é", "e");
        for (char letter : base::replaced(base::replaced(plain, "ö", "o"), "Ö", "o")) {
            char lower = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
            if (lower >= 'a' && lower <= 'z') {
                slug += lower;
            } else if (!slug.empty() && slug.back() != '-') {
                slug += '-';
            }
        }
    }
    while (slug.ends_with("-")) slug.pop_back();
    return slug.empty() ? "avsnitt" : slug;
}

class Parsing {
public:
    Parsing(const model::Template& source, base::Issues& issues) : source_(source), issues_(issues), cut_(CutText::cut(source.text, source.file, issues)) {}

    ParsedReport run() {
        ParsedReport report;
        read_front_matter(report);
        open_.push_back({});
        auto blocks = take(parse_markdown(cut_.markdown(), source_.file), issues_);
        for (const MarkdownBlock& block : blocks.value_or(std::vector<MarkdownBlock>{})) read_block(block);
        while (open_.size() > 1) {
            issues_.push_back(
                make_issue("condition_is_not_closed", "villkoret har inget slut", "lägg till {{end}} på en egen rad", open_.back().reference.place));
            close_condition();
        }
        report.blocks = std::move(open_.front().blocks);
        return report;
    }

private:
    void read_front_matter(ParsedReport& report) {
        report.name = source_.name;
        std::set<std::string> seen;
        for (const FrontMatterEntry& entry : cut_.front_matter()) {
            if (!seen.insert(entry.key).second) {
                issues_.push_back(make_issue("key_is_given_twice", "nyckeln " + entry.key + " står två gånger", "behåll en", entry.place));
            }
            if (entry.key == "title") {
                report.title = entry.value;
                if (entry.value.find_first_of("0123456789") != std::string::npos) {
                    issues_.push_back(make_issue("digits_in_template", "titeln innehåller siffror",
                                                 "skriv titeln utan siffror; perioden står ändå på framsidan", entry.place));
                }
            } else if (entry.key == "name") {
                report.name = entry.value;
            } else if (entry.key == "language") {
                report.language = entry.value;
            } else {
                issues_.push_back(make_issue("key_is_unknown", "nyckeln " + entry.key + " finns inte i en malls huvud",
                                             base::choice_hint(entry.key, {"title", "name", "language"}), entry.place));
            }
        }
        if (report.title.empty()) {
            issues_.push_back(make_issue("key_is_missing", "mallens titel saknas", "börja mallen med --- och en rad \"title: …\"", {source_.file, 1, 1}));
        }
    }

    void read_block(const MarkdownBlock& block) {
        base::Place place = cut_.place_of(block.first_line, 0);
        switch (block.kind) {
            case MarkdownBlockKind::heading: return read_heading(block, place);
            case MarkdownBlockKind::paragraph: return read_paragraph(block);
            case MarkdownBlockKind::bullets: return read_bullets(block);
            case MarkdownBlockKind::fence: return read_fence(block, place);
            case MarkdownBlockKind::other: break;
        }
        std::string hint =
            block.name == "table" ? "skriv tabellen som en ruta ```table NAMN" : "använd rubriker, stycken, fetstil, kursiv och punktlistor i en nivå";
        issues_.push_back(make_issue("markdown_is_not_supported", "stycket (" + block.name + ") kan inte stå i en rapport", hint, place));
    }

    void read_heading(const MarkdownBlock& block, const base::Place& place) {
        ParsedHeading heading;
        heading.level = block.level;
        heading.content = inlines_of(block.spans, place);
        if (block.level > std::min(last_level_ + 1, heading_level_max)) {
            issues_.push_back(
                make_issue("heading_level_is_skipped", "rubriken hoppar över en nivå", "rubriker får bara gå en nivå djupare i taget, högst till ####", place));
        }
        last_level_ = block.level;
        std::string slug = slug_of(heading.content);
        heading.id = slug;
        for (int number = 2; !ids_.insert(heading.id).second; ++number) heading.id = slug + "-" + std::to_string(number);
        check_block_digits(block);
        add(std::move(heading));
    }

    void read_paragraph(const MarkdownBlock& block) {
        if (auto token = lone_token(block)) {
            auto parsed = take(parse_token(cut_.token(*token)), issues_);
            if (!parsed) return;
            if (auto* apart = std::get_if<BlockToken>(&*parsed)) return add_block_token(std::move(*apart), cut_.token(*token).place);
            return add(ParsedParagraph{{std::get<ParsedInline>(*parsed)}});
        }
        check_block_digits(block);
        add(ParsedParagraph{inlines_of(block.spans, cut_.place_of(block.first_line, 0))});
    }

    void read_bullets(const MarkdownBlock& block) {
        ParsedBullets bullets;
        for (const auto& item : block.items) bullets.items.push_back(inlines_of(item, cut_.place_of(block.first_line, 0)));
        check_block_digits(block);
        add(std::move(bullets));
    }

    void read_fence(const MarkdownBlock& block, const base::Place& place) {
        auto parsed = parse_fence(cut_, block, issues_);
        if (!parsed) return;
        std::string id = std::visit([](const auto& one) { return id_of(one); }, *parsed);
        if (!ids_.insert(id).second) {
            issues_.push_back(make_issue("id_is_given_twice", "namnet " + id + " finns redan i mallen", "ge rutan ett eget namn", place));
        }
        add(std::move(*parsed));
    }

    void add_block_token(BlockToken token, const base::Place& place) {
        if (auto* condition = std::get_if<ParsedCondition>(&token)) {
            open_.push_back(std::move(*condition));
        } else if (auto* slot = std::get_if<CommentSlot>(&token)) {
            add(std::move(*slot));
        } else if (std::holds_alternative<EventSlot>(token)) {
            add(EventSlot{});
        } else if (std::holds_alternative<PageBreak>(token)) {
            add(PageBreak{});
        } else if (open_.size() > 1) {
            close_condition();
        } else {
            issues_.push_back(make_issue("condition_is_not_open", "{{end}} avslutar inget villkor", "ta bort raden eller lägg till {{if …}} före", place));
        }
    }

    void close_condition() {
        ParsedCondition condition = std::move(open_.back());
        open_.pop_back();
        add(std::move(condition));
    }

    void add(ParsedBlock block) { open_.back().blocks.push_back(std::move(block)); }

    [[nodiscard]] std::optional<std::size_t> lone_token(const MarkdownBlock& block) const {
        if (block.spans.size() != 1 || block.spans[0].kind != MarkdownSpanKind::text || block.spans[0].text.size() != CutText::mark_size) return std::nullopt;
        return cut_.token_at(block.spans[0].text, 0);
    }

    void check_block_digits(const MarkdownBlock& block) {
        for (std::size_t line = block.first_line; line <= block.last_line && line < cut_.lines().size(); ++line) {
            check_digits(cut_, line, 0, cut_.lines()[line].text.size(), issues_);
        }
    }

    ParsedInlines inlines_of(const std::vector<MarkdownSpan>& spans, const base::Place& place) {
        ParsedInlines inlines;
        for (const MarkdownSpan& span : spans) {
            switch (span.kind) {
                case MarkdownSpanKind::text: append_tokens(cut_, span.text, inlines, issues_); break;
                case MarkdownSpanKind::strong: inlines.push_back(ParsedStrong{inlines_of(span.content, place)}); break;
                case MarkdownSpanKind::emphasis: inlines.push_back(ParsedEmphasis{inlines_of(span.content, place)}); break;
                case MarkdownSpanKind::other:
                    issues_.push_back(make_issue("markdown_is_not_supported", "text av slaget " + span.text + " kan inte stå i en rapport",
                                                 "använd bara fetstil och kursiv", place));
            }
        }
        return inlines;
    }

    const model::Template& source_;
    base::Issues& issues_;
    CutText cut_;
    std::vector<ParsedCondition> open_;  ///< the report itself first, then the conditions that stand open
    std::set<std::string> ids_;
    int last_level_ = 0;
};

}  // namespace

base::Result<ParsedReport> parse_report(const model::Template& source) {
    base::Issues issues;
    ParsedReport report = Parsing(source, issues).run();
    if (issues.empty()) return report;
    base::sort_issues(issues);
    return issues;
}

}  // namespace tertial::report
