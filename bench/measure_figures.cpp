// Figures asked of a workspace that is already open, as the web server has it: a page of them at once, and one at a time.
//   measure_figures WORKSPACE REPORT UNIT PERIOD TURNS
// Prints "name value" lines: how many figures the report has, milliseconds of all of them and of a page of two hundred (medians of the turns),
// microseconds of single figures drawn over all definitions, units and many periods (median, 99th percentile, most), peak memory in MiB.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/make_report.hpp"

namespace {

using namespace tertial;

constexpr std::size_t page_size = 200;
constexpr int single_count = 1000;

template <class T>
T require(base::Result<T> result) {
    if (result.ok()) return std::move(result).value();
    std::fprintf(stderr, "%s\n", base::format_issues(result.issues()).c_str());
    std::exit(3);
}

template <class Work>
std::int64_t elapsed_us(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
}

std::int64_t quantile(std::vector<std::int64_t> values, std::size_t percent) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, values.size() * percent / 100)];
}

/// Every so many of them, so that all kinds are among them.
std::vector<figures::BoundFigure> page_of(const std::vector<engine::ComputedFigure>& figures) {
    std::vector<figures::BoundFigure> page;
    const std::size_t count = std::min(page_size, figures.size());
    for (std::size_t index = 0; index < count; ++index) page.push_back(figures[index * figures.size() / count].bound);
    return page;
}

std::int64_t median_ms(engine::Workspace& workspace, const engine::Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures, int turns) {
    std::vector<std::int64_t> times;
    for (int turn = 0; turn < turns; ++turn) {
        times.push_back(elapsed_us([&] { require(engine::compute_figures(workspace, snapshot, figures, facts::UseAggregates::yes)); }));
    }
    return quantile(times, 50) / 1000;
}

/// Any definition, unit and period; what cannot be asked there is drawn again.
std::vector<figures::BoundFigure> draw_figures(const engine::Snapshot& snapshot) {
    const model::Model& model = *snapshot.model;
    std::vector<base::Period> periods;
    for (int year = 2025; year <= 2026; ++year) {
        for (int number = 1; number <= 4; ++number) {
            const base::Month month = base::Month::of(year, number);
            for (const base::Period& period : {base::Period::month(month), base::Period::accumulated(month), base::Period::rolling_twelve(month)})
                periods.push_back(period);
        }
    }
    std::uint64_t state = 20260430;
    auto below = [&](std::size_t limit) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>((state >> 33) % limit);
    };
    std::vector<figures::BoundFigure> drawn;
    while (drawn.size() < single_count) {
        const std::string text = model.definitions[below(model.definitions.size())].id + "@" + model.units[below(model.units.size())].code + ":" +
                                 base::format_period(periods[below(periods.size())]);
        figures::Address address = require(figures::parse_address(text));
        address.as_of = snapshot.state.head.position;
        auto bound = figures::bind_figure(model, address);
        if (bound.ok()) drawn.push_back(std::move(bound).value());
    }
    return drawn;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) {
        std::fprintf(stderr, "measure_figures ARBETSYTA RAPPORT ENHET PERIOD VARV\n");
        return 2;
    }
    engine::World world;
    world.now = [] { return std::string("2026-06-01T00:00:00Z"); };
    world.actor = "bench";
    world.progress = [](const std::string&) {};
    auto workspace = require(engine::Workspace::open(argv[1], world));
    const engine::Snapshot snapshot = require(engine::load_snapshot(*workspace));
    engine::ReportRequest request;
    request.name = argv[2];
    request.unit = argv[3];
    request.period = require(base::parse_period(argv[4]));
    const int turns = std::max(1, std::atoi(argv[5]));
    // The first time opens the engine and reads the files into the cache of the system.
    const std::vector<engine::ComputedFigure> computed = require(engine::report_figures(*workspace, snapshot, request));
    std::vector<figures::BoundFigure> all;
    for (const engine::ComputedFigure& figure : computed) all.push_back(figure.bound);
    std::printf("figures %zu\n", all.size());
    std::printf("all_ms %lld\n", static_cast<long long>(median_ms(*workspace, snapshot, all, turns)));
    std::printf("page_ms %lld\n", static_cast<long long>(median_ms(*workspace, snapshot, page_of(computed), turns)));
    std::vector<std::int64_t> singles;
    std::vector<figures::BoundFigure> drawn = draw_figures(snapshot);
    for (figures::BoundFigure& figure : drawn) {
        singles.push_back(elapsed_us([&] { require(engine::compute_figures(*workspace, snapshot, {std::move(figure)}, facts::UseAggregates::yes)); }));
    }
    for (const auto& [name, percent] : {std::pair("single_median_us", 50), {"single_p99_us", 99}, {"single_most_us", 100}}) {
        std::printf("%s %lld\n", name, static_cast<long long>(quantile(singles, static_cast<std::size_t>(percent))));
    }
    struct rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak_mib %ld\n", usage.ru_maxrss / 1024);
    return 0;
}
