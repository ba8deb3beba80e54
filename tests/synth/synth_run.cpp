#include "synth/synth_run.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/files.hpp"

namespace tertial::synth_test {
namespace {

const std::string source_folder = TERTIAL_SOURCE_FOLDER;

std::string program() {
    const char* other = std::getenv("TERTIAL_SYNTH");
    return other != nullptr ? other : TERTIAL_SYNTH;
}

}  // namespace

RunOutcome run_synth(const std::string& arguments) {
    RunOutcome outcome;
    FILE* pipe = ::popen(("'" + program() + "' " + arguments + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return outcome;
    char piece[4096];
    while (std::size_t count = std::fread(piece, 1, sizeof piece, pipe)) outcome.output.append(piece, count);
    int status = ::pclose(pipe);
    outcome.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

SynthRun::SynthRun(const std::string& extra_arguments) {
    std::string pattern = (std::filesystem::temp_directory_path() / "tertial-synth-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        ADD_FAILURE() << "no temporary folder";
        return;
    }
    folder_ = pattern;
    RunOutcome outcome = run_synth("--out '" + folder_ + "' --model '" + source_folder + "/models/jamtland-harjedalen' --published '" + source_folder +
                                   "/demo' " + extra_arguments);
    EXPECT_EQ(outcome.exit_status, 0) << outcome.output;
}

SynthRun::~SynthRun() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::vector<Row> rows_of_file(const std::string& path, char delimiter) {
    std::vector<Row> rows;
    auto bytes = base::read_file(path);
    if (!bytes.ok()) {
        ADD_FAILURE() << base::format_issues(bytes.issues());
        return rows;
    }
    auto table = base::read_csv_table(bytes.value(), delimiter, path);
    if (!table.ok()) {
        ADD_FAILURE() << base::format_issues(table.issues());
        return rows;
    }
    for (const base::CsvRow& line : table.value().rows) {
        Row& row = rows.emplace_back();
        for (std::size_t column = 0; column < line.fields.size(); ++column) row[table.value().head[column]] = line.fields[column];
    }
    return rows;
}

void for_each_row(const std::string& folder, const std::string& data_set, const std::string& first, const std::string& last,
                  const std::function<void(const Row&)>& each) {
    for (base::Month month = *base::parse_month(first); month <= *base::parse_month(last); month = month.plus(1)) {
        for (const Row& row : rows_of_file(folder + "/" + data_set + "-" + base::format_month(month) + ".csv", ';')) each(row);
    }
}

std::vector<Row> published_rows(const std::string& file_name) { return rows_of_file(source_folder + "/demo/published/" + file_name, ','); }

std::vector<Row> model_rows(const std::string& file_name) { return rows_of_file(source_folder + "/models/jamtland-harjedalen/" + file_name, ','); }

Row published_row(const std::string& file_name, const std::string& label_start) {
    for (const Row& row : published_rows(file_name)) {
        if (row.at("label").starts_with(label_start)) return row;
    }
    ADD_FAILURE() << file_name << " has no row " << label_start;
    return {};
}

std::string board_of(const std::string& unit, const std::string& month) {
    static const std::map<std::string, Row> units = [] {
        std::map<std::string, Row> found;
        for (const Row& row : model_rows("organisation.csv")) found[row.at("unit")] = row;
        return found;
    }();
    static const std::vector<Row> changes = model_rows("organisation_changes.csv");
    std::string above = unit;
    while (!above.empty() && units.at(above).at("kind") != "board") {
        std::string parent = units.at(above).at("parent"), until = "9999";
        for (const Row& change : changes) {
            const std::string from = change.at("from").substr(0, 7);
            if (change.at("change") != "move" || change.at("unit") != above || from <= month || until <= from) continue;
            parent = change.at("before");
            until = from;
        }
        above = parent;
    }
    return above;
}

std::int64_t ore_of(const std::string& kronor) {
    std::string digits;
    for (char letter : kronor) {
        if (letter != ',') digits.push_back(letter);
    }
    EXPECT_EQ(kronor.size() - kronor.find(','), 3U) << kronor;
    return std::stoll(digits);
}

std::int64_t scaled_of(const std::string& printed, int decimals) {
    std::size_t point = printed.find('.');
    std::string digits = printed.substr(0, point);
    std::string fraction = point == std::string::npos ? "" : printed.substr(point + 1);
    EXPECT_LE(fraction.size(), static_cast<std::size_t>(decimals)) << printed;
    fraction.resize(static_cast<std::size_t>(decimals), '0');
    return std::stoll(digits + fraction);
}

std::int64_t rounded(Int128 numerator, Int128 denominator, int decimals) {
    for (int step = 0; step < decimals; ++step) numerator *= 10;
    bool is_negative = (numerator < 0) != (denominator < 0);
    Int128 size = numerator < 0 ? -numerator : numerator, whole = denominator < 0 ? -denominator : denominator;
    auto quotient = static_cast<std::int64_t>(size / whole);
    if (size % whole * 2 >= whole) ++quotient;
    return is_negative ? -quotient : quotient;
}

}  // namespace tertial::synth_test
