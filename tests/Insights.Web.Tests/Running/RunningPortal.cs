using Insights.Import;
using Insights.SampleData;
using Insights.Web.Access;
using Insights.Web.Hosting;
using Insights.Web.Hosting.FirstStart;
using Insights.Web.Hosting.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Web.Tests.Running;

/// <summary>
/// The whole product as `serve` runs it: real Kestrel on a free port, real stores in a folder of their own, a small generated marketplace taken through
/// the real import and the real jobs. Nothing is replaced, so that what a test finds here a user would find too.
/// </summary>
internal sealed class RunningPortal : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningPortal(WebApplication app, string folder, SampleSummary sample)
    {
        _app = app;
        _folder = folder;
        Sample = sample;
    }

    /// <summary>What was generated and imported.</summary>
    public SampleSummary Sample { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>For example http://127.0.0.1:49152.</summary>
    public string Address => _app.Urls.First();

    public IReadOnlyList<Endpoint> Endpoints => [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints)];

    public static async Task<RunningPortal> StartAsync(int transactions = 4_000)
    {
        var folder = Directory.CreateTempSubdirectory("insights-running-").FullName;
        var app = ServeVerb.Build(["--urls=http://127.0.0.1:0", $"--Insights:DataDirectory={folder}", "--Insights:Demo=false", "--Insights:WarmUp=false", "--Insights:Api:RequestsPerMinute=100000", "--environment=Development", "--applicationName=Insights.Web"]);
        await app.Services.GetRequiredService<StartUp>().PrepareAsync(CancellationToken.None);
        // The last day is the real one, so that the default periods of every screen hold rows.
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var sample = await SampleDataGenerator.WriteAsync(
            new SampleOptions(Scale.Demo, 3, now.InUtc().Date) { Now = now, Transactions = transactions }, Path.Combine(folder, "files"), null, CancellationToken.None);
        var portal = new RunningPortal(app, folder, sample);
        await portal.ImportAsync(sample.Files);
        await app.StartAsync();
        await portal.AddPersonAsync("admin", Roles.Administrator);
        await portal.AddPersonAsync("lead", Roles.SupportLead);
        await portal.AddPersonAsync("board", Roles.Executive);
        return portal;
    }

    /// <summary>Imports files and brings every metric up to date.</summary>
    public async Task ImportAsync(IReadOnlyList<string> files)
    {
        var result = await Services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = files, StartedBy = "test" });
        if (result.Files.FirstOrDefault(f => f.State != "done") is { } broken)
            throw new InvalidOperationException($"{broken.File}: {broken.State} {broken.Error}");
        await MetricsRefresh.RunAsync(Services, "test", new Progress<string>(), CancellationToken.None);
    }

    /// <summary>A person with the known password.</summary>
    public async Task AddPersonAsync(string name, string role, string? vendor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserAccounts>();
        var added = await accounts.AddAsync(name, name, role, vendor);
        if (added.Error is not null)
            throw new InvalidOperationException(added.Error);
        if (await accounts.SetPasswordAsync((await accounts.FindByNameAsync(name))!, Password) is { } refused)
            throw new InvalidOperationException(refused);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
