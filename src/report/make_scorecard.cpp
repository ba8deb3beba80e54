// The tables of a board's goals with their values: outcomes beside targets, levels, and what people have said.
#include <algorithm>

#include "base/text.hpp"
#include "report/values.hpp"

namespace tertial::report {
namespace {

using Kind = ItemAssessment::Kind;

/// Shown whole per cents that sum to a hundred: each rounded down, and the rest given where most was lost (largest remainder).
std::vector<std::optional<base::Int128>> forced_shares(const std::vector<FigureInline>& shares) {
    const std::vector<std::optional<base::Int128>> unforced(shares.size());
    std::vector<std::optional<base::Int128>> forced = unforced;
    std::vector<std::pair<base::Rational, std::size_t>> lost;
    base::Int128 left = 100;
    for (std::size_t index = 0; index < shares.size(); ++index) {
        if (!shares[index].figure.value) return unforced;
        auto percent = base::multiply(*shares[index].figure.value, base::Rational(100));
        if (!percent.ok()) return unforced;
        base::Int128 whole = percent.value().numerator() / percent.value().denominator();
        auto rest = base::subtract(percent.value(), base::Rational::of(whole));
        if (!rest.ok()) return unforced;
        lost.emplace_back(rest.value(), index);
        forced[index] = whole;
        left -= whole;
    }
    std::stable_sort(lost.begin(), lost.end(), [](const auto& a, const auto& b) { return base::compare(a.first, b.first) > 0; });
    for (std::size_t place = 0; place < lost.size() && left > 0; ++place, --left) ++*forced[lost[place].second];
    return forced;
}

class ScorecardMaker {
public:
    ScorecardMaker(Values& values, const BoundScorecard& bound) : values_(values), bound_(bound) {}

    Table make() {
        table_.id = std::string(id_prefix(bound_.kind)) + bound_.id;
        table_.caption = values_.inlines(bound_.caption);
        if (bound_.kind == ScorecardKind::indicators) make_indicators();
        if (bound_.kind == ScorecardKind::assignments) make_assignments();
        if (bound_.kind == ScorecardKind::goals) make_goals();
        if (bound_.kind == ScorecardKind::initiatives) make_initiatives();
        if (table_.rows.empty()) table_.notes.push_back({Text{"Inget är beslutat för enheten i perioden."}});
        for (const BoundInlines& note : bound_.notes) table_.notes.push_back(values_.inlines(note));
        return std::move(table_);
    }

private:
    void add_column(const std::string& head, ColumnKind kind = ColumnKind::text) { table_.columns.push_back({{Text{head}}, kind}); }

    [[nodiscard]] Inlines figure(const FigureUse& use) {
        const domain::Figure* found = values_.find(use);
        if (found == nullptr) return {};
        return {FigureInline{*found, use.format, std::nullopt}};
    }

    /// A level as the scheme names it.
    [[nodiscard]] StatusInline shown(const std::string& level, std::string address, std::string words) const {
        return {level, bound_.scheme->name_of(level), bound_.scheme->tone_of(level), std::move(address), std::move(words)};
    }

    [[nodiscard]] StatusInline status(Kind kind, const std::string& item, const std::string& address) const {
        const ItemAssessment* assessment = values_.assessment(kind, item);
        if (assessment == nullptr) return shown(std::string(domain::not_assessed_id), "", "");
        bool is_judged = assessment->position > 0;
        return shown(assessment->level, is_judged ? "" : address, kind == Kind::assignment && is_judged ? assessment->words : "");
    }

    void add_comment(const std::optional<BoundPersonText>& comment) {
        if (comment) table_.rows.push_back({RowKind::comment, {{values_.quoted(*comment)}}});
    }

