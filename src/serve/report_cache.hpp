// Finished reports by log position and name: the same position always gives the same bytes, so they can be sent again as they
// are. A report that several clients wait for is made once. Never keeps a failure.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.hpp"

namespace tertial::serve {

struct ReportKey {
    std::int64_t position = 0;
    std::string name;
    std::string unit;
    std::string period;
    std::string format;

    friend auto operator<=>(const ReportKey&, const ReportKey&) = default;
};

struct KeptReport {
    std::shared_ptr<const std::string> bytes;
    std::string etag;
};

/// Invariant: every kept report is of the latest position that was asked for, and together they hold at most `bytes_max`, or are one.
class ReportCache {
public:
    explicit ReportCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    base::Result<KeptReport> find_or_make(const ReportKey& key, const std::function<base::Result<std::string>()>& make);

private:
    struct Entry {
        KeptReport report;  ///< without bytes while it is being made
        std::uint64_t used_count = 0;
    };
    class Making;

    void keep(const ReportKey& key, KeptReport report);
    void shrink(const ReportKey& newest);

    std::size_t bytes_max_;
    std::mutex mutex_;
    std::condition_variable made_;
    std::map<ReportKey, Entry> entries_;
    std::uint64_t used_count_ = 0;
};

/// `"<position>-<hash>"`: changes with the logbook and with the bytes.
[[nodiscard]] std::string make_etag(std::int64_t position, const std::string& bytes);

}  // namespace tertial::serve
