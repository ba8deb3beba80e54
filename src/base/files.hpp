// Every file that Tertial writes itself is written through here: whole, synced and renamed into place, or not at all.
// Errors (disk full, no permission) are issues with the path; nothing throws.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::base {

/// What went wrong with a file, by the error number: `file_is_not_found`, `file_is_not_readable`; `file_is_not_writable`.
[[nodiscard]] Issue read_failure(const std::string& path, int error_number);
[[nodiscard]] Issue write_failure(const std::string& path, int error_number);

/// The whole file. Issues `file_is_not_found`, `file_is_not_readable`, `file_is_too_large` (over `bytes_max`).
Result<std::string> read_file(const std::string& path, std::uint64_t bytes_max = std::uint64_t{1} << 30);

/// A file that holds a secret, and whether anybody but its owner may read or write it.
struct SecretFile {
    std::string bytes;
    bool is_open_to_others = false;
};
/// Issues of read_file.
Result<SecretFile> read_secret_file(const std::string& path, std::uint64_t bytes_max);

/// Writes beside, syncs, renames into place and syncs the folder. Issue `file_is_not_writable`.
Done write_file(const std::string& path, std::string_view bytes);
/// The same without syncing, for what can be made again: never half-written while the machine runs, but perhaps after it has stopped.
Done write_replaceable_file(const std::string& path, std::string_view bytes);
/// Syncs a file that someone else wrote (a query engine), with its folder entry still to come.
Done sync_file(const std::string& path);
Done sync_folder(const std::string& path);
/// Renames and syncs the target's folder.
Done rename_into_place(const std::string& from, const std::string& to);
Done make_folders(const std::string& path);
/// Removes a file or a whole folder; a missing one is no error.
Done remove_all(const std::string& path);

[[nodiscard]] bool file_exists(const std::string& path);
[[nodiscard]] bool folder_exists(const std::string& path);
/// Regular files below `folder`, relative paths with '/', sorted by bytes. Symbolic links are not followed.
Result<std::vector<std::string>> list_files(const std::string& folder);
/// Names directly in `folder`, sorted by bytes.
Result<std::vector<std::string>> list_names(const std::string& folder);

/// Issue `workspace_is_on_a_network` where the file system is NFS, SMB or the like, on which SQLite's locks cannot be trusted.
Done require_local_file_system(const std::string& path);

/// A file mapped into memory for reading. Invariant: the mapping lives as long as the object.
class MappedFile {
public:
    static Result<MappedFile> open(const std::string& path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
    std::string_view bytes_;
};

/// An exclusive lock on a file, held for the object's life and freed by the system if the process dies.
class FileLock {
public:
    /// Waits up to `wait_ms`; then issue `workspace_is_busy`.
    static Result<FileLock> acquire(const std::string& path, int wait_ms);
    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace tertial::base
