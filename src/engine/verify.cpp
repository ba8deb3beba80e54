// The second road to every figure: the kept source files are parsed again and each recipe's rows added up one by one.
// Shares the parsers and the bound predicates with the first road, but neither Parquet, nor aggregates, nor the query engine.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/whole_file.hpp"
#include "engine/source_file.hpp"
#include "engine/trace.hpp"
#include "engine/worked_out_rows.hpp"
#include "figures/parse.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
using base::Result;

/// A batch row seen through field names.
class BatchRow final : public figures::RowValues {
public:
    BatchRow(const base::RowBatch& batch, const std::vector<base::StoredColumn>& columns) : batch_(batch) {
        for (std::size_t index = 0; index < columns.size(); ++index) column_of_[columns[index].name] = index;
    }
    void move_to(std::size_t row) { row_ = row; }

    const std::string* code_of(const std::string& field) const override {
        const base::ColumnBatch& column = batch_.columns[column_of_.at(field)];
        if (!column.present[row_]) return nullptr;
        kept_ = column.text[row_];
        return &kept_;
    }
    std::optional<std::int64_t> whole_of(const std::string& field) const override {
        const base::ColumnBatch& column = batch_.columns[column_of_.at(field)];
        return column.present[row_] ? std::optional(column.whole[row_]) : std::nullopt;
    }

private:
    const base::RowBatch& batch_;
    std::unordered_map<std::string, std::size_t> column_of_;
    std::size_t row_ = 0;
    mutable std::string kept_;
};

/// Of the part that the row is in; of none, nothing.
void add_row(const figures::BoundAtom& atom, base::Month month, const figures::RowValues& row, figures::AtomValue& value) {
    const figures::AtomPart* found = atom.part_of(month, row);
    if (found == nullptr) return;
    figures::AtomValue::Part& part = value.parts[static_cast<std::size_t>(found - atom.parts.data())];
    ++value.row_count;
    ++part.row_count;
    if (atom.needs_every_day) ++value.rows_by_month[month];
    if (atom.function == figures::AggregateFunction::count_distinct) {
        const std::string* text = row.code_of(atom.field);
        if (text == nullptr || text->empty()) return;
        value.distinct.insert(*text);
        ++value.present_count;
        return;
    }
    auto measured = atom.field.empty() ? std::nullopt : row.whole_of(atom.field);
    if (atom.field.empty() || measured) ++value.present_count;
    if (!measured) return;
    if (atom.needs_every_month) ++value.rows_by_month[month];
    if (atom.is_distribution()) {
        ++value.histogram[*measured];
    } else {
        part.sum += *measured;
    }
}

using AtomsByKey = std::map<std::string, std::pair<const figures::BoundAtom*, figures::AtomValue>>;

class Verifying {
public:
    Verifying(Workspace& workspace, const Snapshot& snapshot) : workspace_(workspace), snapshot_(snapshot), kept_sources_(workspace, snapshot) {}

    Result<base::Nothing> read(const std::string& data_set, AtomsByKey& atoms) {
        for (const AcceptedDelivery& delivery : snapshot_.state.deliveries) {
            if (delivery.data_set == data_set && !delivery.months_in_force.empty()) TRY(read_file(delivery, atoms));
        }
        return base::Nothing{};
    }

    std::size_t row_count = 0;

private:
    Result<base::Nothing> read_file(const AcceptedDelivery& delivery, AtomsByKey& atoms) {
        std::string path = workspace_.source_path(delivery.kept_hash);
        auto bytes = TRY(base::MappedFile::open(path));
        if (base::file_hash(bytes.bytes()) != delivery.kept_hash) {
            return make_issue("source_is_damaged", "källfilen " + delivery.file_name + " har ändrats sedan den togs emot",
                              "återställ mappen sources från säkerhetskopian", {path, 0, 0});
        }
        auto source = TRY(kept_sources_.open(delivery));
        for (std::size_t part = 0; part < source->part_count(); ++part) read_part(*source, part, delivery, atoms);
        return base::Nothing{};
    }

    void read_part(intake::Source& source, std::size_t part, const AcceptedDelivery& delivery, AtomsByKey& atoms) {
        auto reader = source.open_part(part);
        base::RowBatch batch;
        BatchRow row(batch, source.columns());
        while (reader->read(batch)) {
            for (std::size_t index = 0; index < batch.row_count; ++index) {
                row.move_to(index);
                std::int64_t year_month = *row.whole_of("_month");
                base::Month month = base::Month::of(static_cast<int>(year_month / 100), static_cast<int>(year_month % 100));
                ++row_count;
                if (!std::binary_search(delivery.months_in_force.begin(), delivery.months_in_force.end(), month)) continue;
                for (auto& [key, atom] : atoms) {
                    bool in_period = atom.first->months.front() <= month && month <= atom.first->months.back();
                    if (in_period) add_row(*atom.first, month, row, atom.second);
                }
            }
        }
    }

