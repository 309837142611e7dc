using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Insights.Web.Api;

/// <summary>
/// The files of a request: the parts of a multipart form, or the body itself, named by Content-Disposition or ?name=. Streamed; the framework's form reader would put
/// large parts into plain temporary files, and what programs send may hold card numbers.
/// </summary>
internal static class RequestFiles
{
    private const int MostParts = 200;

    /// <summary>Hands each file over in order and adds names and bytes to the hash.</summary>
    /// <returns>What is wrong with the request, or null.</returns>
    public static async Task<string?> ReadAsync(HttpRequest request, IncrementalHash hash, Func<string, Stream, Task> take, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return await RawAsync(request, hash, take);
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            return "The multipart body names no boundary.";
        var reader = new MultipartReader(boundary, request.Body);
        var files = 0;
        try
        {
            for (var part = 0; await reader.ReadNextSectionAsync(cancel) is { } section; part++)
            {
                if (part >= MostParts)
                    return "The multipart body has too many parts.";
                if (section.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
                    continue;
                await TakeAsync(file.FileName, content, hash, take);
                files++;
            }
        }
        catch (InvalidDataException broken)
        {
            return "The multipart body cannot be read: " + broken.Message;
        }
        return files > 0 ? null : "The request holds no file. Send a multipart form with at least one file part, or the file as the body.";
    }

    private static async Task<string?> RawAsync(HttpRequest request, IncrementalHash hash, Func<string, Stream, Task> take)
    {
        var name = request.Query["name"].ToString();
        if (name.Length == 0 && ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition))
            name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        if (name.Length == 0)
            return "The body needs a file name: add ?name=payments.csv or a header Content-Disposition: attachment; filename=\"payments.csv\".";
        if (request.ContentLength == 0)
            return "The body is empty.";
        await TakeAsync(name, request.Body, hash, take);
        return null;
    }

    private static async Task TakeAsync(string name, Stream content, IncrementalHash hash, Func<string, Stream, Task> take)
    {
        hash.AppendData(Encoding.UTF8.GetBytes("\nfile " + name + "\n"));
        await take(name, new HashingStream(content, hash));
    }
}
