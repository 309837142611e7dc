using System.IO.Compression;
using System.Text;
using Insights.Web.Pages.DataHealth;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>A running portal with an administrator who brings files in through the page; for tests whose files do not touch each other's rows.</summary>
public sealed class UploadedFiles : IAsyncLifetime
{
    internal ImportPortal Portal { get; private set; } = null!;

    internal ImportClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await ImportPortal.StartAsync();
        Client = await Portal.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>Sends a file and waits for its check.</summary>
    /// <returns>The import's page.</returns>
    internal async Task<string> UploadAsync(string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await Client.TokenAsync()), "__RequestVerificationToken" }, { new ByteArrayContent(bytes), "files", name } };
        var page = (await Client.SendAsync(HttpMethod.Post, "/data-health/upload", form)).Headers.Location!.OriginalString;
        await RestAsync(page);
        return page;
    }

    internal Task<string> UploadAsync(string name, string text) => UploadAsync(name, Encoding.UTF8.GetBytes(text));

    internal async Task<ImportView> RestAsync(string page) =>
        (await Portal.Services.GetRequiredService<IImports>().WaitAsync(page.Split('/')[^1], TimeSpan.FromMinutes(1), CancellationToken.None))!;

    /// <summary>What an import's page posts, then its result.</summary>
    internal async Task<ImportView> SubmitAsync(string page, string handler, Dictionary<string, string>? fields = null)
    {
        await Client.SubmitAsync(page, fields ?? [], page + "?handler=" + handler);
        return await RestAsync(page);
    }

    /// <summary>Sends a file and imports it.</summary>
    internal async Task<ImportView> ImportAsync(string name, string text) => await SubmitAsync(await UploadAsync(name, text), "Import");

    /// <summary>The page's text as a person reads it.</summary>
    internal async Task<string> TextAsync(string page) => string.Join(' ', (await Client.PageAsync(page)).QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
