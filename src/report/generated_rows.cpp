#include "report/generated_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/bind_table.hpp"
#include "report/narrowed.hpp"

namespace tertial::report {
namespace {

using base::make_issue;
using figures::ExpressionPointer;
using figures::ParsedExpression;

ExpressionPointer make(ParsedExpression expression) { return std::make_shared<const ParsedExpression>(std::move(expression)); }

figures::PredicatePointer equals(const std::string& field, const std::string& attribute, const std::string& code) {
    figures::ParsedTest test{{field, attribute}, figures::Comparison::equal, {{code, false}}};
    return std::make_shared<const figures::ParsedPredicate>(figures::ParsedPredicate{std::move(test), 0});
}

ExpressionPointer reference_to(const std::string& name) { return make({figures::ParsedReference{name, nullptr}, 0}); }

/// The code list of a field: that of the first data set which has such a field with a list.
const model::CodeList* list_of_field(const model::Model& model, const std::string& name) {
    for (const model::DataSet& data_set : model.data_sets) {
        const model::Field* field = data_set.find_field(name);
        if (field != nullptr && !field->list.empty()) return model.find_code_list(field->list);
    }
    return nullptr;
}

class Generator {
public:
    Generator(FigureList& list, const std::vector<ParsedColumn>& columns)
        : list_(list),
          years_differ_(any_period(columns, [](const PeriodWord& word) { return word.years_back != 0; })),
          names_period_(any_period(columns, [](const PeriodWord& word) { return word.named.has_value(); })) {}

    RowGroup operator()(const SingleRow& row) {
        return {{RowSource{row.kind, bind_inlines(list_, row.label), row.reference, row.format, row.beside, {}, {}}}, std::nullopt};
    }

    RowGroup operator()(const StatementRows& rows) {
        RowGroup group;
        const model::Statement* statement = list_.model().find_statement(rows.statement);
        if (statement == nullptr) {
            std::vector<std::string> ids;
            for (const model::Statement& other : list_.model().statements) ids.push_back(other.id);
            report("statement_is_unknown", "uppställningen " + rows.statement + " finns inte", base::choice_hint(rows.statement, ids), rows.place);
            return group;
        }
        for (const std::string& id : statement->lines) {
            const model::Definition& line = *list_.model().find_definition(id);
            RowKind kind = id == statement->lines.back() ? RowKind::total : line.is_sum ? RowKind::sum : RowKind::line;
            group.rows.push_back({kind, {NameInline{line.label}}, Reference{reference_to(id), {}, rows.parts, rows.place}, rows.format});
        }
        return group;
    }

    RowGroup operator()(const CodeRows& rows) {
        RowGroup group;
        const model::CodeList* codes = list_of_field(list_.model(), rows.field);
        if (codes == nullptr) {
            std::vector<std::string> names;
            for (const model::DataSet& data_set : list_.model().data_sets) {
                for (const model::Field& field : data_set.fields) {
                    if (!field.list.empty()) names.push_back(field.name);
                }
            }
            report("field_is_unknown", "inget fält " + rows.field + " har en kodlista", base::choice_hint(rows.field, names), rows.place);
            return group;
        }
        if (rows.only && !has_attribute(*codes, *rows.only)) return group;
        for (const model::Code& code : codes->codes) {
            if (!overlaps_report(code) || (rows.only && code.attributes.at(rows.only->attribute) != rows.only->value)) continue;
            Reference reference = rows.reference;
            reference.expression = narrowed(reference.expression, equals(rows.field, {}, code.code));
            std::vector<Reference> beside = rows.beside;
            for (Reference& one : beside) one.expression = narrowed(one.expression, equals(rows.field, {}, code.code));
            group.rows.push_back({RowKind::line, {NameInline{code.name}}, std::move(reference), rows.format, std::move(beside), code.code, code.attributes});
        }
        if (group.rows.empty()) {
            report("rows_are_empty", "kodlistan " + codes->label + " har inga gällande koder", "lägg till koder eller välj ett annat fält", rows.place);
        }
        group.whole = rows.reference;
        if (rows.only) group.whole->expression = narrowed(group.whole->expression, equals(rows.field, rows.only->attribute, rows.only->value));
        return group;
    }

    RowGroup operator()(const ChildRows& rows) {
        RowGroup group;
        if (!list_.require_unit(rows.unit, rows.place)) return group;
        const model::CodeList* units = list_.model().find_code_list("unit");
        if (const model::UnitGroup* of_groups = list_.model().find_group(rows.unit)) return rows_of_groups(*of_groups, rows);
        for (const std::string& child : list_.model().find_unit(rows.unit)->children) {
            const model::Unit& unit = *list_.model().find_unit(child);
            const model::Code* code = units == nullptr ? nullptr : units->find(child);
            if ((!rows.kind.empty() && unit.kind != rows.kind) || (code != nullptr && !overlaps_report(*code))) continue;
            Reference reference = rows.reference;
            reference.unit = child;
            group.rows.push_back({RowKind::line, {NameInline{unit.code + " " + unit.name}}, std::move(reference), rows.format});
        }
        if (group.rows.empty()) {
            report("rows_are_empty", "under " + rows.unit + " finns inga enheter" + (rows.kind.empty() ? "" : " av slaget " + rows.kind),
                   "välj en annan enhet eller ett annat slag", rows.place);
        }
        group.whole = rows.reference;
        group.whole->unit = rows.unit;
        return group;
    }

