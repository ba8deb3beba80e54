// A zip container: entries that lie apart, and each either refused or given back with exactly the size it promised, the same every time.
#include "base/zip.hpp"

#include <algorithm>

#include "fuzz/expect.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

constexpr std::uint64_t entry_bytes_max = std::uint64_t{1} << 22;
constexpr std::size_t entries_read_max = 8;

/// The entry's bytes, or the codes of what refused it.
std::string read_entry(const base::ZipContainer& container, const base::ZipEntry& entry) {
    auto stream = container.open_entry(entry.name, entry_bytes_max);
    if (!stream.ok()) {
        fuzz::expect_words(stream.issues());
        return "refused: " + base::format_issues(stream.issues());
    }
    std::string bytes;
    for (;;) {
        auto piece = stream.value().next();
        if (!piece.ok()) {
            fuzz::expect_words(piece.issues());
            return "refused: " + base::format_issues(piece.issues());
        }
        if (piece.value().empty()) break;
        bytes += piece.value();
        expect(bytes.size() <= entry.byte_count, "an entry never gives more than it promised", entry.name);
    }
    expect(bytes.size() == entry.byte_count, "an entry that is read to its end gives what it promised", entry.name);
    return bytes;
}

void check_places(const base::ZipContainer& container, std::string_view whole) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (const base::ZipEntry& entry : container.entries()) {
        expect(container.find(entry.name) == &entry, "an entry is found by its name", entry.name);
        expect(entry.packed.size() <= whole.size(), "an entry is no larger than the file", entry.name);
        auto begin = static_cast<std::size_t>(entry.packed.data() - container.entries().front().packed.data());
        places.emplace_back(begin + whole.size(), begin + whole.size() + entry.packed.size());
    }
    std::sort(places.begin(), places.end());
    for (std::size_t index = 1; index < places.size(); ++index) expect(places[index].first >= places[index - 1].second, "entries lie apart");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view text = fuzz::text_of(bytes, size);
    auto container = base::ZipContainer::of_bytes(std::string(text), "fil.zip");
    if (!container.ok()) {
        fuzz::expect_words(container.issues());
        return 0;
    }
    check_places(container.value(), text);
    std::size_t count = 0;
    for (const base::ZipEntry& entry : container.value().entries()) {
        if (++count > entries_read_max) break;
        expect(read_entry(container.value(), entry) == read_entry(container.value(), entry), "an entry is the same every time", entry.name);
    }
    return 0;
}
