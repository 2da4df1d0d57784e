package dev.frostbench.reports.html;

import dev.frostbench.reports.text.WholeFile;
import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A page that is one file and has no script. Its policy lets nothing act but its own style.
final class StyledPage {

    private StyledPage() {}

    /// What the page shows.
    interface Template {
        void render(OwaspHtmlTemplateOutput html, String policy, Content style);
    }

    /// @param sheet the style sheet, above the one of all pages
    static String text(String sheet, Template template) throws IOException {
        String style = PageStyle.common() + IndexPage.resource(sheet);
        String policy = "default-src 'none'; style-src '" + PageStyle.hash(style)
                + "'; base-uri 'none'; form-action 'none'";
        var html = new StringOutput();
        template.render(new OwaspHtmlTemplateOutput(html), policy, out -> out.writeContent(style));
        return html.toString();
    }

    /// @param sheet the style sheet, above the one of all pages
    static void write(Path page, String sheet, Template template) throws IOException {
        WholeFile.write(page.toAbsolutePath(), text(sheet, template).getBytes(StandardCharsets.UTF_8));
    }
}
