#include "proofs/edited_sources.hpp"

#include <algorithm>
#include <filesystem>

#include "base/files.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

constexpr int draws_max = 1000;

/// The text of the key that can be given a mark of its own; nullptr where a key is only of codes and days.
const NaiveField* own_text_of_key(const NaiveDataSet& data_set) {
    for (const std::string& name : data_set.key) {
        const NaiveField& field = data_set.field(name);
        if (field.type == "text") return &field;
    }
    return nullptr;
}

/// Without a key, equal rows may stand beside one another.
bool may_stand_once(const NaiveDataSet& data_set) { return !data_set.key.empty() && own_text_of_key(data_set) == nullptr; }

/// Keys are left alone, and so is what says which file a row belongs to. Texts are read by no one.
bool may_change(const NaiveDataSet& data_set, const NaiveField& field) {
    bool is_fixed = field.name == data_set.period_field || data_set.is_in_key(field.name);
    bool is_time = field.type == "date" || field.type == "instant";
    if (is_time) {
        is_fixed = is_fixed || std::none_of(data_set.derived.begin(), data_set.derived.end(),
                                            [&](const NaiveDerived& derived) { return derived.from == field.name || derived.to == field.name; });
    }
    // The rows of a virement balance each other, so a row cannot become or cease to be one by itself.
    const bool is_balanced = field.name == "version";
    return !is_fixed && !is_balanced && field.type != "text" && field.type != "month";
}

}  // namespace

EditedSources::EditedSources(const NaiveModel& model, std::string sources, std::string folder)
    : model_(model), sources_(std::move(sources)), folder_(std::move(folder)) {
    require(base::make_folders(folder_));
    for (const std::string& path : files_in(sources_)) file_names_.insert(std::filesystem::path(path).filename().string());
}

std::string EditedSources::file_name_of(const std::string& data_set, base::Month month) const {
    const std::string year = std::to_string(month.year()), tertial = year + "-T" + std::to_string((month.month() + 3) / 4);
    for (const std::string& period : {base::format_month(month), tertial, year}) {
        std::string name = data_set;
        name += "-" + period + ".csv";
        if (file_names_.contains(name)) return name;
    }
    return "";
}

std::set<base::Month> EditedSources::months_of(const std::string& data_set) const {
    std::set<base::Month> months;
    for (base::Month month = base::Month::of(2019, 1); month < base::Month::of(2030, 1); month = month.plus(1)) {
        if (!file_name_of(data_set, month).empty()) months.insert(month);
    }
    return months;
}

SourceFile& EditedSources::file_of(const std::string& file_name) {
    auto file = files_.find(file_name);
    if (file == files_.end()) file = files_.emplace(file_name, read_source_file(sources_ + "/" + file_name)).first;
    return file->second;
}

std::size_t EditedSources::draw_place(const NaiveDataSet& data_set, const SourceFile& file, const Choice& is_wanted) {
    if (file.records.empty()) give_up("a file of " + data_set.name + " has no record left to draw");
    std::size_t place = 0;
    for (int draw = 0; draw < draws_max; ++draw) {
        place = number_below(file.records.size());
        if (is_wanted(make_source_row(data_set, fields_of(file, file.records[place])))) break;
    }
    return place;
}

std::string EditedSources::value_elsewhere(const SourceFile& file, const std::string& column) {
    return fields_of(file, file.records[number_below(file.records.size())]).at(column);
}

/// What stands elsewhere in the file is valid in its month; a list without limits of time may be drawn from freely.
std::string EditedSources::another_code(const NaiveField& field, const SourceFile& file) {
    const CodeTable& codes = model_.code_lists.at(field.list);
    bool has_limits = codes.begin()->second.contains("valid_from");
    if (has_limits || number_below(2) == 0) return value_elsewhere(file, field.column);
    return std::next(codes.begin(), static_cast<std::ptrdiff_t>(number_below(codes.size())))->first;
}

