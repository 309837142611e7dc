using System.Net;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>What a person takes back or runs again after an import.</summary>
public sealed class UndoTests : IAsyncLifetime
{
    private ImportPortal _portal = null!;
    private ImportClient _client = null!;

    public async Task InitializeAsync()
    {
        _portal = await ImportPortal.StartAsync();
        _client = await _portal.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Batch_IsUndone_AfterSayingWhatThatMeans()
    {
        var batch = (await ImportAsync("payments.csv", Payments.Csv(12))).BatchId!.Value;
        var page = FormattableString.Invariant($"/data-health/batches/{batch}/undo");
        var before = await _client.PageAsync(page);
        Assert.Contains("12", before.QuerySelector(".counts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(12, Stored());

        await _client.SubmitAsync(page, [], page + "?handler=Start");
        var undo = _portal.Services.GetRequiredService<IUndo>();
        while (undo.Run(batch) is { IsRunning: true })
            await _client.PageAsync(page);

        Assert.Equal(0, Stored());
        Assert.Contains("is undone", (await _client.PageAsync(page)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.SendAsync(HttpMethod.Get, "/data-health/batches/999/undo")).StatusCode);
        // The same file may be imported again.
        Assert.Equal(12, (await ImportAsync("payments.csv", Payments.Csv(12))).Results.Single().Inserted);
    }

    [Fact]
    public async Task RejectedRows_RunAgain_SayWhatIsStillWrong()
    {
        var view = await ImportAsync("payments.csv", Payments.Csv(3, extra: "bad,oak,charge,succeeded,2026-10-01T10:00:00Z,not money,EUR\n"));
        var file = view.Results.Single().FileId!.Value;
        var page = FormattableString.Invariant($"/data-health/files/{file}");

        await _client.SubmitAsync(page, [], page + "?handler=Replay");
        var replay = _portal.Services.GetRequiredService<IReplay>();
        while (replay.Run(file) is { IsRunning: true })
            await _client.PageAsync(page);

        var shown = (await _client.PageAsync(page)).GetElementById("replay")!.TextContent;
        Assert.Contains("Still rejected", shown, StringComparison.Ordinal);
        Assert.Equal(3, Stored());
    }

    [Fact]
    public async Task Nobody_ButThoseWhoImport_Undoes()
    {
        var batch = (await ImportAsync("payments.csv", Payments.Csv(2))).BatchId!.Value;
        await _portal.AddPersonAsync("board", Roles.Executive);
        using var board = await _portal.SignInAsync("board");

        Assert.Equal(HttpStatusCode.Forbidden, (await board.SendAsync(HttpMethod.Get, FormattableString.Invariant($"/data-health/batches/{batch}/undo"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await board.SendAsync(HttpMethod.Get, "/data-health/to-be-mapped")).StatusCode);
        Assert.Equal(2, Stored());
    }

    private async Task<ImportView> ImportAsync(string name, byte[] bytes)
    {
        var imports = _portal.Services.GetRequiredService<IImports>();
        var id = (await imports.BeginAsync(new NewImport { StartedBy = "admin" })).Id;
        await imports.AddFileAsync(id, name, new MemoryStream(bytes), CancellationToken.None);
        await imports.ImportAsync(id);
        return (await imports.WaitAsync(id, TimeSpan.FromMinutes(1), CancellationToken.None))!;
    }

    private int Stored()
    {
        using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return context.Transactions.Count();
    }
}