    void make_indicators() {
        add_column("Nyckeltal");
        add_column("Bedömning");
        add_column("Utfall", ColumnKind::number);
        add_column("Mål", ColumnKind::number);
        for (const BoundIndicatorRow& row : bound_.indicators) {
            const model::Target& target = *row.target;
            Inlines outcome = figure(row.outcome), goal;
            const domain::Figure* found = values_.find(row.outcome);
            bool has_value = found != nullptr && found->value;
            std::string_view words = domain::comparison_words(target.value.comparison);
            if (!words.empty()) goal.push_back(Text{std::string(words) + " "});
            for (Inline& item : figure(row.goal)) goal.push_back(std::move(item));
            if (!target.unit_words.empty()) {
                if (has_value) outcome.push_back(NameInline{" " + target.unit_words});
                goal.push_back(NameInline{" " + target.unit_words});
            }
            table_.rows.push_back(
                {RowKind::line, {{NameInline{target.label}}, {status(Kind::indicator, target.id, found == nullptr ? "" : found->address)}, outcome, goal}});
            add_override(target.id);
            if (!has_value && found != nullptr) lacking_.push_back(target.short_label);
            add_comment(row.comment);
        }
        if (!lacking_.empty()) table_.notes.push_back(not_assessed_note(lacking_));
    }

    /// A person's level stands with its reason and beside what the scheme gives.
    void add_override(const std::string& item) {
        const ItemAssessment* assessment = values_.assessment(Kind::indicator, item);
        if (assessment == nullptr || assessment->position == 0) return;
        Inlines words = {Text{"Bedömningen är satt av en person; enligt modellen: "}, shown(assessment->computed, "", ""), Text{". "},
                         QuotedInline{{Text{assessment->words}}, "", assessment->position}};
        table_.rows.push_back({RowKind::comment, {std::move(words)}});
    }

    static Inlines not_assessed_note(const std::vector<std::string>& labels) {
        Inlines note = {Text{"Utan utfall, och därför inte bedömt: "}};
        append_names(note, labels);
        note.push_back(Text{"."});
        return note;
    }

    static void append_names(Inlines& inlines, const std::vector<std::string>& names) {
        for (std::size_t index = 0; index < names.size(); ++index) {
            if (index > 0) inlines.push_back(Text{", "});
            inlines.push_back(NameInline{names[index]});
        }
    }

    void make_assignments() {
        add_column("Uppdrag");
        add_column("Bedömning");
        for (const BoundAssignmentRow& row : bound_.assignments) {
            Inlines text = {NameInline{row.assignment->text}};
            // Given to several boards, each with its own answer; this is the one of the report's board.
            if (row.assignment->boards.size() > 1) text.push_back(NameInline{" (" + base::joined(row.assignment->boards, ", ") + ")"});
            table_.rows.push_back({RowKind::line, {std::move(text), {status(Kind::assignment, row.assignment->id, "")}}});
            add_comment(row.comment);
        }
    }

    void make_initiatives() {
        add_column("Åtgärd");
        add_column("Enhet");
        add_column("Bedömning");
        add_column("Bedömd helårseffekt", ColumnKind::number);
        for (const BoundInitiativeRow& row : bound_.initiatives) {
            table_.rows.push_back(
                {RowKind::line,
                 {{NameInline{row.initiative->name}}, {NameInline{row.unit_name}}, {status(Kind::initiative, row.initiative->id, "")}, figure(row.effect)}});
            add_judgement_words(row.initiative->id);
            add_comment(row.comment);
        }
    }

    /// What those responsible say of an initiative stands below it, where there is room.
    void add_judgement_words(const std::string& initiative) {
        const ItemAssessment* judged = values_.assessment(Kind::initiative, initiative);
        if (judged == nullptr || judged->words.empty()) return;
        table_.rows.push_back({RowKind::comment, {{QuotedInline{{Text{judged->words}}, "", judged->position}}}});
    }

