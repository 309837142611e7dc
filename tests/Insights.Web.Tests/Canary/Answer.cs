using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Insights.Web.Tests.Canary;

/// <summary>One answer with everything a person could read in it: headers (and so the file name), and the body as text, whatever its format.</summary>
internal sealed record Answer(string Path, HttpStatusCode Status, string MediaType, string Headers, string Text)
{
    public bool IsPage => MediaType == "text/html";

    public static async Task<Answer> ReadAsync(string path, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(h => h.Key + ": " + string.Join(' ', h.Value)));
        return new(path, response.StatusCode, type, headers, Read(type, body));
    }

    private static string Read(string type, byte[] body)
    {
        if (body.AsSpan().StartsWith("%PDF"u8))
            return Pdf(body);
        if (body.AsSpan().StartsWith("PK"u8))
            return Zip(body);
        // Encoded characters would hide a name from a plain search.
        var text = Encoding.UTF8.GetString(body);
        return type == "text/html" ? text + "\n" + WebUtility.HtmlDecode(text) : text;
    }

    private static string Zip(byte[] body)
    {
        using var zip = new ZipArchive(new MemoryStream(body));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.AppendLine(entry.FullName).AppendLine(WebUtility.HtmlDecode(reader.ReadToEnd()));
        }
        return text.ToString();
    }

    /// <summary>The drawn text by pdftotext, and the document's own strings (titles, bookmarks, links) as they stand in the file.</summary>
    private static string Pdf(byte[] body)
    {
        var file = System.IO.Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, body);
            var start = new ProcessStartInfo("pdftotext") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var word in (string[])["-enc", "UTF-8", "-layout", file, "-"])
                start.ArgumentList.Add(word);
            using var process = Process.Start(start) ?? throw new InvalidOperationException("pdftotext did not start; it comes with the Debian package poppler-utils.");
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text + "\n" + Encoding.Latin1.GetString(body) : throw new InvalidOperationException("pdftotext could not read a PDF of the portal.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
