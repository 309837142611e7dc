using System.Globalization;
using System.Net;
using System.Text.Json;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>Another process imports into the same data directory: the page and the interface say which batch, and what they import is stored all the same.</summary>
public sealed class BesideTests(UploadedFiles files) : IClassFixture<UploadedFiles>
{
    [Fact]
    public async Task Portal_BesideARunningBatch_SaysWhich_AndImports()
    {
        var batch = await BeginAsync("night run");
        ImportView view;
        string page;
        using (Hold(batch))
        {
            page = await files.UploadAsync("beside.csv", System.Text.Encoding.UTF8.GetString(Payments.Csv(30, "beside")));
            view = await files.SubmitAsync(page, "Import");
        }

        Assert.Equal((ImportStage.Imported, 30L), (view.Stage, Assert.Single(view.Results).Inserted));
        Assert.Contains($"Batch {batch} is being imported into the same data directory", await files.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains("night run", await files.TextAsync(page), StringComparison.Ordinal);

        // Its process ended without a word: nobody works beside any more.
        var alone = await files.UploadAsync("alone.csv", System.Text.Encoding.UTF8.GetString(Payments.Csv(3, "alone")));
        Assert.Null((await files.SubmitAsync(alone, "Import")).Beside);
        Assert.DoesNotContain("same data directory", await files.TextAsync(alone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_BesideARunningBatch_SaysWhichInItsAnswer()
    {
        var token = await files.Portal.Services.GetRequiredService<ApiTokens>().CreateAsync("beside", [TokenScopes.ImportsWrite], null, null, null, "admin");
        var batch = await BeginAsync("program of the night");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Payments.Csv(5, "api-beside")), "files", "payments.csv" } };
        HttpResponseMessage answer;
        using (Hold(batch))
            answer = await files.Client.SendAsync(HttpMethod.Post, "/api/imports?wait=60", form, ("Authorization", "Bearer " + token));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("done", 5), (body.RootElement.GetProperty("state").GetString(), body.RootElement.GetProperty("files")[0].GetProperty("inserted").GetInt32()));
        Assert.Contains($"Batch {batch} is being imported", body.RootElement.GetProperty("beside").GetString(), StringComparison.Ordinal);
    }

    /// <summary>What another process's ledger would hold at this moment.</summary>
    private async Task<int> BeginAsync(string startedBy)
    {
        await using var context = files.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var batch = new ImportBatch { StartedAt = new DateTime(2026, 1, 5, 2, 0, 0, DateTimeKind.Utc), StartedBy = startedBy };
        context.ImportBatches.Add(batch);
        await context.SaveChangesAsync();
        return batch.Id;
    }

    /// <summary>The lock by which processes tell each other that a batch is alive (RunningMark in Insights.Import).</summary>
    private FileStream Hold(int batch)
    {
        var folder = Directory.CreateDirectory(Path.Combine(files.Portal.Folder, "running")).FullName;
        return new FileStream(Path.Combine(folder, "batch-" + batch.ToString(CultureInfo.InvariantCulture)), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
    }
}
