using System.Text;

namespace Insights.Web.Exports.Csv;

/// <summary>Fields into lines, RFC 4180: CRLF ends, quotes where a field needs them.</summary>
internal sealed class CsvLines : IDisposable
{
    private readonly StreamWriter writer;
    private readonly CsvOptions options;
    private readonly char[] needsQuotes;
    private bool started;

    public CsvLines(Stream output, CsvOptions options)
    {
        this.options = options;
        needsQuotes = [options.Separator, '"', '\r', '\n'];
        // Without a BOM Excel reads the file in the code page of the machine.
        writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: options.Flavour == CsvFlavour.Excel), 1 << 15, leaveOpen: true) { NewLine = "\r\n" };
    }

    /// <summary>
    /// Text from people or files. For Excel, text that would start a formula gets an apostrophe in front. Numbers never come here:
    /// they go through <see cref="Number"/> as they are, minus sign and all.
    /// </summary>
    public void Text(string text) =>
        Field(options.Flavour == CsvFlavour.Excel && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text);

    public void Number(string number) => Field(number);

    public void End()
    {
        writer.WriteLine();
        started = false;
    }

    public void Dispose() => writer.Dispose();

    private void Field(string text)
    {
        if (started)
            writer.Write(options.Separator);
        started = true;
        if (text.AsSpan().IndexOfAny(needsQuotes) < 0 && !(text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')))
        {
            writer.Write(text);
            return;
        }
        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
