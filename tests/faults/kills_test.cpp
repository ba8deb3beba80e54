// A delivery of twelve months is killed at random moments, spread over the whole time that it takes. Whatever the moment: all of the months are as
// before or all as after, the log and the facts agree, and the same delivery goes through afterwards. Ten kills, or two hundred in the long
// run. The seed is printed; TERTIAL_KILL_SEED gives it.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "base/json.hpp"
#include "faults/small_workspace.hpp"

namespace tertial::faults {
namespace {

namespace fs = std::filesystem;
using base::Json;
using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr int month_count = 12, rows_of_month = 60'000;
constexpr std::int64_t ore_before = 10'000;

/// What each month comes to afterwards is its own, so that the year's sum tells which months are as before and which as after.
std::int64_t ore_after(int month) { return 100 * (rows_of_month + (std::int64_t{1} << month)); }

bool is_long_run() {
    const char* mode = std::getenv("TERTIAL_TEST_MODE");
    return mode != nullptr && std::string_view(mode) == "long";
}

std::uint64_t seed_of_run() {
    const char* given = std::getenv("TERTIAL_KILL_SEED");
    if (given != nullptr && *given != '\0') return std::strtoull(given, nullptr, 10);
    return std::random_device()();
}

/// What a workspace says: of the facts by two roads, and of the log.
struct State {
    std::string year_sum, year_sum_of_rows, row_count;
    std::int64_t rows_in_log = 0;
    std::size_t delivery_count = 0;
    friend bool operator==(const State&, const State&) = default;
};

class Kills : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "tertial-kills-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        write_small_model(folder_ / "model");
        write_months();
        ASSERT_EQ(run(folder_, {"new", path("start"), "--model", path("model")}).status, 0);
        ASSERT_EQ(run(folder_, delivery_of("start", "before")).status, 0);
        before_ = state_of("start");
        copy_start();
        ASSERT_EQ(run(folder_, delivery_of("tried", "after")).status, 0);
        after_ = state_of("tried");
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
    [[nodiscard]] static std::string month_name(int month) { return std::string("2026-") + (month < 10 ? "0" : "") + std::to_string(month); }

    void write_months() const {
        for (int month = 1; month <= month_count; ++month) {
            const std::string head = "Period;Enhet;Belopp\n", row = month_name(month) + ";R;", file = "cost-" + month_name(month) + ".csv";
            std::string rows = head;
            for (int count = 0; count < rows_of_month; ++count) rows += row + "1,00\n";
            rows += row + std::to_string(1 << month) + ",00\n";
            write_text(folder_ / "before" / file, head + row + "100,00\n");
            write_text(folder_ / "after" / file, rows);
        }
    }
    [[nodiscard]] Arguments delivery_of(const std::string& workspace, const std::string& sources) const {
        Arguments arguments = {"deliver", path(workspace)};
        for (int month = 1; month <= month_count; ++month) arguments.push_back(path(sources + "/cost-" + month_name(month) + ".csv"));
        return arguments;
    }
    void copy_start() const {
        fs::remove_all(folder_ / "tried");
        fs::copy(folder_ / "start", folder_ / "tried", fs::copy_options::recursive);
    }

    [[nodiscard]] Json answer_of(Arguments arguments) const {
        arguments.push_back("--json");
        Ended ended = run(folder_, arguments);
        EXPECT_EQ(ended.status, 0) << ended.output;
        auto json = base::parse_json(ended.output);
        EXPECT_TRUE(json.ok()) << ended.output;
        return json.ok() ? json.value() : Json();
    }
    [[nodiscard]] std::string figure_of(const std::string& workspace, const std::string& expression, bool of_rows) const {
        Arguments arguments = {"figure", path(workspace), expression, "--unit", "R", "--period", "2026"};
        if (of_rows) arguments.push_back("--no-aggregates");
        return answer_of(arguments).value("value", Json()).dump();
    }
    [[nodiscard]] State state_of(const std::string& workspace) const {
        State state{figure_of(workspace, "cost_total", false), figure_of(workspace, "cost_total", true), figure_of(workspace, "count(cost)", true)};
        Json answer = answer_of({"deliveries", path(workspace)});
        for (const Json& delivery : answer["deliveries"]) {
            ++state.delivery_count;
            if (delivery["state"] == "in_force") state.rows_in_log += delivery["row_count"].get<std::int64_t>();
        }
        return state;
    }