    void make_goals() {
        add_column("Målområde med övergripande mål");
        for (const char* kind : {"Uppdrag: ", "Nyckeltal: "}) {
            for (const domain::Level& level : bound_.scheme->levels) {
                const bool is_first = &level == &bound_.scheme->levels.front();
                add_column((is_first ? kind : "") + level.plural, ColumnKind::number);
            }
        }
        add_column("Samlad bedömning");
        for (const BoundGoalRow& row : bound_.goals.areas) {
            TableRow made{RowKind::line, {{NameInline{row.area->name + " – " + row.area->goal}}}};
            add_counts(made, row.counts);
            made.cells.push_back({status(Kind::goal_area, row.area->id, "")});
            table_.rows.push_back(std::move(made));
            add_goal_comment(*row.area);
        }
        TableRow total{RowKind::total, {{Text{"Totalt antal"}}}};
        add_counts(total, bound_.goals.counts);
        total.cells.emplace_back();
        table_.rows.push_back(std::move(total));
        add_shares();
        add_whole();
    }

    void add_counts(TableRow& row, const BoundLevelCounts& counts) {
        for (const FigureUse& use : counts.assignments) row.cells.push_back(figure(use));
        for (const FigureUse& use : counts.indicators) row.cells.push_back(figure(use));
    }

    void add_goal_comment(const model::GoalArea& area) {
        Inlines words;
        const ItemAssessment* judged = values_.assessment(Kind::goal_area, area.id);
        if (judged != nullptr && !judged->words.empty()) words.push_back(QuotedInline{{Text{judged->words}}, "", judged->position});
        const domain::Level& worst = bound_.scheme->levels.back();
        for (const auto& [level, head] : {std::pair(worst.id, base::with_capital(worst.plural) + " nyckeltal: "),
                                          std::pair(std::string(domain::not_assessed_id), std::string("Ej bedömt: "))}) {
            std::vector<std::string> names = values_.targets_of(area.id, level);
            if (names.empty()) continue;
            words.push_back(Text{(words.empty() ? "" : std::holds_alternative<QuotedInline>(words.back()) ? ". " : " ") + head});
            append_names(words, names);
            words.push_back(Text{"."});
        }
        if (!words.empty()) table_.rows.push_back({RowKind::comment, {std::move(words)}});
    }

    void add_shares() {
        TableRow row{RowKind::sum, {{Text{"Andel av uppdrag respektive nyckeltal"}}}};
        for (const auto& uses : {bound_.goals.shares.assignments, bound_.goals.shares.indicators}) {
            std::vector<FigureInline> shares(uses.size());
            for (std::size_t index = 0; index < uses.size(); ++index) {
                if (const domain::Figure* found = values_.find(uses[index])) shares[index] = {*found, uses[index].format, std::nullopt};
            }
            auto forced = forced_shares(shares);
            for (std::size_t index = 0; index < shares.size(); ++index) {
                shares[index].forced_whole = forced[index];
                row.cells.push_back({shares[index]});
            }
        }
        row.cells.emplace_back();
        table_.rows.push_back(std::move(row));
        table_.notes.push_back(
            {Text{"Andelarna är avrundade så att de blir hundra procent tillsammans. En tom ruta betyder att inget uppdrag eller nyckeltal har nivån."}});
    }

    void add_whole() {
        Inlines note = {Text{"Bedömda: "}};
        for (auto [use, words] :
             {std::pair(&bound_.goals.assignment_count, " uppdrag och "), std::pair(&bound_.goals.indicator_count, " nyckeltal, tillsammans "),
              std::pair(&bound_.goals.whole_count, ". Ej bedömda: "), std::pair(&bound_.goals.not_assessed_count, ".")}) {
            FigureUse shown = *use;
            shown.format.zero = domain::ShownZero::zero;
            for (Inline& item : figure(shown)) note.push_back(std::move(item));
            note.push_back(Text{words});
        }
        table_.notes.push_back(std::move(note));
    }

    Values& values_;
    const BoundScorecard& bound_;
    Table table_;
    std::vector<std::string> lacking_;
};

}  // namespace

Table make_scorecard(Values& values, const BoundScorecard& bound) { return ScorecardMaker(values, bound).make(); }

}  // namespace tertial::report
