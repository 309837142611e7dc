using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>Uploads in pieces over real connections.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private ImportPortal _portal = null!;
    private ImportClient _client = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _portal = await ImportPortal.StartAsync();
        _client = await _portal.SignInAsync();
        _token = await _client.TokenAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Pieces_MakeTheFile_AreCheckedByThemselves_AndImportOnRequest()
    {
        var bytes = Payments.Csv(3000);
        var (page, urls) = await BeginAsync(("payments.csv", bytes.Length));
        for (var offset = 0; offset < bytes.Length; offset += 70_000)
        {
            var answer = await PatchAsync(urls[0], offset, bytes[offset..Math.Min(bytes.Length, offset + 70_000)]);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        var view = await RestAsync(page);
        Assert.Equal(ImportStage.Checked, view.Stage);
        Assert.Equal(3000, Assert.Single(view.Results).Inserted);
        Assert.Equal(0, await StoredAsync());

        Assert.Equal(HttpStatusCode.Redirect, (await _client.SubmitAsync(page, [], page + "?handler=Import")).StatusCode);
        view = await RestAsync(page);
        Assert.Equal(ImportStage.Imported, view.Stage);
        Assert.Equal(3000, await StoredAsync());
        Assert.Contains("3,000 rows new or changed", (await _client.PageAsync(page)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenConnection_KeepsWhatArrived_AndTheRestFollows()
    {
        var bytes = Payments.Csv(20_000);
        var (page, urls) = await BeginAsync(("payments.csv", bytes.Length));
        // A body that breaks off behind its first half.
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.PatchAsync(urls[0], 0, new BreakingContent(bytes, bytes.Length / 2), _token));

        // The portal learns of the break in its own time: it is asked until what it has stands still.
        long offset = 0, before;
        do
        {
            before = offset;
            offset = await OffsetAsync(urls[0]);
        }
        while (offset == 0 || offset != before);
        Assert.InRange(offset, 1, bytes.Length / 2);
        Assert.Equal(ImportStage.Receiving, (await ViewAsync(page)).Stage);
        Assert.Contains("Go on with this upload", (await _client.PageAsync(page)).Body!.TextContent, StringComparison.Ordinal);

        HttpResponseMessage wrong;
        do
            wrong = await PatchAsync(urls[0], offset + 1, bytes[1..2]);
        while (wrong.StatusCode == HttpStatusCode.Locked);
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        offset = await OffsetAsync(urls[0]);
        Assert.Equal(offset.ToString(System.Globalization.CultureInfo.InvariantCulture), wrong.Headers.GetValues("Upload-Offset").Single());

        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(urls[0], offset, bytes[(int)offset..])).StatusCode);
        Assert.Equal(20_000, (await RestAsync(page)).Results.Single().Inserted);
    }

    [Fact]
    public async Task Restart_EndsTheUpload_SaysSo_AndNothingIsHalfUsed()
    {
        var bytes = Payments.Csv(500);
        var (page, urls) = await BeginAsync(("payments.csv", bytes.Length));
        await PatchAsync(urls[0], 0, bytes[..1000]);

        await _portal.RestartAsync();
        using var again = await _portal.SignInAsync();
        var text = (await again.PageAsync(page)).Body!.TextContent;

        Assert.Contains("These files are not there any more", text, StringComparison.Ordinal);
        Assert.Contains("nothing of them was imported", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await again.SendAsync(HttpMethod.Head, urls[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await again.PatchAsync(urls[0], 1000, new ByteArrayContent(bytes[1000..]), await again.TokenAsync())).StatusCode);
        Assert.Equal(0, await StoredAsync());
    }

    [Fact]
    public async Task CardNumbers_AreNowhereOnTheDisk_NeitherWhileWaitingNorAfter()
    {
        const string card = "4242424242424242";
        var bytes = Payments.Csv(2000, extra: $"{card},oak,charge,succeeded,2026-10-01T10:00:00Z,1.00,EUR\nbad,oak,charge,succeeded,{card},1.00,EUR\n");
        var (page, urls) = await BeginAsync(($"cards {card}.csv", bytes.Length));
        await PatchAsync(urls[0], 0, bytes[..^10]);
        Assert.Empty(_portal.FilesHolding(card));

        await PatchAsync(urls[0], bytes.Length - 10, bytes[^10..]);
        await RestAsync(page);
        await _client.SubmitAsync(page, [], page + "?handler=Import");
        var view = await RestAsync(page);

        Assert.Equal(2, view.Results.Single().CardNumbersTruncated);
        Assert.Empty(_portal.FilesHolding(card));
        Assert.DoesNotContain(card, (await _client.PageAsync(page)).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_AreForeignForms_OverlongFiles_AndPeopleWhoMayNotImport()
    {
        static JsonContent List() => JsonContent.Create(new { files = new[] { new { name = "a.csv", bytes = 5, modified = 0 } } });
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(HttpMethod.Post, "/data-health/uploads", List())).StatusCode);

        var large = JsonContent.Create(new { files = new[] { new { name = "a.csv", bytes = NewImport.MostBytesPerFile + 1, modified = 0 } } });
        var answer = await _client.SendAsync(HttpMethod.Post, "/data-health/uploads", large, ("X-Form-Token", _token));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("larger than 2 GiB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var (page, urls) = await BeginAsync(("a.csv", 5));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PatchAsync(urls[0], 0, "123456"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.PatchAsync(urls[0], 0, new ByteArrayContent([1]), "wrong")).StatusCode);

        await _portal.AddPersonAsync("board", Roles.Executive);
        using var board = await _portal.SignInAsync("board");
        Assert.Equal(HttpStatusCode.Forbidden, (await board.SendAsync(HttpMethod.Get, page)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await board.SendAsync(HttpMethod.Post, "/data-health/uploads", List())).StatusCode);
    }

    [Fact]
    public async Task Cancel_DeletesWhatArrived()
    {
        var (page, urls) = await BeginAsync(("a.csv", 500));
        await PatchAsync(urls[0], 0, new byte[100]);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(_portal.Folder, "uploads"), "*", SearchOption.AllDirectories));

        await _client.SubmitAsync(page, [], page + "?handler=Cancel");

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_portal.Folder, "uploads"), "*", SearchOption.AllDirectories));
        Assert.Equal(HttpStatusCode.Gone, (await PatchAsync(urls[0], 100, new byte[100])).StatusCode);
        Assert.Equal("Cancelled", (await _client.PageAsync(page)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task PlainForm_DoesTheSameWithoutScript()
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(_token), "__RequestVerificationToken" },
            { new ByteArrayContent(Payments.Csv(40)), "files", "..\\..\\etc\\a.csv" },
            { new ByteArrayContent(Payments.Csv(30, "other")), "files", "a.csv" },
        };
        var answer = await _client.SendAsync(HttpMethod.Post, "/data-health/upload", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var view = await RestAsync(answer.Headers.Location!.OriginalString);
        Assert.Equal(["a.csv", "a (2).csv"], view.Files.Select(file => file.Name));
        Assert.Equal(70, view.Results.Sum(result => result.Inserted));
    }

    private async Task<(string Page, IReadOnlyList<string> Urls)> BeginAsync(params (string Name, int Bytes)[] files)
    {
        var list = JsonContent.Create(new { files = files.Select(file => new { name = file.Name, bytes = file.Bytes, modified = 1 }) });
        var answer = await _client.SendAsync(HttpMethod.Post, "/data-health/uploads", list, ("X-Form-Token", _token));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var begun = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (begun.RootElement.GetProperty("page").GetString()!, [.. begun.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("url").GetString()!)]);
    }

    private Task<HttpResponseMessage> PatchAsync(string url, long offset, byte[] bytes) => _client.PatchAsync(url, offset, new ByteArrayContent(bytes), _token);

    private async Task<long> OffsetAsync(string url) =>
        long.Parse((await _client.SendAsync(HttpMethod.Head, url)).Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ImportView> ViewAsync(string page) => (await _portal.Services.GetRequiredService<IImports>().FindAsync(page.Split('/')[^1]))!;

    private async Task<ImportView> RestAsync(string page) =>
        (await _portal.Services.GetRequiredService<IImports>().WaitAsync(page.Split('/')[^1], TimeSpan.FromMinutes(1), CancellationToken.None))!;

    private Task<int> StoredAsync()
    {
        using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return Task.FromResult(context.Transactions.Count());
    }

    /// <summary>Announces the whole and breaks off in the middle, as a lost connection does.</summary>
    private sealed class BreakingContent(byte[] bytes, int after) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, after));
            await stream.FlushAsync();
            throw new IOException("The cable was pulled.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
