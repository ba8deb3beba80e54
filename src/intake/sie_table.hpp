// A SIE file as a table of records: the Swedish standard for what bookkeeping programs hand each other (SIE Gruppen, "SIE filformat,
// utgåva 4B"; 4C changes nothing in the format). Types 1 (balances of years), 2 (of periods), 3 (of objects), 4E (vouchers with
// balances) and 4I (vouchers alone). One file holds several tables; TableOptions::table chooses by name or by label:
//
//   verifikationer        TRANS    serie, vernr, verifikation (both with a blank between), verdatum, vertext, regdatum, sign, period, konto,
//                                  belopp, transdatum, transtext, kvantitet, transsign, objekt N …
//   periodsaldon          PSALDO   årsnr, period, konto, belopp, kvantitet, objekt N …
//   periodbudget          PBUDGET  the same
//   ingående balanser     IB       årsnr, konto, belopp, kvantitet
//   utgående balanser     UB       the same
//   resultat              RES      the same
//   objektbalanser in     OIB      the same, objekt N …
//   objektbalanser ut     OUB      the same, objekt N …
//   konton                KONTO    konto, kontonamn
//   objekt                OBJEKT   dimension, objekt, objektnamn
//
// There is one column "objekt N" for each dimension N that the file declares (#DIM, #UNDERDIM) or uses in any object list. Dates are
// handed out as 2026-04-30 and periods as 2026-04 (transdatum is empty where it is verdatum); everything else, and a date that is none, as it is written. The
// line of a row is that of its own record. No amount is added, rounded or mended; amounts of vouchers are read only to see that vouchers balance.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/files.hpp"
#include "intake/sie_survey.hpp"
#include "intake/sie_text.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {

/// A SIE file that has been looked through once. `text` views into `file`.
struct SieFile {
    base::MappedFile file;
    SieText text;
    SieSurvey survey;
};
/// Issues of `open_sie_table` that no choice of table can mend.
base::Result<std::shared_ptr<const SieFile>> survey_sie_file(const std::string& path, const std::string& encoding, const std::string& shown_file);

/// True where the first label is #FLAGGA; a byte order mark and blank lines may stand before it.
[[nodiscard]] bool looks_like_sie(std::string_view first_bytes);

/// With no table named: vouchers where the file has some or is of type 4, else the only table that has rows (accounts and objects not
/// counted).
///
/// What counts, and once: a row that was added later (#RTRANS) is followed by its copy (#TRANS), which is the one handed out; a removed
/// row (#BTRANS) is not. Of balances of periods, rows with objects divide the row without objects for the same year, period and
/// account: they are handed out only where no such row exists. `periodsaldon per objekt` (likewise `periodbudget`, `objektbalanser in`,
/// `objektbalanser ut`) gives object rows alone, `… per objekt 1` those that have dimension 1. Object rows that divide the same balance
/// along different dimensions would be the same money twice: each is a fault.
///
/// Faults of records: a line that is no record, a field or list that does not end, fields that are missing, an amount of a voucher that
/// is none, a row outside a voucher, a voucher without end (`record_is_not_readable`); a voucher whose rows do not add up to zero
/// (`voucher_does_not_balance`, with its difference in öre, debit positive). Records of other tables than the chosen one are not judged.
///
/// Findings: `sie_label_is_unknown` (a warning; such records are left alone), `sie_checksum_is_wrong`, `sie_checksum_is_missing` (10.6:
/// such a file is cut off). A file without #KSUMMA needs none. Whether #FLAGGA says that some program has read the file is no matter.
///
/// Issues: those of the file, `file_is_empty`, `file_is_no_sie_file`, `encoding_is_unknown`, `table_is_not_in_the_file`,
/// `table_is_not_chosen`, `file_has_too_many_columns`, `sie_has_too_many_balances` (over 5 000 000 to tell apart).
base::Result<std::unique_ptr<SourceTable>> open_sie_table(const std::string& path, const TableOptions& options);
/// The same of a file that has been looked through in the encoding of the options.
base::Result<std::unique_ptr<SourceTable>> open_sie_table(std::shared_ptr<const SieFile> file, const TableOptions& options);

}  // namespace tertial::intake
