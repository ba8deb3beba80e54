#include "engine/person_key.hpp"

#include <algorithm>
#include <filesystem>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tertial::engine {
namespace {

namespace fs = std::filesystem;
using base::Issues;
using base::make_issue;

constexpr std::size_t key_bytes_min = 32;
constexpr std::uint64_t key_file_bytes_max = 4096;
constexpr const char* how_to_make = "gör en nyckel med: (umask 077; head -c 32 /dev/urandom > FIL), och spara en kopia där nycklar förvaras";

int hex_value(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
}

/// The bytes that hex digits stand for; bytes of any other kind as they are.
std::string secret_of(const std::string& bytes) {
    std::string_view digits = base::trimmed(bytes);
    bool is_hex = !digits.empty() && digits.size() % 2 == 0 && std::all_of(digits.begin(), digits.end(), [](char letter) { return hex_value(letter) >= 0; });
    if (!is_hex) return bytes;
    std::string secret;
    secret.reserve(digits.size() / 2);
    for (std::size_t at = 0; at < digits.size(); at += 2) secret += static_cast<char>(hex_value(digits[at]) * 16 + hex_value(digits[at + 1]));
    return secret;
}

/// Where links lead is what counts.
bool lies_within(const std::string& path, const std::string& folder) {
    std::error_code error;
    fs::path inner = fs::weakly_canonical(path, error), outer = fs::weakly_canonical(folder, error);
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

}  // namespace

base::Result<intake::PersonKey> read_person_key(const std::string& path, const std::string& workspace_path) {
    if (!base::file_exists(path)) return make_issue("person_key_is_not_found", "nyckelfilen finns inte", how_to_make, {path, 0, 0});
    base::SecretFile file = TRY(base::read_secret_file(path, key_file_bytes_max));
    std::string secret = secret_of(file.bytes);
    Issues issues;
    if (lies_within(path, workspace_path)) {
        issues.push_back(make_issue("person_key_is_in_the_workspace", "nyckelfilen ligger i arbetsytan, så den som har arbetsytan har nyckeln",
                                    "flytta nyckelfilen till en annan mapp, som inte kopieras med arbetsytan", {path, 0, 0}));
    }
    if (file.is_open_to_others) {
        issues.push_back(
            make_issue("person_key_is_open_to_others", "andra användare än ägaren får läsa eller skriva nyckelfilen", "kör: chmod 600 " + path, {path, 0, 0}));
    }
    if (secret.size() < key_bytes_min) {
        issues.push_back(make_issue("person_key_is_too_short",
                                    "nyckeln är " + std::to_string(secret.size()) + " byte, den ska vara minst " + std::to_string(key_bytes_min), how_to_make,
                                    {path, 0, 0}));
    }
    intake::PersonKey key(secret);
    base::wipe(secret);
    base::wipe(file.bytes);
    if (!issues.empty()) return issues;
    return key;
}

}  // namespace tertial::engine
