#include "base/zip.hpp"

#include <minizip/unzip.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "base/files.hpp"

namespace tertial::base {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;
constexpr std::size_t name_bytes_max = 65'535;
constexpr std::size_t local_head_bytes = 30;

// Deflate cannot pack more than 1032 to 1. A sheet where every row is the same comes to about 100 to 1, and hardly any is over 200 MiB.
constexpr std::uint64_t always_allowed_bytes = std::uint64_t{200} << 20;
constexpr std::uint64_t ratio_max = 500;

Issue not_readable(const std::string& what, const std::string& shown_file) {
    return make_issue("container_is_not_readable", "zip-filen går inte att läsa: " + what, "hämta eller exportera filen på nytt", Place{shown_file});
}

Issue too_large(const std::string& what, const std::string& shown_file) {
    return make_issue("container_is_too_large", what, "kontrollera att det är rätt fil; är den det, dela upp den i flera eller exportera som CSV",
                      Place{shown_file});
}

/// Where minizip stands in bytes that lie in memory.
struct MemoryCursor {
    std::string_view bytes;
    std::uint64_t offset = 0;
    bool was_short = false;  ///< minizip takes the end of the file for zeros unless it is told that this is an error
};

MemoryCursor& cursor_of(voidpf stream) { return *static_cast<MemoryCursor*>(stream); }

voidpf open_memory(voidpf opaque, const void* /*name*/, int /*mode*/) { return opaque; }

uLong read_memory(voidpf /*opaque*/, voidpf stream, void* target, uLong size) {
    MemoryCursor& cursor = cursor_of(stream);
    std::uint64_t count = std::min<std::uint64_t>(size, cursor.bytes.size() - std::min<std::uint64_t>(cursor.offset, cursor.bytes.size()));
    if (count > 0) std::memcpy(target, cursor.bytes.data() + cursor.offset, count);
    cursor.offset += count;
    cursor.was_short = count < size;
    return static_cast<uLong>(count);
}

ZPOS64_T tell_memory(voidpf /*opaque*/, voidpf stream) { return cursor_of(stream).offset; }

long seek_memory(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
    MemoryCursor& cursor = cursor_of(stream);
    std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_CUR ? cursor.offset : origin == ZLIB_FILEFUNC_SEEK_END ? cursor.bytes.size() : 0;
    if (offset > cursor.bytes.size() || base + offset > cursor.bytes.size()) return -1;
    cursor.offset = base + offset;
    return 0;
}

int close_memory(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }
int memory_error(voidpf /*opaque*/, voidpf stream) { return cursor_of(stream).was_short ? 1 : 0; }

/// Minizip's handle over bytes in memory, closed at the end of the scope.
class Directory {
public:
    explicit Directory(std::string_view bytes) : cursor_{bytes} {
        zlib_filefunc64_def functions{open_memory, read_memory, nullptr, tell_memory, seek_memory, close_memory, memory_error, &cursor_};
        file_ = ::unzOpen2_64("", &functions);
    }
    ~Directory() {
        if (file_ != nullptr) ::unzClose(file_);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    [[nodiscard]] unzFile file() const { return file_; }

private:
    MemoryCursor cursor_;
    unzFile file_ = nullptr;
};

/// A stretch of the file that belongs to one entry: its local head and its data.
struct Stretch {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct PlacedEntry {
    ZipEntry entry;
    Stretch stretch;
};

/// What an entry must not be, in the words of the issue; empty if it may be read.
std::string refusal(const unz_file_info64& head) {
    if ((head.flag & 1u) != 0) return "innehållet är krypterat";
    if (head.compression_method != 0 && head.compression_method != Z_DEFLATED) return "den är packad på ett sätt som inte stöds";
    if (head.compression_method == 0 && head.compressed_size != head.uncompressed_size) return "en del har fel storlek";
    return {};
}

/// The entry that minizip stands at. The name's room is reused.
Result<PlacedEntry> read_entry_head(unzFile file, std::string_view bytes, std::string& name, const std::string& shown_file) {
    unz_file_info64 head{};
    if (::unzGetCurrentFileInfo64(file, &head, name.data(), static_cast<uLong>(name.size()), nullptr, 0, nullptr, 0) != UNZ_OK) {
        return not_readable("innehållsförteckningen är skadad", shown_file);
    }
    std::string refused = refusal(head);
    if (!refused.empty()) return not_readable(refused, shown_file);
    if (::unzOpenCurrentFile2(file, nullptr, nullptr, 1) != UNZ_OK) return not_readable("innehållsförteckningen och delarna är inte överens", shown_file);
    std::uint64_t data_begin = ::unzGetCurrentFileZStreamPos64(file);
    int extra_bytes = ::unzGetLocalExtrafield(file, nullptr, 0);
    ::unzCloseCurrentFile(file);
    std::uint64_t head_bytes = local_head_bytes + head.size_filename + static_cast<std::uint64_t>(std::max(extra_bytes, 0));
    bool fits = extra_bytes >= 0 && data_begin >= head_bytes && data_begin <= bytes.size() && head.compressed_size <= bytes.size() - data_begin;
    if (!fits) return not_readable("filen är avkortad", shown_file);
    PlacedEntry placed;
    placed.entry.name = name.substr(0, std::min<std::size_t>(head.size_filename, name.size()));
    placed.entry.packed = bytes.substr(data_begin, head.compressed_size);
    placed.entry.byte_count = head.uncompressed_size;
    placed.entry.crc = static_cast<std::uint32_t>(head.crc);
    placed.entry.is_stored = head.compression_method == 0;
    placed.stretch = {data_begin - head_bytes, data_begin + head.compressed_size};
    return placed;
}

bool overlap(std::vector<Stretch> stretches) {
    std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
    for (std::size_t index = 1; index < stretches.size(); ++index) {
        if (stretches[index].begin < stretches[index - 1].end) return true;
    }
    return false;
}

}  // namespace

struct ZipStream::Inflater {
    z_stream state{};
    std::unique_ptr<char[]> piece = std::make_unique<char[]>(piece_bytes);
    bool is_ready = false;
    bool is_at_end = false;  ///< of the packed stream, by its own mark

