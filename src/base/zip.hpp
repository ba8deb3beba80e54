// The one door to zip containers (minizip for the directory, zlib for what is packed). Nothing is unpacked to disk, so a name that points
// elsewhere does no harm. Everything a container says of itself is held to: entries have names of their own and lie apart in the file,
// and each gives exactly the bytes, and the checksum, that it promises. What is packed beyond reason is refused before it is unpacked.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::base {

inline constexpr std::size_t zip_entries_max = 10'000;

struct ZipEntry {
    std::string name;
    std::string_view packed;  ///< within the file
    std::uint64_t byte_count = 0;
    std::uint32_t crc = 0;
    bool is_stored = false;
};

/// The bytes of one entry, piece by piece. The container must outlive it.
class ZipStream {
public:
    ZipStream(const ZipEntry& entry, std::string shown_file);
    ~ZipStream();
    ZipStream(ZipStream&& other) noexcept;
    ZipStream& operator=(ZipStream&&) = delete;
    ZipStream(const ZipStream&) = delete;
    ZipStream& operator=(const ZipStream&) = delete;

    /// The next piece, valid until the next call; empty at the end. Issue `container_is_not_readable` for damaged data, a wrong size and a
    /// wrong checksum.
    Result<std::string_view> next();

private:
    struct Inflater;
    Result<std::string_view> next_stored();
    Result<std::string_view> next_unpacked();
    Done check_end();
    [[nodiscard]] Issue damage(const std::string& what) const;

    const ZipEntry* entry_;
    std::string shown_file_;
    std::string_view rest_;  ///< of the packed bytes
    std::uint64_t given_ = 0;
    std::uint32_t crc_ = 0;
    bool is_ended_ = false;
    std::unique_ptr<Inflater> inflater_;
};

class ZipContainer {
public:
    /// Issues `container_is_not_readable`, `container_is_too_large`, and those of the file.
    static Result<ZipContainer> open(const std::string& path, const std::string& shown_file);
    static Result<ZipContainer> of_bytes(std::string bytes, const std::string& shown_file);
    ~ZipContainer();
    ZipContainer(ZipContainer&&) noexcept;
    ZipContainer& operator=(ZipContainer&&) noexcept;

    [[nodiscard]] const std::vector<ZipEntry>& entries() const;
    /// By exact name; null if there is none.
    [[nodiscard]] const ZipEntry* find(std::string_view name) const;
    /// Issues `container_is_too_large` (over `bytes_max`, or packed beyond reason), `container_is_not_readable` (no such entry).
    [[nodiscard]] Result<ZipStream> open_entry(std::string_view name, std::uint64_t bytes_max) const;

private:
    struct Held;
    static Result<ZipContainer> read_directory(std::unique_ptr<Held> held);
    explicit ZipContainer(std::unique_ptr<Held> held);
    std::unique_ptr<Held> held_;
};

}  // namespace tertial::base
