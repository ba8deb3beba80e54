// Large files as a whole: their hash on all cores, a durable copy or a new one in pieces, and whether they stayed the same meanwhile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace tertial::base {

/// Hash of a source file, 64 hex digits: BLAKE2b-256 over the BLAKE2b-256 hashes of its stretches of 16 MiB, so that every core can
/// take part. Not equal to content_hash of the same bytes.
[[nodiscard]] std::string file_hash(std::string_view bytes);

/// Copies into a new file and syncs it; the folder entry is synced by whoever renames it into place. Copied by the kernel where it can.
Done copy_durably(const std::string& from, const std::string& to);

/// A new file, written piece by piece; the folder entry is synced by whoever renames it into place. One that was not finished is removed.
class DurableWriter {
public:
    static Result<DurableWriter> create(const std::string& path);
    ~DurableWriter();
    DurableWriter(DurableWriter&& other) noexcept;
    DurableWriter& operator=(DurableWriter&&) = delete;
    Done add(std::string_view bytes);
    /// Syncs the file.
    Done finish();

private:
    DurableWriter(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    int descriptor_;
    std::string path_;
    bool is_finished_ = false;
};

/// What changes when somebody writes into a file.
struct FileStamp {
    std::int64_t size_bytes = 0;
    std::int64_t modified_ns = 0;
    std::uint64_t inode = 0;
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};
Result<FileStamp> file_stamp(const std::string& path);

}  // namespace tertial::base
