// One record of any data set is changed, taken away or added, and delivered. What changes in the report must be what its explanations
// said beforehand: the figures that the record lies beneath, and no others. Then the same through to the words on the page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "base/text.hpp"
#include "engine/explain.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/edited_sources.hpp"
#include "proofs/formula_matcher.hpp"
#include "proofs/html_walk.hpp"
#include "proofs/naive_figure.hpp"

namespace tertial::proofs {
namespace {

using base::Json;

/// A figure's value and, for each part, its exact value and row count; the explanation's parts beside.
struct Explained {
    std::string state;
    std::vector<Part> parts;
};
using Explanations = std::map<std::string, Explained>;

Explanations explain(const engine::MadeReport& made) {
    Explanations explanations;
    for (const engine::ComputedFigure& computed : made.figures) {
        Json json = engine::explain_json(made.snapshot, computed, {});
        Explained& explained = explanations[without_position(json["address"])];
        explained.state = json["value"].dump() + json["absence"].dump();
        for (const Json& part_json : json["parts"]) {
            explained.state += " | " + part_json["exact"].dump() + " of " + part_json["row_count"].dump() + " rows";
            Part part{part_json["data_set"], part_json["formula"], part_json["unit"], {}};
            for (const Json& month : part_json["months"]) part.months.push_back(*base::parse_month(month.get<std::string>()));
            explained.parts.push_back(std::move(part));
        }
    }
    return explanations;
}

/// Says beforehand, from explanations alone, which figures an edit will touch.
class Predicting {
public:
    Predicting(const Region& region, const EditedSources& sources, const Edit& edit) : region_(region), sources_(sources), edit_(edit) {}

    std::set<std::string> predict(const Explanations& explanations) const {
        std::set<std::string> touched;
        for (const auto& [address, explained] : explanations) {
            for (const Part& part : explained.parts) {
                if (part.data_set == edit_.data_set && touches(part)) touched.insert(address);
            }
        }
        return touched;
    }

private:
    bool touches(const Part& part) const {
        Formula formula = read_formula(part.formula);
        bool was_in = edit_.before && belongs(region_, part, formula, *edit_.before), is_in = edit_.after && belongs(region_, part, formula, *edit_.after);
        if (was_in != is_in) return true;
        if (!was_in || formula.function == PartFunction::count) return false;
        if (formula.function == PartFunction::sum) return edit_.before->measure(formula.measure) != edit_.after->measure(formula.measure);
        return median_moves(part, formula);
    }

    /// The files stand as they are after the edit; the median before it has the old value in place of the new.
    bool median_moves(const Part& part, const Formula& formula) const {
        std::vector<std::int64_t> values;
        for (const Record& record : sources_.rows(part.data_set, part.months)) {
            auto value = record.measure(formula.measure);
            if (value && belongs(region_, part, formula, record)) values.push_back(*value);
        }
        auto after = naive_median(values);
        if (auto now = edit_.after->measure(formula.measure)) values.erase(std::find(values.begin(), values.end(), *now));
        if (auto then = edit_.before->measure(formula.measure)) values.push_back(*then);
        return naive_median(values) != after;
    }

    const Region& region_;
    const EditedSources& sources_;
    const Edit& edit_;
};

std::set<std::string> changed_figures(const Explanations& before, const Explanations& after) {
    std::set<std::string> changed;
    EXPECT_EQ(before.size(), after.size());
    for (const auto& [address, explained] : before) {
        auto now = after.find(address);
        if (now == after.end() || now->second.state != explained.state) changed.insert(address);
    }
    return changed;
}

std::string difference_text(const std::set<std::string>& left, const std::set<std::string>& right) {
    std::string text;
    for (const std::string& address : left) {
        if (!right.contains(address)) text += "\n    " + address;
    }
    return text;
}

/// Months of the period and of those it is compared with, the period most often.
base::Month draw_month(std::mt19937_64& random) {
    if (random() % 3 != 0) return base::Month::of(2026, 1).plus(static_cast<int>(random() % 4));
    return base::Month::of(2025, 1).plus(static_cast<int>(random() % 16));
}

TEST(FollowThrough, what_changes_is_what_the_explanations_said) {
    TemporaryFolder folder;
    auto workspace = make_workspace(folder.path() + "/workspace");
    Region region = read_region(model_folder());
    EditedSources sources(region, demo_sources(), folder.path() + "/edited");
    Explanations now = explain(make_hsn_report(*workspace));
    ASSERT_GT(now.size(), 100U);
    std::mt19937_64 random{7};
    base::Month month;
    for (const char* data_set : {"ledger", "budget", "ambulance_mission", "ambulance_shift", "bed_day", "inpatient_episode"}) {
        std::size_t touched_count = 0;
        for (EditKind kind : {EditKind::change, EditKind::change, EditKind::change, EditKind::remove, EditKind::add, EditKind::remove, EditKind::add}) {
            // What is added to the census goes back into the month that it was taken from.
            if (kind != EditKind::add) month = draw_month(random);
            Edit edit = sources.edit(data_set, kind, month);
            SCOPED_TRACE(edit.description);
            std::set<std::string> predicted = Predicting(region, sources, edit).predict(now);
            ASSERT_TRUE(deliver(*workspace, {sources.path_of(edit.file_name)}).front().changed);
            Explanations then = explain(make_hsn_report(*workspace));
            std::set<std::string> changed = changed_figures(now, then);
            EXPECT_EQ(predicted, changed) << "foretold but unchanged:" << difference_text(predicted, changed)
                                          << "\n  changed but not foretold:" << difference_text(changed, predicted);
            touched_count += changed.size();
            now = std::move(then);
        }
        std::printf("%s: 7 edits changed %zu figures, as foretold\n", data_set, touched_count);
        EXPECT_GT(touched_count, 0U) << data_set;
    }
}

/// The text of the PDF, with its line breaks as blanks; nothing where it cannot be made here.
std::optional<std::string> pdf_text(const engine::MadeReport& made) {
    auto tools = installed_tools();
    if (!tools || std::system("pdftotext -v >/dev/null 2>&1") != 0) return std::nullopt;
    TemporaryFolder scratch;
    require(base::write_file(scratch.path() + "/report.pdf", require(engine::render_report(made, "pdf", *tools, scratch.path()))));
    std::string command = "pdftotext -layout '" + scratch.path() + "/report.pdf' '" + scratch.path() + "/report.txt'";
    if (std::system(command.c_str()) != 0) return std::nullopt;
    std::string text = base::replaced(require(base::read_file(scratch.path() + "/report.txt")), "\u00A0", " ");
    return base::replaced(text, "\u202F", " ");
}

class OneRow : public ::testing::Test {
protected:
    OneRow() : workspace_(make_workspace(folder_.path() + "/workspace")) {}