/// Small enough that a limit in a formula is passed now and then; money may be of either sign.
std::string EditedSources::another_number(const NaiveField& field, char decimal_mark) {
    if (field.type == "money") return number_text(static_cast<std::int64_t>(number_below(200'000'000)) - 100'000'000, field.scale, decimal_mark);
    if (field.type == "decimal") return number_text(static_cast<std::int64_t>(number_below(20'000)), field.scale, decimal_mark);
    std::int64_t width = std::min<std::int64_t>(field.most - field.least, 199) + 1;
    return std::to_string(field.least + static_cast<std::int64_t>(number_below(static_cast<std::size_t>(width))));
}

/// The other end of a derived field stands still, and the time between them becomes another that is allowed.
std::string EditedSources::another_time(const NaiveDataSet& data_set, const NaiveField& field, const CsvFields& fields) {
    for (const NaiveDerived& derived : data_set.derived) {
        if (derived.from != field.name && derived.to != field.name) continue;
        bool is_end = derived.to == field.name, in_days = derived.kind == "days_between";
        const std::string& other = fields.at(data_set.field(is_end ? derived.from : derived.to).column);
        auto length = static_cast<std::int64_t>(number_below(static_cast<std::size_t>(std::min<std::int64_t>(derived.most, in_days ? 20 : 30'000))));
        if (!is_end) length = -length;
        if (!in_days) return instant_text_after(other, length);
        return base::format_date({base::parse_date(other)->day_count + static_cast<std::int32_t>(length)});
    }
    give_up(data_set.name + " derives nothing from " + field.name);
}

std::string EditedSources::another_value(const NaiveDataSet& data_set, const NaiveField& field, const SourceFile& file, const CsvFields& fields) {
    if (!field.is_required && number_below(4) == 0) return "";
    if (field.is_coded()) return another_code(field, file);
    if (field.is_number()) return another_number(field, data_set.decimal_mark);
    return another_time(data_set, field, fields);
}

void EditedSources::change_field(const NaiveDataSet& data_set, const SourceFile& file, CsvFields& fields) {
    std::vector<const NaiveField*> open;
    for (const NaiveField& field : data_set.fields) {
        if (may_change(data_set, field) && fields.contains(field.column)) open.push_back(&field);
    }
    if (open.empty()) give_up("nothing can be changed in " + data_set.name);
    const NaiveField& field = *open[number_below(open.size())];
    fields[field.column] = another_value(data_set, field, file, fields);
}

void EditedSources::give_own_key(const NaiveDataSet& data_set, CsvFields& fields) {
    if (const NaiveField* text = own_text_of_key(data_set)) fields[text->column] += "-tillagd-" + std::to_string(++added_count_);
}

Edit EditedSources::edit(const std::string& name, EditKind kind, base::Month month, const Choice& is_wanted) {
    const NaiveDataSet& data_set = model_.data_sets.at(name);
    Edit edit{name, file_name_of(name, month), {}, {}, {}};
    SourceFile& file = file_of(edit.file_name);
    std::size_t place = draw_place(data_set, file, is_wanted);
    // A ward and day may stand only once: what is added to the census is what was taken away from it, with other values.
    std::string original = kind == EditKind::add && may_stand_once(data_set) ? removed_.at(name) : file.records[place];
    CsvFields before = fields_of(file, original), after = before;
    while (kind != EditKind::remove && after == before) change_field(data_set, file, after);
    if (kind == EditKind::add) give_own_key(data_set, after);
    if (kind != EditKind::add) edit.before = make_source_row(data_set, before);
    if (kind != EditKind::remove) edit.after = make_source_row(data_set, after);
    auto there = file.records.begin() + static_cast<std::ptrdiff_t>(place);
    if (kind == EditKind::change) *there = record_of(file, after);
    if (kind == EditKind::add) file.records.insert(there, record_of(file, after));
    if (kind == EditKind::remove) {
        removed_[name] = original;
        file.records.erase(there);
    }
    const char* kind_words[] = {"changed", "removed", "added"};
    edit.description = edit.file_name + " " + kind_words[static_cast<int>(kind)] + "\n    " + (edit.before ? original : "\n") + "    " +
                       (edit.after ? record_of(file, after) : "\n");
    require(base::write_file(path_of(edit.file_name), file.text()));
    return edit;
}

std::vector<SourceRow> EditedSources::rows(const std::string& data_set, const std::vector<base::Month>& months) {
    std::vector<SourceRow> rows;
    std::set<std::string> names;
    for (base::Month month : months) names.insert(file_name_of(data_set, month));
    for (const std::string& name : names) {
        if (name.empty()) continue;
        const SourceFile& file = file_of(name);
        for (const std::string& record : file.records) rows.push_back(make_source_row(model_.data_sets.at(data_set), fields_of(file, record)));
    }
    return rows;
}

}  // namespace tertial::proofs
