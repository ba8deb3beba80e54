// One record of every delivered data set is changed, taken away or added, and delivered. What changes in the report must be what its explanations
// said beforehand: the figures that the record lies beneath, and no others. Then the same through to the words on the page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
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

/// Counts of colours are left out: their rows are not delivered, but are what other figures came to beside their targets. Such a
/// count moves only where an outcome crosses its target, which no row's own fields can foretell.
bool counts_assessments(const Json& explanation) {
    return std::any_of(explanation["parts"].begin(), explanation["parts"].end(), [](const Json& part) { return part["data_set"] == "assessment"; });
}

Explanations explain(const engine::MadeReport& made) {
    Explanations explanations;
    for (const engine::ComputedFigure& computed : made.figures) {
        Json json = engine::explain_json(made.snapshot, computed, {});
        if (counts_assessments(json)) continue;
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

/// A part that reads a data set, with its formula taken to pieces, and the figures that it lies in.
struct ReadPart {
    Part part;
    Formula formula;
    std::set<std::string> addresses;
};

/// The parts of all explanations that read a data set, each once.
std::vector<ReadPart> parts_of(const Explanations& explanations, const std::string& data_set) {
    std::map<std::string, ReadPart> parts;
    for (const auto& [address, explained] : explanations) {
        for (const Part& part : explained.parts) {
            if (part.data_set != data_set) continue;
            std::string key = part.formula + " of " + part.unit + " in";
            for (base::Month month : part.months) key += " " + base::format_month(month);
            auto [read, is_new] = parts.try_emplace(key);
            if (is_new) read->second = {part, read_formula(part.formula), {}};
            read->second.addresses.insert(address);
        }
    }
    std::vector<ReadPart> list;
    for (auto& [key, part] : parts) list.push_back(std::move(part));
    return list;
}

/// Says beforehand, from explanations alone, which figures an edit will touch.
class Predicting {
public:
    Predicting(const NaiveModel& model, const Region& region, EditedSources& sources) : model_(model), region_(region), sources_(sources) {}

    [[nodiscard]] std::set<std::string> predict(const std::vector<ReadPart>& parts, const Edit& edit) const {
        std::set<std::string> touched;
        for (const ReadPart& read : parts) {
            if (touches(read, edit)) touched.insert(read.addresses.begin(), read.addresses.end());
        }
        return touched;
    }

    [[nodiscard]] bool is_counted(const std::vector<ReadPart>& parts, const SourceRow& row) const {
        return std::any_of(parts.begin(), parts.end(), [&](const ReadPart& read) { return counts(read, row); });
    }

private:
    /// A median is of the rows that have a value; a sum's row count is of all.
    [[nodiscard]] bool counts(const ReadPart& read, const SourceRow& row) const {
        if (read.formula.function == PartFunction::median && !row.whole(read.formula.measure)) return false;
        return belongs(model_, region_, read.part, read.formula, row);
    }

    [[nodiscard]] bool touches(const ReadPart& read, const Edit& edit) const {
        bool was_in = edit.before && counts(read, *edit.before), is_in = edit.after && counts(read, *edit.after);
        if (was_in != is_in) return true;
        const Formula& formula = read.formula;
        if (!was_in || formula.function == PartFunction::count) return false;
        // An absent value adds nothing to a sum.
        if (formula.function == PartFunction::sum) return edit.before->whole(formula.measure).value_or(0) != edit.after->whole(formula.measure).value_or(0);
        return edit.before->whole(formula.measure) != edit.after->whole(formula.measure) && median_moves(read, edit);
    }

    /// The files stand as they are after the edit; the median before it has the old value in place of the new.
    [[nodiscard]] bool median_moves(const ReadPart& read, const Edit& edit) const {
        std::vector<std::int64_t> values;
        for (const SourceRow& row : sources_.rows(read.part.data_set, read.part.months)) {
            if (counts(read, row)) values.push_back(*row.whole(read.formula.measure));
        }
        auto after = naive_median(values);
        values.erase(std::find(values.begin(), values.end(), *edit.after->whole(read.formula.measure)));
        values.push_back(*edit.before->whole(read.formula.measure));
        return naive_median(values) != after;
    }

    const NaiveModel& model_;
    const Region& region_;
    EditedSources& sources_;
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

/// A month that there is a file for and that the explanations name, the latest four most often.
base::Month draw_month(std::mt19937_64& random, const std::set<base::Month>& delivered, const std::vector<ReadPart>& parts) {
    std::set<base::Month> named;
    for (const ReadPart& read : parts) named.insert(read.part.months.begin(), read.part.months.end());
    std::vector<base::Month> months;
    std::set_intersection(delivered.begin(), delivered.end(), named.begin(), named.end(), std::back_inserter(months));
    if (months.empty()) months.assign(delivered.begin(), delivered.end());
    std::size_t latest = std::min<std::size_t>(months.size(), 4);
    if (random() % 3 != 0) return months[months.size() - 1 - random() % latest];
    return months[random() % months.size()];
}

/// What is added to a census goes back into the month that it was taken from.
const std::vector<EditKind> few_edits = {EditKind::change, EditKind::remove, EditKind::add};
const std::vector<EditKind> many_edits = {EditKind::change, EditKind::change, EditKind::change, EditKind::remove,
                                          EditKind::add,    EditKind::remove, EditKind::add};

bool is_long_run() {
    const char* mode = std::getenv("TERTIAL_TEST_MODE");
    return mode != nullptr && std::string_view(mode) == "long";
}

/// Each edit costs a whole report, so the long runs make them all, and the others some for every data set.
std::vector<EditKind> edits_of(std::size_t index, bool has_many) {
    if (is_long_run()) return has_many ? many_edits : few_edits;
    if (has_many) return few_edits;
    // A changed value may be one that the report does not read; a row that is gone always tells.
    return index % 2 == 0 ? std::vector<EditKind>{EditKind::remove} : std::vector<EditKind>{EditKind::change, EditKind::remove};
}

/// The demo with no month closed: what a later file changes is asked here, and need not be worked out beforehand.
std::unique_ptr<engine::Workspace> make_open_workspace(const std::string& folder) {
    auto workspace = make_workspace(folder);
    open_periods(*workspace);
    return workspace;
}

class EveryDataSet : public ::testing::Test {
protected:
    EveryDataSet() : workspace_(make_open_workspace(folder_.path() + "/workspace")), now_(explain(make_hsn_report(*workspace_))) {}

    /// Makes the edits one after another. Where few are made, their records are drawn among those that some figure counts; among many, those that
    /// are taken away.
    void prove(const std::string& data_set, std::vector<EditKind> kinds) {
        std::vector<ReadPart> parts = parts_of(now_, data_set);
        // What the report does not read moves nothing in it; that is soon seen.
        if (parts.empty() && !is_long_run()) kinds = {EditKind::remove};
        bool is_any_record = kinds.size() == many_edits.size();
        std::size_t touched_count = 0;
        base::Month month;
        for (EditKind kind : kinds) {
            if (kind != EditKind::add) month = draw_month(random_, sources_.months_of(data_set), parts);
            const bool is_any = parts.empty() || (is_any_record && kind != EditKind::remove);
            Edit edit =
                sources_.edit(data_set, kind, month, [&](const SourceRow& row) { return stands_alone(row) && (is_any || predicting_.is_counted(parts, row)); });
            touched_count += compare(predicting_.predict(parts, edit), edit);
        }
        std::printf("%s: %zu edits changed %zu figures, as foretold; %zu parts of the report read it\n", data_set.c_str(), kinds.size(), touched_count,
                    parts.size());
        EXPECT_TRUE(touched_count > 0 || parts.empty()) << data_set;
    }

    /// Rows of a virement balance each other: a file with one of them changed is refused.
    static bool stands_alone(const SourceRow& row) {
        auto version = row.texts.find("version");
        return version == row.texts.end() || version->second == "beslutad";
    }

    /// Delivers the edited file; the number of figures that changed.
    std::size_t compare(const std::set<std::string>& predicted, const Edit& edit) {
        SCOPED_TRACE(edit.description);
        EXPECT_TRUE(deliver(*workspace_, {sources_.path_of(edit.file_name)}).front().changed);
        Explanations then = explain(make_hsn_report(*workspace_));
        std::set<std::string> changed = changed_figures(now_, then);
        EXPECT_EQ(predicted, changed) << "foretold but unchanged:" << difference_text(predicted, changed)
                                      << "\n  changed but not foretold:" << difference_text(changed, predicted);
        now_ = std::move(then);
        return changed.size();
    }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
    NaiveModel model_ = read_naive_model(model_folder());
    Region region_ = read_region(model_folder());
    EditedSources sources_{model_, demo_sources(), folder_.path() + "/edited"};
    Predicting predicting_{model_, region_, sources_};
    Explanations now_;
    std::mt19937_64 random_{7};
};

TEST_F(EveryDataSet, changes_what_the_explanations_said) {
    ASSERT_GT(now_.size(), 100U);
    std::set<std::string> with_many = {"ledger", "budget", "ambulance_mission", "ambulance_shift", "bed_day", "inpatient_episode"};
    std::size_t delivered_count = 0;
    for (const auto& [name, data_set] : model_.data_sets) {
        // Two data sets are described before anyone delivers them.
        if (sources_.months_of(name).empty()) {
            std::printf("%s: nothing is delivered\n", name.c_str());
            continue;
        }
        prove(name, edits_of(delivered_count++, with_many.contains(name)));
    }
    EXPECT_EQ(delivered_count, 47U) << "a delivered data set more or less: it is proved without more code";
}

/// The text of the PDF, with its line breaks as blanks; nothing where it cannot be made here.
std::optional<std::string> pdf_text(const engine::MadeReport& made) {
    auto tools = installed_tools();
    if (!tools || std::system("pdftotext -v >/dev/null 2>&1") != 0) return std::nullopt;
    TemporaryFolder scratch;
    require(base::write_file(scratch.path() + "/report.pdf", require(engine::render_report(made, "pdf", *tools, {scratch.path(), {}}))));
    std::string command = "pdftotext -layout '" + scratch.path() + "/report.pdf' '" + scratch.path() + "/report.txt'";
    if (std::system(command.c_str()) != 0) return std::nullopt;
    std::string text = base::replaced(require(base::read_file(scratch.path() + "/report.txt")), "\u00A0", " ");
    return base::replaced(text, "\u202F", " ");
}

class OneRow : public ::testing::Test {
protected:
    OneRow() : workspace_(make_open_workspace(folder_.path() + "/workspace")) {}

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
