import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges each file by ISO 14289-1 (PDF/UA-1) and prints every rule that it breaks. Exit status 1 if one does. */
public final class CheckPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean allFit = true;
        for (String file : files) allFit = fits(file) && allFit;
        System.exit(allFit ? 0 : 1);
    }

    private static boolean fits(String file) throws Exception {
        try (InputStream bytes = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(bytes, PDFAFlavour.PDFUA_1)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
            Map<String, Integer> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
                broken.merge(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage(), 1, Integer::sum);
            }
            System.out.println(file + ": PDF/UA-1, " + result.getTotalAssertions() + " checks, " + broken.size() + " rules broken");
            broken.forEach((rule, count) -> System.out.println("  " + count + " x " + rule));
            return result.isCompliant();
        }
    }
}