    Inflater() { is_ready = ::inflateInit2(&state, -MAX_WBITS) == Z_OK; }
    ~Inflater() {
        if (is_ready) ::inflateEnd(&state);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

ZipStream::ZipStream(const ZipEntry& entry, std::string shown_file)
    : entry_(&entry),
      shown_file_(std::move(shown_file)),
      rest_(entry.packed),
      crc_(static_cast<std::uint32_t>(::crc32(0, nullptr, 0))),
      inflater_(entry.is_stored ? nullptr : std::make_unique<Inflater>()) {}
ZipStream::~ZipStream() = default;
ZipStream::ZipStream(ZipStream&& other) noexcept = default;

Issue ZipStream::damage(const std::string& what) const { return not_readable("delen " + entry_->name + " " + what, shown_file_); }

Result<std::string_view> ZipStream::next() {
    if (is_ended_) return std::string_view();
    std::string_view piece = TRY(entry_->is_stored ? next_stored() : next_unpacked());
    given_ += piece.size();
    if (given_ > entry_->byte_count) return damage("är större än den uppger");
    if (!piece.empty()) {
        crc_ = static_cast<std::uint32_t>(::crc32(crc_, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
        return piece;
    }
    is_ended_ = true;
    TRY(check_end());
    return piece;
}

Result<std::string_view> ZipStream::next_stored() {
    std::string_view piece = rest_.substr(0, piece_bytes);
    rest_.remove_prefix(piece.size());
    return piece;
}

Result<std::string_view> ZipStream::next_unpacked() {
    z_stream& state = inflater_->state;
    if (!inflater_->is_ready) return damage("går inte att packa upp");
    state.next_out = reinterpret_cast<Bytef*>(inflater_->piece.get());
    state.avail_out = static_cast<uInt>(piece_bytes);
    while (!inflater_->is_at_end && state.avail_out > 0) {
        std::size_t offered = std::min(rest_.size(), std::size_t{1} << 30);
        state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
        state.avail_in = static_cast<uInt>(offered);
        int status = ::inflate(&state, Z_NO_FLUSH);
        rest_.remove_prefix(offered - state.avail_in);
        if (status == Z_BUF_ERROR || (status == Z_OK && rest_.empty() && state.avail_out > 0)) return damage("är avkortad");
        if (status != Z_OK && status != Z_STREAM_END) return damage("är skadad");
        inflater_->is_at_end = status == Z_STREAM_END;
    }
    return std::string_view(inflater_->piece.get(), piece_bytes - state.avail_out);
}

Done ZipStream::check_end() {
    if (given_ != entry_->byte_count) return damage("är mindre än den uppger");
    if (!rest_.empty()) return damage("har fel storlek");
    if (crc_ != entry_->crc) return damage("har fel kontrollsumma");
    return Nothing{};
}

/// Keeps the bytes where they are, however the container is moved.
struct ZipContainer::Held {
    std::optional<MappedFile> file;
    std::string own_bytes;
    std::string shown_file;
    std::vector<ZipEntry> entries;
    std::unordered_map<std::string_view, std::size_t> index_of_name;

    [[nodiscard]] std::string_view bytes() const { return file ? file->bytes() : std::string_view(own_bytes); }
};

ZipContainer::ZipContainer(std::unique_ptr<Held> held) : held_(std::move(held)) {}
ZipContainer::~ZipContainer() = default;
ZipContainer::ZipContainer(ZipContainer&&) noexcept = default;
ZipContainer& ZipContainer::operator=(ZipContainer&&) noexcept = default;

Result<ZipContainer> ZipContainer::open(const std::string& path, const std::string& shown_file) {
    auto held = std::make_unique<Held>();
    held->file = TRY(MappedFile::open(path));
    held->shown_file = shown_file;
    return read_directory(std::move(held));
}

Result<ZipContainer> ZipContainer::of_bytes(std::string bytes, const std::string& shown_file) {
    auto held = std::make_unique<Held>();
    held->own_bytes = std::move(bytes);
    held->shown_file = shown_file;
    return read_directory(std::move(held));
}

Result<ZipContainer> ZipContainer::read_directory(std::unique_ptr<Held> held) {
    const std::string& shown_file = held->shown_file;
    Directory directory(held->bytes());
    unz_global_info64 whole{};
    if (directory.file() == nullptr || ::unzGetGlobalInfo64(directory.file(), &whole) != UNZ_OK) {
        return not_readable("den saknar innehållsförteckning, och är avkortad eller skadad", shown_file);
    }
    if (whole.number_entry > zip_entries_max) {
        return too_large("zip-filen har " + std::to_string(whole.number_entry) + " delar; högst " + std::to_string(zip_entries_max) + " godtas", shown_file);
    }
    std::string name(name_bytes_max + 1, '\0');
    std::vector<Stretch> stretches;
    for (std::uint64_t index = 0; index < whole.number_entry; ++index) {
        int status = index == 0 ? ::unzGoToFirstFile(directory.file()) : ::unzGoToNextFile(directory.file());
        if (status != UNZ_OK) return not_readable("innehållsförteckningen är skadad", shown_file);
        PlacedEntry placed = TRY(read_entry_head(directory.file(), held->bytes(), name, shown_file));
        stretches.push_back(placed.stretch);
        held->entries.push_back(std::move(placed.entry));
    }
    if (overlap(std::move(stretches))) return not_readable("delar ligger över varandra", shown_file);
    for (std::size_t index = 0; index < held->entries.size(); ++index) {
        if (!held->index_of_name.emplace(held->entries[index].name, index).second) {
            return not_readable("delen " + held->entries[index].name + " finns två gånger", shown_file);
        }
    }
    return ZipContainer(std::move(held));
}

const std::vector<ZipEntry>& ZipContainer::entries() const { return held_->entries; }

const ZipEntry* ZipContainer::find(std::string_view name) const {
    auto found = held_->index_of_name.find(name);
    return found == held_->index_of_name.end() ? nullptr : &held_->entries[found->second];
}

Result<ZipStream> ZipContainer::open_entry(std::string_view name, std::uint64_t bytes_max) const {
    const ZipEntry* entry = find(name);
    if (entry == nullptr) return not_readable("delen " + std::string(name) + " saknas", held_->shown_file);
    if (entry->byte_count > bytes_max) {
        return too_large("delen " + entry->name + " är " + std::to_string(entry->byte_count) + " byte uppackad; högst " + std::to_string(bytes_max) + " godtas",
                         held_->shown_file);
    }
    if (entry->byte_count > always_allowed_bytes && entry->byte_count / ratio_max > entry->packed.size()) {
        return too_large("delen " + entry->name + " växer mer än " + std::to_string(ratio_max) + " gånger när den packas upp", held_->shown_file);
    }
    return ZipStream(*entry, held_->shown_file);
}

}  // namespace tertial::base
