// tertial-synth: makes the source files of a region, as its systems would export them, from published totals.
// Exit status: 0 done, 2 wrong use, 3 failed.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/text.hpp"
#include "synth/ambulance.hpp"
#include "synth/beds.hpp"
#include "synth/care_order.hpp"
#include "synth/care_records.hpp"
#include "synth/convert.hpp"
#include "synth/episodes.hpp"
#include "synth/ledger.hpp"
#include "synth/pools.hpp"
#include "synth/region.hpp"
#include "synth/statement.hpp"
#include "synth/steering.hpp"

namespace tertial::synth {
namespace {

using base::make_issue;
using base::Result;

constexpr const char* help_text =
    "tertial-synth skriver en regions källfiler så att summorna blir exakt de publicerade.\n"
    "\n"
    "Användning:\n"
    "  tertial-synth --out MAPP --model MODELLMAPP --published DEMOMAPP [val]\n"
    "  tertial-synth --convert FIL FORMAT UTFIL\n"
    "\n"
    "  --out MAPP            dit källfilerna skrivs; mappen skapas om den saknas\n"
    "  --model MAPP          modellens tabeller (organisation.csv, accounts.csv …)\n"
    "  --published MAPP      mapp med published/ (publicerade tal) och assumptions/ (egna antaganden)\n"
    "  --seed TAL            samma tal ger samma filer, byte för byte (förval 1)\n"
    "  --ledger-rows TAL     antal rader i hälso- och sjukvårdsnämndens huvudbok 2025–2026, 2 000 till 1 000 000 000 (förval 100 000);\n"
    "                        tidigare år och de andra nämnderna kommer till\n"
    "  --only LISTA          bara dessa datamängder, med komma emellan\n"
    "  --list                visar datamängderna, en per rad\n"
    "  --convert             gör om en av filerna till ett annat format: xlsx, jsonl eller, för huvudboken, sie\n"
    "  --help                visar den här texten\n"
    "\n"
    "Datamängder: ledger, budget, ambulance_mission, ambulance_shift, bed_day, inpatient_episode, care_contact, operation,\n"
    "imaging_exam, emergency_visit, completed_wait, waiting, telephone_advice, dental_care, dental_recall, digital_programme,\n"
    "intensive_care_episode, helicopter_mission, booking_statistics, staff, work_time, agency_staff, measured_value, purchase, bought_care,\n"
    "population, sold_care, continuity, investment_entry, investment_budget, price_index, reference_value, premises, board_meeting,\n"
    "staff_count, service_desk, security_control, health_talk, listing, environment, environment_year, balance, medicine_sales, broadband\n"
    "Slutstatus: 0 klart, 2 felaktigt anrop, 3 misslyckades.\n";

constexpr int exit_wrong_use = 2;
constexpr int exit_failed = 3;
constexpr std::int64_t ledger_rows_min = 2'000;
constexpr std::int64_t ledger_rows_max = 1'000'000'000;

struct CareWriter {
    const char* data_set;
    base::Done (*write)(const CareOrder& order, const Region& region);
};
constexpr CareWriter care_writers[] = {{"ambulance_mission", write_missions},
                                       {"ambulance_shift", write_shifts},
                                       {"bed_day", write_bed_days},
                                       {"inpatient_episode", write_episodes},
                                       {"care_contact", write_care_contacts},
                                       {"operation", write_operations},
                                       {"imaging_exam", write_imaging_exams},
                                       {"emergency_visit", write_emergency_visits},
                                       {"completed_wait", write_completed_waits},
                                       {"waiting", write_waiting},
                                       {"telephone_advice", write_telephone_advice},
                                       {"dental_care", write_dental_care},
                                       {"dental_recall", write_dental_recalls},
                                       {"digital_programme", write_digital_programmes},
                                       {"intensive_care_episode", write_intensive_care},
                                       {"helicopter_mission", write_helicopter_missions},
                                       {"booking_statistics", write_booking_statistics}};

std::vector<std::string> names_of_data_sets() {
    std::vector<std::string> names = {"ledger", "budget"};
    for (const CareWriter& writer : care_writers) names.emplace_back(writer.data_set);
    for (const Writer& writer : steering_writers()) names.emplace_back(writer.data_set);
    for (const std::string& name : register_names()) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
}
const std::vector<std::string> data_sets = names_of_data_sets();

struct Order {
    std::string out_folder;
    std::string model_folder;
    std::string demo_folder;
    std::int64_t seed = 1;
    std::int64_t ledger_row_count = 100'000;
    std::set<std::string> only{data_sets.begin(), data_sets.end()};
};

Result<std::int64_t> read_number(const std::string& option, const std::string& text, std::int64_t lowest, std::int64_t highest) {
    std::int64_t number = 0;
    auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stopped != text.data() + text.size() || number < lowest || number > highest) {
        return make_issue("option_value_is_wrong", option + " ska vara ett heltal mellan " + std::to_string(lowest) + " och " + std::to_string(highest),
                          "rätta värdet");
    }
    return number;
}

Result<std::set<std::string>> read_data_sets(const std::string& list) {
    std::set<std::string> chosen;
    for (const std::string& name : base::split(list, ',')) {
        if (std::find(data_sets.begin(), data_sets.end(), name) == data_sets.end()) {
            return make_issue("data_set_is_unknown", "datamängden ”" + name + "” finns inte", base::did_you_mean(name, data_sets));
        }
        chosen.insert(name);
    }
    return chosen;
}

Result<Order> read_order(const std::vector<std::string>& words) {
    Order order;
    for (std::size_t index = 0; index < words.size(); index += 2) {
        const std::string& option = words[index];
        if (index + 1 == words.size()) return make_issue("option_has_no_value", option + " saknar värde", "kör tertial-synth --help");
        const std::string& value = words[index + 1];
        if (option == "--out")
            order.out_folder = value;
        else if (option == "--model")
            order.model_folder = value;
        else if (option == "--published")
            order.demo_folder = value;
        else if (option == "--seed")
            order.seed = TRY(read_number(option, value, 0, INT64_MAX));
        else if (option == "--ledger-rows")
            order.ledger_row_count = TRY(read_number(option, value, ledger_rows_min, ledger_rows_max));
        else if (option == "--only")
            order.only = TRY(read_data_sets(value));
        else
            return make_issue("option_is_unknown", "okänt val: " + option, "kör tertial-synth --help");
    }
    if (order.out_folder.empty() || order.model_folder.empty() || order.demo_folder.empty()) {
        return make_issue("option_is_missing", "--out, --model och --published måste anges", "kör tertial-synth --help");
    }
    // The folder may be given as demo or as demo/published.
    if (base::file_exists(order.demo_folder + "/income_statement.csv")) order.demo_folder += "/..";
    return order;
}

base::Done write_money(const Order& order, const Region& region) {
    if (!order.only.contains("ledger") && !order.only.contains("budget")) return base::Nothing{};
    const std::string assumptions = order.demo_folder + "/assumptions";
    const auto seed = static_cast<std::uint64_t>(order.seed);
    Table statement = TRY(Table::read(order.demo_folder + "/published/income_statement.csv", statement_columns()));
    std::vector<LineAmounts> lines = TRY(solve_statement(statement, seed));
    std::vector<Pool> pools = TRY(read_pools(assumptions, region, lines));
    LedgerOrder ledger{order.out_folder, assumptions, seed, order.ledger_row_count};
    if (order.only.contains("budget")) TRY(write_budget(ledger, region, pools));
    if (!order.only.contains("ledger")) return base::Nothing{};
    LedgerSummary summary = TRY(write_ledger(ledger, region, pools));
    const std::int64_t tenths = (summary.row_count * 10 + summary.cell_count / 2) / summary.cell_count;
    std::fprintf(stderr, "huvudbok: %lld rader, %lld kombinationer av konto, enhet och motpart, %lld,%lld rader per kombination och månad\n",
                 static_cast<long long>(summary.row_count), static_cast<long long>(summary.combination_count), static_cast<long long>(tenths / 10),
                 static_cast<long long>(tenths % 10));
    return base::Nothing{};
}

base::Done write_all(const Order& order) {
    TRY(base::make_folders(order.out_folder));
    Region region = TRY(read_region(order.model_folder, order.demo_folder + "/assumptions"));
    const CareOrder care{order.out_folder, order.model_folder, order.demo_folder + "/published", order.demo_folder + "/assumptions",
                         static_cast<std::uint64_t>(order.seed)};
    for (const CareWriter& writer : care_writers) {
        if (order.only.contains(writer.data_set)) TRY(writer.write(care, region));
    }
    for (const Writer& writer : steering_writers()) {
        if (order.only.contains(writer.data_set)) TRY(writer.write(care, region));
    }
    for (const std::string& name : register_names()) {
        if (order.only.contains(name)) TRY(write_register(care, region, name));
    }
    return write_money(order, region);
}

int fail(const base::Issues& issues, int status) {
    std::fprintf(stderr, "%s\n", base::format_issues(issues).c_str());
    return status;
}

int run(const std::vector<std::string>& words) {
    if (words.size() == 4 && words[0] == "--convert") {
        auto converted = convert_file(words[1], words[2], words[3]);
        return converted.ok() ? 0 : fail(converted.issues(), exit_failed);
    }
    if (words == std::vector<std::string>{"--list"}) {
        for (const std::string& name : data_sets) std::printf("%s\n", name.c_str());
        return 0;
    }
    if (words.empty() || std::find(words.begin(), words.end(), "--help") != words.end()) {
        std::fputs(help_text, words.empty() ? stderr : stdout);
        return words.empty() ? exit_wrong_use : 0;
    }
    auto order = read_order(words);
    if (!order.ok()) return fail(order.issues(), exit_wrong_use);
    auto written = write_all(order.value());
    return written.ok() ? 0 : fail(written.issues(), exit_failed);
}

}  // namespace
}  // namespace tertial::synth

int main(int argc, char** argv) { return tertial::synth::run({argv + 1, argv + argc}); }
