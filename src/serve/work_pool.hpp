// Threads that make answers, fed by a bounded queue, so that slow work never holds up the thread that reads and writes.
// Never throws: a job answers for its own faults.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tertial::serve {

/// Invariant: at most `waiting_max` jobs wait. Jobs that have not begun when it is destroyed are dropped; the others are waited for.
class WorkPool {
public:
    using Job = std::function<void()>;

    WorkPool(int thread_count, std::size_t waiting_max);
    ~WorkPool();
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    /// False if the queue is full; the job is then not run.
    [[nodiscard]] bool offer(Job job);

private:
    void work();

    std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;  // last, so that no thread starts before the rest is there
};

}  // namespace tertial::serve
