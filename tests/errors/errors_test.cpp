// The catalogue of errors is a test: each sample is run through the real program and its message compared to the last letter, every
// code that the program can raise has a sample or a reason, and docs/errors.md is what the samples say.
// TERTIAL_UPDATE_GOLDEN=1 rewrites the expected messages and the document; read the difference as the person who gets the message.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>

#include "errors/error_document.hpp"
#include "errors/program_run.hpp"
#include "errors/raised_codes.hpp"
#include "errors/sample_run.hpp"

namespace tertial::errors {
namespace {

constexpr unsigned processes_max = 2;
const std::string project = TERTIAL_SOURCE_DIR;
const std::string sample_folder = project + "/tests/errors";

bool is_update() { return std::getenv("TERTIAL_UPDATE_GOLDEN") != nullptr; }

/// The samples to be run: all, or the one that TERTIAL_SAMPLE names.
std::vector<Sample> chosen_samples() {
    std::vector<Sample> samples = read_samples(sample_folder);
    const char* only = std::getenv("TERTIAL_SAMPLE");
    if (only != nullptr) std::erase_if(samples, [&](const Sample& sample) { return sample.name != only; });
    return samples;
}

std::vector<Ran> run_all(const Runner& runner, const std::vector<Sample>& samples) {
    std::vector<Ran> ran(samples.size());
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> threads;
    for (unsigned thread = 0; thread < processes_max; ++thread) {
        threads.emplace_back([&] {
            for (std::size_t index = next++; index < samples.size(); index = next++) ran[index] = runner.run(samples[index]);
        });
    }
    for (std::thread& thread : threads) thread.join();
    return ran;
}

void check_sample(const Sample& sample, const Ran& ran) {
    SCOPED_TRACE("tests/errors/" + sample.name + ".sample");
    ASSERT_EQ(ran.trouble, "");
    EXPECT_FALSE(sample.about.empty()) << "say when it happens";
    EXPECT_EQ(ran.got.status, sample.expected.status);
    EXPECT_EQ(ran.got.text, sample.expected.text);
    bool must_show_code = sample.name == sample.code;
    EXPECT_TRUE(!must_show_code || !find_shown_issue(sample).message.empty()) << "the sample must show its own code";
    bool may_change = sample.expected.status <= 1;
    EXPECT_TRUE(may_change || ran.state_is_untouched) << "refused means that nothing changed";
}

TEST(Errors, each_sample_gives_its_message_and_changes_nothing) {
    Runner runner(sample_folder + "/base");
    ASSERT_EQ(runner.trouble(), "");
    std::vector<Sample> samples = chosen_samples();
    std::vector<Ran> ran = run_all(runner, samples);
    for (std::size_t index = 0; index < samples.size(); ++index) {
        if (is_update() && ran[index].trouble.empty()) {
            std::string path = sample_folder + "/" + samples[index].name + ".sample";
            std::string text = rewrite_expected(read_text(path), ran[index].got);
            std::ofstream(path) << text;
            samples[index] = parse_sample(samples[index].name, text);
        }
        check_sample(samples[index], ran[index]);
    }
}

TEST(Errors, each_code_has_a_sample_or_a_reason) {
    auto raised = find_raised_codes(project);
    ASSERT_GT(raised.size(), 100u) << "the codes are not found where they used to be";
    std::set<std::string> shown;
    for (const Sample& sample : read_samples(sample_folder)) {
        shown.insert(sample.code);
        EXPECT_TRUE(raised.contains(sample.code)) << sample.code << " is not raised any more; remove its sample";
    }
    std::set<std::string> excused;
    for (const WithoutSample& one : read_without_sample(sample_folder + "/without_sample.txt")) {
        EXPECT_TRUE(excused.insert(one.code).second) << one.code << " stands twice in without_sample.txt";
        EXPECT_TRUE(raised.contains(one.code)) << one.code << " is not raised any more; remove it from without_sample.txt";
        EXPECT_FALSE(shown.contains(one.code)) << one.code << " has a sample; remove it from without_sample.txt";
        EXPECT_NE(one.reason, "") << one.code;
        if (one.test_file.empty()) continue;
        EXPECT_NE(read_text(project + "/" + one.test_file).find(one.code), std::string::npos) << one.test_file << " does not look for " << one.code;
    }
    for (const auto& [code, files] : raised) {
        EXPECT_TRUE(shown.contains(code) || excused.contains(code))
            << code << " (" << files.front() << ") has no sample; add tests/errors/" << code << ".sample";
    }
}

TEST(Errors, the_document_is_what_the_samples_say) {
    std::string path = project + "/docs/errors.md";
    std::string document = format_error_document(read_samples(sample_folder), read_without_sample(sample_folder + "/without_sample.txt"));
    if (is_update()) std::ofstream(path) << document;
    EXPECT_EQ(read_text(path), document) << "run errors_test with TERTIAL_UPDATE_GOLDEN=1";
}

}  // namespace
}  // namespace tertial::errors
