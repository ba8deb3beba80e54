// A case file: small deliveries and the figures that must follow, readable by one who knows the domain and no code.
//
//   # case: FOLDER/NAME              the same as the file's path; then "# about: …" and other remarks
//   deliver FILE-NAME                the lines after ---- up to a blank line are the file; its name says data set and period
//   ----
//   enter FILE-NAME                  the lines after ---- are entries of the logbook, one JSON object each: forecasts, assessments …
//   ----
//   withdraw DATA-SET MONTH          takes the delivery in force for the month out of force
//   figure EXPRESSION by unit UNIT, UNIT period PERIOD columns COLUMN, COLUMN basis BASIS view VIEW
//   figure EXPRESSION by period PERIOD, PERIOD unit UNIT columns … basis … view …       columns, basis and view may be left out
//   ----
//   the table that must come out: exact values in the base unit that the head names, or the reason why there is none;
//   or "error CODE at COLUMN: message" and "hint: …"
//   check EXPRESSION                 another road: must give the same table as the figure above it, asked for likewise or in its own way (by …)
#pragma once

#include <string>
#include <vector>

namespace tertial::cases {

struct Step {
    std::string statement;  ///< the whole line
    std::size_t line = 0;
    std::vector<std::string> block;  ///< lines after ----
    std::size_t block_begin = 0;     ///< index of the block's first line in the file
};

struct CaseFile {
    std::string path;
    std::vector<std::string> lines;
    std::vector<Step> steps;
};

CaseFile read_case(const std::string& path);
/// Every *.case below the folder, relative, sorted.
std::vector<std::string> list_cases(const std::string& folder);
/// The file with the blocks of some steps replaced.
std::string with_blocks(const CaseFile& file, const std::vector<std::pair<std::size_t, std::vector<std::string>>>& blocks_by_step);

}  // namespace tertial::cases
