#include "serve/work_pool.hpp"

#include <algorithm>

namespace tertial::serve {

WorkPool::WorkPool(int thread_count, std::size_t waiting_max) : waiting_max_(waiting_max) {
    for (int index = 0; index < std::max(1, thread_count); ++index) threads_.emplace_back([this] { work(); });
}

WorkPool::~WorkPool() {
    {
        std::lock_guard guard(mutex_);
        is_ending_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool WorkPool::offer(Job job) {
    {
        std::lock_guard guard(mutex_);
        if (is_ending_ || waiting_.size() >= waiting_max_) return false;
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void WorkPool::work() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
            if (is_ending_) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job();
    }
}

}  // namespace tertial::serve
