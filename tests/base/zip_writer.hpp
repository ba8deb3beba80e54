// Writes small zip containers for tests, good ones and ones that lie: sizes, checksums and places that are not what they say.
// Never part of the product.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tertial::tests {

struct ZipPart {
    std::string name;
    std::string bytes;
    bool is_stored = false;
    std::uint16_t flags = 0;  ///< 1: encrypted; 8: written as a stream, sizes and checksum after the data
    std::optional<std::uint16_t> stated_method = {};
    std::optional<std::uint32_t> stated_size = {};
    std::optional<std::uint32_t> stated_crc = {};
    std::optional<std::string> packed = {};     ///< instead of the bytes packed as they should be
    std::optional<std::size_t> placed_as = {};  ///< the directory points to the place of that part
};

inline std::string deflated(std::string_view bytes) {
    z_stream state{};
    ::deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(::deflateBound(&state, static_cast<uLong>(bytes.size())), '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state.avail_in = static_cast<uInt>(bytes.size());
    state.next_out = reinterpret_cast<Bytef*>(packed.data());
    state.avail_out = static_cast<uInt>(packed.size());
    ::deflate(&state, Z_FINISH);
    packed.resize(state.total_out);
    ::deflateEnd(&state);
    return packed;
}

inline void append_number(std::string& bytes, std::uint64_t value, int byte_count) {
    for (int index = 0; index < byte_count; ++index) bytes += static_cast<char>((value >> (8 * index)) & 0xFF);
}

/// What the local head and the directory have in common: flags, method, time, checksum, sizes, length of the name.
inline std::string zip_part_head(const ZipPart& part, std::size_t packed_size, bool is_local) {
    std::string head;
    bool is_left_out = is_local && (part.flags & 8) != 0;
    auto crc = static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(part.bytes.data()), static_cast<uInt>(part.bytes.size())));
    append_number(head, 20, 2);
    append_number(head, part.flags, 2);
    append_number(head, part.stated_method.value_or(part.is_stored ? 0 : 8), 2);
    append_number(head, 0, 4);
    append_number(head, is_left_out ? 0 : part.stated_crc.value_or(crc), 4);
    append_number(head, is_left_out ? 0 : packed_size, 4);
    append_number(head, is_left_out ? 0 : part.stated_size.value_or(static_cast<std::uint32_t>(part.bytes.size())), 4);
    append_number(head, part.name.size(), 2);
    append_number(head, 0, 2);
    return head;
}

inline std::string write_zip(const std::vector<ZipPart>& parts) {
    std::string bytes, directory;
    std::vector<std::size_t> places;
    for (const ZipPart& part : parts) {
        std::string packed = part.packed.value_or(part.is_stored ? part.bytes : deflated(part.bytes));
        places.push_back(part.placed_as ? places[*part.placed_as] : bytes.size());
        std::string head = zip_part_head(part, packed.size(), false);
        if (!part.placed_as) bytes += "PK\x03\x04" + zip_part_head(part, packed.size(), true) + part.name + packed;
        if ((part.flags & 8) != 0) bytes += "PK\x07\x08" + head.substr(10, 12);
        directory += "PK\x01\x02";
        append_number(directory, 20, 2);
        directory += head;
        directory.append(10, '\0');
        append_number(directory, places.back(), 4);
        directory += part.name;
    }
    std::size_t directory_place = bytes.size();
    bytes += directory + "PK\x05\x06";
    append_number(bytes, 0, 4);
    append_number(bytes, parts.size(), 2);
    append_number(bytes, parts.size(), 2);
    append_number(bytes, directory.size(), 4);
    append_number(bytes, directory_place, 4);
    append_number(bytes, 0, 2);
    return bytes;
}

}  // namespace tertial::tests