    /// Books an amount of personnel cost in April 2026.
    engine::MadeReport book(const std::string& kronor) {
        SourceFile file = read_source_file(demo_sources() + "/ledger-2026-04.csv");
        CsvFields fields = fields_of(file, file.records.front());
        fields["Konto"] = "4011";
        fields["Kostnadsställe"] = "1101";
        fields["Motpart"] = "E-PERS";
        fields["Belopp"] = kronor;
        file.records.push_back(record_of(file, fields));
        std::string path = folder_.path() + "/ledger-2026-04.csv";
        require(base::write_file(path, file.text()));
        deliver(*workspace_, {path});
        return make_hsn_report(*workspace_);
    }
    static bool contains(const std::vector<std::string>& texts, const std::string& wanted) {
        return std::find(texts.begin(), texts.end(), wanted) != texts.end();
    }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
};

TEST_F(OneRow, follows_through_to_sentence_table_chart_and_pdf) {
    engine::MadeReport before = make_hsn_report(*workspace_), after = book("10000000,00");
    std::string page_before = report_html(before), page_after = report_html(after);
    const std::string net = "net_cost@HSN:2026-04-ack", deviation = "personnel_cost@HSN:2026-04-ack:deviation";
    for (const auto& [page, sentence, cell, bar] : {std::tuple(page_before, "1\u00A0309\u00A0mkr", "\u22121\u00A0308\u00A0679", "\u2212133\u00A0564"),
                                                    std::tuple(page_after, "1\u00A0319\u00A0mkr", "\u22121\u00A0318\u00A0679", "\u2212143\u00A0564")}) {
        EXPECT_TRUE(contains(texts_of_figure(page, net), sentence)) << base::joined(texts_of_figure(page, net), " / ");
        EXPECT_TRUE(contains(texts_of_figure(page, net), cell));
        std::size_t bar_count = 0, drawn_count = 0;
        for (const TextPiece& piece : walk_html(page)) {
            const OpenElement* figure = piece.inside("data-figure");
            if (figure == nullptr || without_position(figure->attributes.at("data-figure")) != deviation || piece.text != bar) continue;
            ++bar_count;
            drawn_count += figure->name == "text" ? 1 : 0;
        }
        EXPECT_GE(bar_count, 2U) << "the statement and the chart's table";
        EXPECT_EQ(drawn_count, installed_tools() ? 1U : 0U) << "the bar's label in the drawing";
    }
    // Cells of other lines stay as they were.
    EXPECT_EQ(texts_of_figure(page_before, "pharmaceuticals@HSN:2026-04-ack"), texts_of_figure(page_after, "pharmaceuticals@HSN:2026-04-ack"));
    auto pdf_before = pdf_text(before), pdf_after = pdf_text(after);
    if (!pdf_before || !pdf_after) GTEST_SKIP() << "no typesetter or no pdftotext: the PDF is not looked at";
    EXPECT_NE(pdf_before->find("1 309 mkr"), std::string::npos);
    EXPECT_EQ(pdf_before->find("1 319 mkr"), std::string::npos);
    EXPECT_NE(pdf_after->find("1 319 mkr"), std::string::npos);
    EXPECT_EQ(pdf_after->find("1 309 mkr"), std::string::npos);
    EXPECT_NE(pdf_after->find("1 318 679"), std::string::npos);
}

TEST_F(OneRow, a_flipped_sign_flips_the_word) {
    const std::string address = "net_cost@HSN:2026-04-ack:deviation";
    for (const auto& [made, word] :
         {std::pair(make_hsn_report(*workspace_), "överstiger"), {book("-300000000,00"), "understiger"}, {book("-236474000,00"), "avviker från"}}) {
        auto words = words_of_figure(report_html(made), address);
        EXPECT_GE(words.size(), 3U);
        for (const std::string& one : words) EXPECT_EQ(one, word);
    }
}

}  // namespace
}  // namespace tertial::proofs