    Workspace& workspace_;
    const Snapshot& snapshot_;
    KeptSources kept_sources_;
};

}  // namespace

namespace {

/// Figures worked out once more, by the recipes that are printed.
class SecondRoad {
public:
    SecondRoad(Workspace& workspace, const Snapshot& snapshot) : snapshot_(snapshot), verifying_(workspace, snapshot) {}

    Result<std::vector<domain::Figure>> walk(const std::vector<figures::BoundFigure>& bound, const Outcomes& outcomes) {
        figures::Coverage coverage = whole_coverage(snapshot_, bound);
        std::map<std::string, AtomsByKey> atoms_by_data_set;
        for (const figures::BoundFigure& figure : bound) {
            for (const figures::BoundAtom& atom : figure.atoms) {
                figures::AtomValue value;
                value.parts.resize(atom.parts.size());
                for (base::Month month : atom.months) {
                    if (!coverage.months_by_data_set[atom.data_set].contains(month)) value.lacking_months.push_back(month);
                }
                atoms_by_data_set[atom.data_set].emplace(atom.key(), std::pair(&atom, std::move(value)));
            }
        }
        for (auto& [data_set, atoms] : atoms_by_data_set) {
            const model::DataSet& read = *snapshot_.model->find_data_set(data_set);
            if (read.origin == model::RowOrigin::delivered) {
                TRY(verifying_.read(data_set, atoms));
            } else {
                TRY(read_worked_out(read, atoms, outcomes));
            }
        }
        std::vector<domain::Figure> figures;
        for (const figures::BoundFigure& figure : bound) {
            std::vector<const figures::AtomValue*> values;
            for (const figures::BoundAtom& atom : figure.atoms) values.push_back(&atoms_by_data_set[atom.data_set].at(atom.key()).second);
            figures.push_back(TRY(figures::evaluate_figure(*snapshot_.model, figure, values, coverage)));
        }
        return figures;
    }

    /// Those that they rest on first, however many steps down that is.
    base::Done walk_all(std::vector<figures::BoundFigure> wanted, Outcomes& outcomes) {
        std::vector<figures::BoundFigure> first = TRY(bind_outcomes(snapshot_, wanted)), second;
        for (figures::BoundFigure& figure : wanted) {
            const bool is_second = rests_on_outcomes(*snapshot_.model, figure);
            (is_second ? second : first).push_back(std::move(figure));
        }
        if (second.empty())
            second = std::move(first);
        else
            TRY(walk_all(std::move(first), outcomes));
        std::vector<domain::Figure> figures = TRY(walk(second, outcomes));
        for (const domain::Figure& figure : figures) outcomes[figure.address] = figure;
        return base::Nothing{};
    }

    [[nodiscard]] std::size_t row_count() const { return verifying_.row_count; }

private:
    base::Done read_worked_out(const model::DataSet& data_set, AtomsByKey& atoms, const Outcomes& outcomes) {
        for (auto& [key, atom] : atoms) {
            for (base::Month month : atom.first->months) {
                std::vector<WorkedOutRow> rows = TRY(worked_out_rows(snapshot_, data_set, month, outcomes));
                for (const WorkedOutRow& row : rows) add_row(*atom.first, month, row, atom.second);
            }
        }
        return base::Nothing{};
    }

    const Snapshot& snapshot_;
    Verifying verifying_;
};

std::string shown(const domain::Figure& figure) {
    return figure.value ? base::format_exact(*figure.value) : std::string(domain::absence_words(figure.absence));
}

}  // namespace

Result<Verification> verify_figures(Workspace& workspace, const Snapshot& snapshot, const std::vector<ComputedFigure>& computed) {
    // The recipe is what is printed: each figure is bound again from its printed address.
    std::vector<figures::BoundFigure> wanted;
    std::map<std::string, const domain::Figure*> printed;
    for (const ComputedFigure& figure : computed) {
        printed[figure.figure.address] = &figure.figure;
        figures::Address address = TRY(figures::parse_address(figure.figure.address));
        figures::BoundFigure bound = TRY(figures::bind_figure(*snapshot.model, address));
        wanted.push_back(std::move(bound));
    }
    SecondRoad road(workspace, snapshot);
    Outcomes outcomes;
    TRY(road.walk_all(std::move(wanted), outcomes));

    Verification verification;
    verification.figure_count = computed.size();
    verification.row_count = road.row_count();
    for (const auto& [address, figure] : printed) {
        const domain::Figure& other = outcomes.at(address);
        if (other == *figure) continue;
        verification.differences.push_back(make_issue("figure_differs_from_its_source",
                                                      address + " är " + shown(*figure) + " men källraderna ger " + shown(other),
                                                      "kör tertial verify; återställ mappen facts från säkerhetskopian"));
    }
    return verification;
}

}  // namespace tertial::engine