    RowGroup operator()(const MonthRows& rows) {
        RowGroup group;
        constexpr int months_per_year = 12;
        const base::Month last = list_.scope().period.last;
        PeriodWord word = rows.reference.parts.period.value_or(PeriodWord{PeriodBase::month, 0, std::nullopt});
        if (word.named || names_period_) {
            report("table_is_not_readable", "en rad per månad kan inte ha en period som är nämnd rakt ut",
                   "skriv hur många år bakåt det gäller, till exempel -1y", rows.reference.place);
            return group;
        }
        if (word.base == PeriodBase::unsaid || word.base == PeriodBase::report) word.base = PeriodBase::month;
        for (int months_back = (rows.is_rolling_twelve ? months_per_year : last.month()) - 1; months_back >= 0; --months_back) {
            word.months_back = months_back;
            Reference reference = rows.reference;
            reference.parts.period = word;
            group.rows.push_back(
                {RowKind::line, {month_label(last.plus(-months_back), rows.is_rolling_twelve && !years_differ_)}, std::move(reference), rows.format});
        }
        group.are_months = word.base == PeriodBase::month;
        if (group.are_months) group.whole = rows.reference;
        return group;
    }

private:
    /// The groups right below a group of another tree, and the units that stand in it.
    RowGroup rows_of_groups(const model::UnitGroup& above, const ChildRows& rows) {
        RowGroup group;
        auto add = [&](const std::string& code, const std::string& name) {
            Reference reference = rows.reference;
            reference.unit = code;
            group.rows.push_back({RowKind::line, {NameInline{name}}, std::move(reference), rows.format});
        };
        for (const std::string& child : above.children) add(child, list_.model().find_group(child)->name);
        const model::CodeList* units = list_.model().find_code_list("unit");
        for (const std::string& code : above.units) {
            const model::Unit& unit = *list_.model().find_unit(code);
            const model::Code* listed = units == nullptr ? nullptr : units->find(code);
            if ((rows.kind.empty() || unit.kind == rows.kind) && (listed == nullptr || overlaps_report(*listed))) add(code, code + " " + unit.name);
        }
        if (group.rows.empty())
            report("rows_are_empty", "i gruppen " + above.code + " finns inget att visa", "välj en annan grupp eller ett annat slag", rows.place);
        group.whole = rows.reference;
        group.whole->unit = rows.unit;
        return group;
    }

    bool has_attribute(const model::CodeList& codes, const CodesOnly& only) {
        const std::vector<std::string>& names = codes.attribute_names;
        if (std::find(names.begin(), names.end(), only.attribute) != names.end()) return true;
        report("attribute_is_unknown", "kodlistan " + codes.label + " har ingen kolumn " + only.attribute, base::choice_hint(only.attribute, names),
               only.place);
        return false;
    }

    /// "jan", which holds for every year that the columns reach; "jan-26" where there is but one and the rows pass its turn.
    static BoundInline month_label(base::Month month, bool with_year) {
        if (with_year) return PeriodInline{short_month(month), base::format_month(month)};
        return Text{base::format_month_words(month).substr(0, 3)};
    }

    /// True if the code was in use at some time from two years before the report's period to its end, which its columns may reach.
    [[nodiscard]] bool overlaps_report(const model::Code& code) const {
        constexpr int years_compared = 2;
        const base::Period& period = list_.scope().period;
        base::Date first = period.shifted_years(-years_compared).first.first_day(), last = period.last.last_day();
        return (!code.valid_from || *code.valid_from <= last) && (!code.valid_to || first <= *code.valid_to);
    }

    void report(const char* code, const std::string& message, const std::string& hint, const base::Place& place) {
        list_.issues().push_back(make_issue(code, message, hint, place));
    }

    FigureList& list_;
    template <class Test>
    static bool any_period(const std::vector<ParsedColumn>& columns, Test&& test) {
        return std::any_of(columns.begin(), columns.end(), [&](const ParsedColumn& column) { return column.parts.period && test(*column.parts.period); });
    }

    bool years_differ_;
    bool names_period_;
};

}  // namespace

RowGroup generate_rows(FigureList& list, const ParsedRows& rows, const std::vector<ParsedColumn>& columns) {
    return std::visit(Generator(list, columns), rows);
}

}  // namespace tertial::report
