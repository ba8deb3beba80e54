// Runs tertial-synth into a folder of its own and reads CSV rows back for the tests, which add them up with plain loops.
// It shares no arithmetic with the program, so that a fault there cannot hide here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tertial::synth_test {

__extension__ using Int128 = __int128;

/// The program's answer to a command line.
struct RunOutcome {
    int exit_status = -1;
    std::string output;
};
RunOutcome run_synth(const std::string& arguments);

/// A run into a folder that is removed at the end.
class SynthRun {
public:
    explicit SynthRun(const std::string& extra_arguments = {});
    ~SynthRun();
    SynthRun(const SynthRun&) = delete;
    SynthRun& operator=(const SynthRun&) = delete;
    [[nodiscard]] const std::string& folder() const { return folder_; }

private:
    std::string folder_;
};

/// Fields by column name.
using Row = std::map<std::string, std::string>;

/// Calls `each` for every row of the months `first` to `last` ("2026-01") of a data set.
void for_each_row(const std::string& folder, const std::string& data_set, const std::string& first, const std::string& last,
                  const std::function<void(const Row&)>& each);
std::vector<Row> rows_of_file(const std::string& path, char delimiter);
std::vector<Row> published_rows(const std::string& file_name);
std::vector<Row> model_rows(const std::string& file_name);
/// The published row whose label starts so.
Row published_row(const std::string& file_name, const std::string& label_start);

/// The board that the unit lay under in the month ("2026-01"), by organisation.csv and the moves of organisation_changes.csv.
std::string board_of(const std::string& unit, const std::string& month);

/// "-1234,56" is -123456.
std::int64_t ore_of(const std::string& kronor);
/// "12.5" with 2 decimals is 1250; more decimals than asked for fail the test.
std::int64_t scaled_of(const std::string& printed, int decimals);
/// numerator / denominator × 10^decimals, rounded half away from zero.
std::int64_t rounded(Int128 numerator, Int128 denominator, int decimals);

}  // namespace tertial::synth_test
