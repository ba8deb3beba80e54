#include "intake/sie_balances.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace tertial::intake {
namespace {

std::optional<std::int32_t> whole_of(std::string_view text) {
    std::int32_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A list that is kept sorted and without repetitions as it outgrows its bounds.
template <class Entry>
class BoundedSet {
public:
    explicit BoundedSet(std::size_t entries_max) : entries_max_(entries_max) {}
    /// False when there are too many.
    bool add(const Entry& entry) {
        entries_.push_back(entry);
        if (entries_.size() < 2 * entries_max_ + 2) return true;
        return settle();
    }
    bool settle() {
        std::sort(entries_.begin(), entries_.end());
        entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
        return entries_.size() <= entries_max_;
    }
    [[nodiscard]] std::vector<Entry>& entries() { return entries_; }

private:
    std::size_t entries_max_;
    std::vector<Entry> entries_;
};

/// A balance, and by number which dimensions divide it.
using Division = std::pair<SieBalanceKey, std::int32_t>;

std::vector<SieBalanceKey> keys_of_different_divisions(const std::vector<Division>& divisions) {
    std::vector<SieBalanceKey> keys;
    for (std::size_t index = 1; index < divisions.size(); ++index) {
        const SieBalanceKey& key = divisions[index].first;
        if (key == divisions[index - 1].first && (keys.empty() || keys.back() != key)) keys.push_back(key);
    }
    return keys;
}

std::vector<int> dimensions_of(const SieRecord& record) {
    std::vector<int> dimensions;
    for (const SieObject& object : record.objects) dimensions.push_back(object.dimension);
    std::sort(dimensions.begin(), dimensions.end());
    return dimensions;
}

}  // namespace

std::optional<SieBalanceKey> balance_key_of(SieLabel label, const SieRecord& record) {
    bool has_period = label == SieLabel::psaldo || label == SieLabel::pbudget;
    std::optional<std::int32_t> year = whole_of(record.fields[0]);
    std::optional<std::int32_t> period = has_period ? whole_of(record.fields[1]) : 0;
    std::string_view account = record.fields[has_period ? 2 : 1];
    SieBalanceKey key;
    if (!year || !period || account.empty() || account.size() > key.account.size()) return std::nullopt;
    std::copy(account.begin(), account.end(), key.account.begin());
    key.year = *year;
    key.period = *period;
    return key;
}

bool SieBalanceChoice::admits(const SieRecord& record) const {
    if (record.objects.empty()) return !by_object;
    if (dimension == 0) return true;
    return std::any_of(record.objects.begin(), record.objects.end(), [&](const SieObject& object) { return object.dimension == dimension; });
}

bool SieBalances::has_total(const SieBalanceKey& key) const { return std::binary_search(totals_.begin(), totals_.end(), key); }

bool SieBalances::is_divided_twice(const SieBalanceKey& key) const { return std::binary_search(divided_twice_.begin(), divided_twice_.end(), key); }

base::Result<SieBalances> collect_balances(const SieText& text, const SieBalanceChoice& choice, const std::string& shown_file, std::size_t keys_max) {
    BoundedSet<SieBalanceKey> totals(keys_max);
    BoundedSet<Division> divisions(keys_max);
    std::map<std::vector<int>, std::int32_t> number_of_dimensions;
    SieLineWalk walk{text.body};
    SieRecord record;
    bool has_room = true;
    for (std::string_view line; has_room && walk.next(line);) {
        SieLine read = read_line(line);
        if (read.label != choice.label) continue;
        read_record(read.rest, form_of(choice.label), record);
        std::optional<SieBalanceKey> key = balance_key_of(choice.label, record);
        if (!record.reason.empty() || !key || !choice.admits(record)) continue;
        if (record.objects.empty()) {
            has_room = totals.add(*key);
            continue;
        }
        if (!choice.lists_differ) continue;
        auto [found, is_new] = number_of_dimensions.try_emplace(dimensions_of(record), static_cast<std::int32_t>(number_of_dimensions.size()));
        has_room = number_of_dimensions.size() <= keys_max && divisions.add({*key, found->second});
    }
    if (!has_room || !totals.settle() || !divisions.settle()) {
        return base::make_issue("sie_has_too_many_balances", "filen har över " + std::to_string(keys_max) + " olika saldon att hålla isär",
                                "ta ut färre perioder i varje fil", {shown_file, walk.line_number, 0});
    }
    SieBalances balances;
    balances.totals_ = std::move(totals.entries());
    balances.divided_twice_ = keys_of_different_divisions(divisions.entries());
    return balances;
}

}  // namespace tertial::intake