    /// How long the delivery takes when nobody disturbs it.
    [[nodiscard]] microseconds time_of_delivery() const {
        copy_start();
        auto begin = steady_clock::now();
        EXPECT_EQ(run(folder_, delivery_of("tried", "after")).status, 0);
        return std::chrono::duration_cast<microseconds>(steady_clock::now() - begin);
    }
    /// True if the delivery was killed, and had not come to its end by itself.
    [[nodiscard]] bool kill_delivery_after(microseconds wait) const {
        copy_start();
        pid_t child = start(folder_, delivery_of("tried", "after"));
        std::this_thread::sleep_for(wait);
        kill(child, SIGKILL);
        int status = wait_for(child, folder_).status;
        EXPECT_TRUE(status == 0 || status == 128 + SIGKILL) << status;
        return status != 0;
    }
    /// True if the workspace is as after the delivery.
    [[nodiscard]] bool check_after_kill() const {
        EXPECT_EQ(run(folder_, {"verify", path("tried")}).status, 0) << "the chain is whole";
        EXPECT_LE(run(folder_, {"check", path("tried")}).status, 1) << "1 is a warning";
        State found = state_of("tried");
        bool is_after = found == after_;
        EXPECT_TRUE(is_after || found == before_) << found.year_sum << " " << found.year_sum_of_rows << " " << found.row_count << " rows, " << found.rows_in_log
                                                  << " in the log, " << found.delivery_count << " deliveries";
        EXPECT_EQ(run(folder_, {"trace", path("tried"), "cost_total", "--unit", "R", "--period", "2026", "--limit", "1", "--verify"}).status, 0);
        return is_after;
    }
    void check_delivering_again() const {
        EXPECT_EQ(run(folder_, delivery_of("tried", "after")).status, 0) << "the same command must go through afterwards";
        EXPECT_EQ(state_of("tried"), after_) << "and gives what it would have given";
        EXPECT_EQ(run(folder_, {"clean", path("tried")}).status, 0);
        EXPECT_EQ(state_of("tried"), after_) << "cleaning removes nothing that counts";
        EXPECT_EQ(run(folder_, {"verify", path("tried")}).status, 0);
    }

    fs::path folder_;
    State before_, after_;
};

TEST_F(Kills, at_any_moment_leave_every_month_as_before_or_every_month_as_after) {
    std::int64_t after = 0;
    for (int month = 1; month <= month_count; ++month) after += ore_after(month);
    ASSERT_EQ(before_.year_sum, "\"" + std::to_string(month_count * ore_before) + "\"");
    ASSERT_EQ(after_.year_sum, "\"" + std::to_string(after) + "\"");
    ASSERT_EQ(after_.rows_in_log, month_count * (rows_of_month + 1));
    const int kill_count = is_long_run() ? 200 : 10;
    const std::uint64_t seed = seed_of_run();
    const microseconds whole = time_of_delivery();
    std::printf("seed %llu; an undisturbed delivery takes %lld ms\n", static_cast<unsigned long long>(seed), static_cast<long long>(whole.count() / 1000));
    std::mt19937_64 random{seed};
    int killed_count = 0, after_count = 0;
    for (int index = 0; index < kill_count && !HasFailure(); ++index) {
        // One moment in each stretch of the time, so that few kills are spread as many are.
        std::int64_t stretch = whole.count() / kill_count;
        microseconds wait{stretch * index + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(stretch))};
        SCOPED_TRACE("kill " + std::to_string(index) + " after " + std::to_string(wait.count()) + " us, seed " + std::to_string(seed));
        killed_count += kill_delivery_after(wait) ? 1 : 0;
        after_count += check_after_kill() ? 1 : 0;
        check_delivering_again();
    }
    std::printf("%d kills: %d before the end; %d left the delivery done\n", kill_count, killed_count, after_count);
    EXPECT_GT(killed_count, kill_count / 2) << "the machine was much faster than when it was measured: the kills came too late to see anything";
}

}  // namespace
}  // namespace tertial::faults
