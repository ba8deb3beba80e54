#include "proofs/edited_sources.hpp"

#include <filesystem>

#include "base/files.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

std::string file_name_of(const std::string& data_set, base::Month month) {
    std::string period = data_set == "budget" ? std::to_string(month.year()) : base::format_month(month);
    return data_set + "-" + period + ".csv";
}

std::string kronor_text(std::int64_t ore) {
    std::string sign = ore < 0 ? "-" : "";
    std::int64_t size = ore < 0 ? -ore : ore;
    std::string cents = std::to_string(size % 100);
    return sign + std::to_string(size / 100) + "," + (cents.size() < 2 ? "0" : "") + cents;
}

/// The column that names the place.
std::string unit_column(const std::string& data_set) {
    if (data_set == "ledger" || data_set == "budget") return "Kostnadsställe";
    return data_set.starts_with("ambulance") ? "Station" : "Enhet";
}

}  // namespace

EditedSources::EditedSources(const Region& region, std::string sources, std::string folder) : region_(region), folder_(std::move(folder)) {
    require(base::make_folders(folder_));
    for (const std::string& path : files_in(sources)) files_[std::filesystem::path(path).filename().string()] = read_source_file(path);
}

std::string EditedSources::value_elsewhere(const SourceFile& file, const std::string& column) {
    return fields_of(file, file.records[number_below(file.records.size())]).at(column);
}

void EditedSources::change_money(const SourceFile& file, CsvFields& fields) {
    switch (number_below(4)) {
        case 0: fields["Konto"] = value_elsewhere(file, "Konto"); break;
        case 1: fields["Kostnadsställe"] = value_elsewhere(file, "Kostnadsställe"); break;
        case 2: fields["Motpart"] = number_below(2) == 0 ? "M-HSN" : "M-RS"; break;
        default: fields["Belopp"] = kronor_text(static_cast<std::int64_t>(number_below(200'000'000)) - 100'000'000);
    }
}

void EditedSources::change_fields(const std::string& data_set, const SourceFile& file, CsvFields& fields) {
    if (data_set == "ledger" || data_set == "budget") return change_money(file, fields);
    if (data_set == "bed_day") {
        const char* columns[] = {"Disponibla", "Belagda", "Överbeläggningar", "Utlokaliserade", "Utskrivningsklara"};
        fields[columns[number_below(5)]] = std::to_string(number_below(40));
        return;
    }
    std::size_t choice = number_below(3);
    if (choice == 0) {
        fields[unit_column(data_set)] = value_elsewhere(file, unit_column(data_set));
    } else if (data_set == "ambulance_shift") {
        fields["Upptagna_minuter"] = std::to_string(number_below(700));
    } else if (data_set == "inpatient_episode") {
        base::Date discharge = *base::parse_date(fields.at("Utskriven"));
        fields["Inskriven"] = base::format_date({discharge.day_count - static_cast<std::int32_t>(number_below(20))});
    } else if (choice == 1) {
        fields["Kommun"] = region_.municipalities[number_below(region_.municipalities.size())];
    } else {
        fields["Framme"] = number_below(2) == 0 ? "" : fields.at("Larmtid");
    }
}

void EditedSources::give_own_key(const std::string& data_set, CsvFields& fields) {
    std::string mark = "-tillagd-" + std::to_string(++added_count_);
    if (data_set == "ambulance_mission") fields["Uppdrag"] += mark;
    if (data_set == "ambulance_shift") fields["Pass"] += mark;
    if (data_set == "inpatient_episode") fields["Vårdtillfälle"] += mark;
}

Edit EditedSources::edit(const std::string& data_set, EditKind kind, base::Month month) {
    Edit edit{data_set, file_name_of(data_set, month), {}, {}, {}};
    SourceFile& file = files_.at(edit.file_name);
    std::size_t place = number_below(file.records.size());
    // A ward and day may stand only once: what is added to the census is what was taken away from it, with other values.
    std::string original = kind == EditKind::add && data_set == "bed_day" ? removed_.at(data_set) : file.records[place];
    CsvFields before = fields_of(file, original), after = before;
    while (kind != EditKind::remove && after == before) change_fields(data_set, file, after);
    if (kind == EditKind::add) give_own_key(data_set, after);
    if (kind != EditKind::add) edit.before = make_record(data_set, before);
    if (kind != EditKind::remove) edit.after = make_record(data_set, after);
    if (kind == EditKind::change) {
        file.records[place] = record_of(file, after);
    } else if (kind == EditKind::add) {
        file.records.insert(file.records.begin() + static_cast<std::ptrdiff_t>(place), record_of(file, after));
    } else {
        removed_[data_set] = original;
        file.records.erase(file.records.begin() + static_cast<std::ptrdiff_t>(place));
    }
    const char* kind_words[] = {"changed", "removed", "added"};
    edit.description = edit.file_name + " " + kind_words[static_cast<int>(kind)] + "\n    " + (edit.before ? original : "\n") + "    " +
                       (edit.after ? record_of(file, after) : "\n");
    require(base::write_file(path_of(edit.file_name), file.text()));
    return edit;
}

std::vector<Record> EditedSources::rows(const std::string& data_set, const std::vector<base::Month>& months) const {
    std::vector<Record> rows;
    for (base::Month month : months) {
        auto file = files_.find(file_name_of(data_set, month));
        if (file == files_.end()) continue;
        for (const std::string& record : file->second.records) rows.push_back(make_record(data_set, fields_of(file->second, record)));
    }
    return rows;
}

}  // namespace tertial::proofs
