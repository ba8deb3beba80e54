// Runs a step for each index on all cores and waits. For the passes over a source file that come before its rows.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace tertial::intake {

/// Calls step(index) once for each index below `count`. The step must not throw.
template <class Step>
void run_in_parallel(std::size_t count, const Step& step) {
    std::size_t worker_count = std::min<std::size_t>(count, std::max(1u, std::thread::hardware_concurrency()));
    std::atomic<std::size_t> next{0};
    auto work = [&] {
        for (std::size_t index = next++; index < count; index = next++) step(index);
    };
    std::vector<std::thread> workers;
    for (std::size_t worker = 1; worker < worker_count; ++worker) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
}

}  // namespace tertial::intake
