using System.ComponentModel;
using System.Diagnostics;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>Reads our files with other people's programs: what poppler and qpdf say is what a reader's viewer will do.</summary>
internal static class PdfTools
{
    public static readonly PdfOptions Options = new() { PortalBaseUrl = new Uri("https://portal.example/") };

    public static byte[] Written(ReportDocument document, PdfOptions? options = null)
    {
        using var memory = new MemoryStream();
        PdfWriter.Write(document, memory, options ?? Options);
        return memory.ToArray();
    }

    /// <summary>Runs a tool on the file and gives its standard output; the file's path stands where the arguments say FILE.</summary>
    public static (int ExitCode, string Output) Run(byte[] pdf, string tool, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"insights-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, pdf);
        try
        {
            var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument == "FILE" ? path : argument);
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"The test needs the program “{tool}”. Install the Debian packages poppler-utils and qpdf (tests/run.sh does), then run it again.", missing);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>All text in the order it was drawn.</summary>
    public static string Text(byte[] pdf) => Run(pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").Output;

    public static IReadOnlyList<string> PageTexts(byte[] pdf) => [.. Text(pdf).Split('\f').SkipLast(1)];

    /// <summary>
    /// Line ends fall where the layout wants; texts are compared without them. Without Hebrew and Arabic letters too: pdftotext puts what is
    /// read from the right into an order of its own.
    /// </summary>
    public static string WithoutSpaces(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ((>= '\u0590' and <= '\u06FF') or (>= '\uFB50' and <= '\uFEFC') or (>= '\u202A' and <= '\u202E'))));
}
