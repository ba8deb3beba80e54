#include "serve/report_cache.hpp"

#include <algorithm>

#include "base/hash.hpp"

namespace tertial::serve {

/// Marks a report as being made. Whatever happens, those who wait for it are woken, and find either the report or nothing.
class ReportCache::Making {
public:
    Making(ReportCache& cache, const ReportKey& key) : cache_(cache), key_(key) {}
    ~Making() {
        std::lock_guard guard(cache_.mutex_);
        auto entry = cache_.entries_.find(key_);
        if (entry != cache_.entries_.end() && !entry->second.report.bytes) cache_.entries_.erase(entry);
        cache_.made_.notify_all();
    }
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;

private:
    ReportCache& cache_;
    const ReportKey& key_;
};

base::Result<KeptReport> ReportCache::find_or_make(const ReportKey& key, const std::function<base::Result<std::string>()>& make) {
    {
        std::unique_lock lock(mutex_);
        for (;;) {
            auto [entry, added] = entries_.try_emplace(key);
            if (added) break;
            if (entry->second.report.bytes) {
                entry->second.used_count = ++used_count_;
                return entry->second.report;
            }
            made_.wait(lock);
        }
    }
    Making making(*this, key);
    auto bytes = std::make_shared<const std::string>(TRY(make()));
    KeptReport report{bytes, make_etag(key.position, *bytes)};
    keep(key, report);
    return report;
}

void ReportCache::keep(const ReportKey& key, KeptReport report) {
    std::lock_guard guard(mutex_);
    entries_[key] = {std::move(report), ++used_count_};
    shrink(key);
}

void ReportCache::shrink(const ReportKey& newest) {
    // Nobody asks for an older position again: a request without a position means the head.
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.report.bytes && entry.first.position < newest.position; });
    for (;;) {
        std::size_t bytes_total = 0;
        auto oldest = entries_.end();
        for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
            if (!entry->second.report.bytes) continue;
            bytes_total += entry->second.report.bytes->size();
            if (oldest == entries_.end() || entry->second.used_count < oldest->second.used_count) oldest = entry;
        }
        if (bytes_total <= bytes_max_ || oldest == entries_.end() || oldest->first == newest) return;
        entries_.erase(oldest);
    }
}

std::string make_etag(std::int64_t position, const std::string& bytes) {
    constexpr std::size_t hash_digits = 32;
    return "\"" + std::to_string(position) + "-" + base::content_hash(bytes).substr(0, hash_digits) + "\"";
}

}  // namespace tertial::serve
