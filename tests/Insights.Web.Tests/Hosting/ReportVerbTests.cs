using Insights.Web.Exports;
using Insights.Web.Hosting;
using Insights.Web.Hosting.Verbs;
using Insights.Web.Portal;
using Insights.Web.Tests.Exports.Pdf;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Hosting;

/// <summary>What a script writes looks like what the portal hands out.</summary>
public sealed class ReportVerbTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("insights-report-").FullName;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _services = Composition.ForVerbs(Path.Combine(_root, "data"));
        var payments = Path.Combine(_root, "transactions.csv");
        await File.WriteAllTextAsync(payments, "transaction_id,vendor,kind,status,occurred_at,amount,currency\np1,maple,charge,succeeded,2026-03-02T09:00:00Z,10.00,EUR\np2,cedar,charge,succeeded,2026-03-03T09:00:00Z,20.00,EUR\n");
        await RunAsync(new ImportVerb(), payments);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Report_WearsTheBrandingOfTheWorkspace_AndOfItsVendor()
    {
        var branding = new Branding(_services.GetRequiredService<PortalStore>(), new VendorDirectory(_services.GetRequiredService<Insights.Import.Store.IReportingStore>()), TimeProvider.System);
        await branding.SetAsync(new Brand { VendorCode = "", Accent = "#123456", Footer = "Confidential, Northwind market" });
        await branding.SetAsync(new Brand { VendorCode = "maple", Footer = "For Maple alone" });

        var (house, maple, cedar) = (await PdfAsync("executive-monthly"), await PdfAsync("vendor-chargebacks", "maple"), await PdfAsync("vendor-chargebacks", "cedar"));

        Assert.Contains("Confidential, Northwind market", PdfTools.Text(house), StringComparison.Ordinal);
        Assert.Contains("For Maple alone", PdfTools.Text(maple), StringComparison.Ordinal);
        Assert.DoesNotContain("Confidential, Northwind market", PdfTools.Text(maple), StringComparison.Ordinal);
        Assert.Contains("Confidential, Northwind market", PdfTools.Text(cedar), StringComparison.Ordinal);
        Assert.DoesNotContain("For Maple alone", PdfTools.Text(cedar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ShowsAnnotations_AsThePortalDoes()
    {
        var book = new AnnotationBook(_services.GetRequiredService<PortalStore>(), TimeProvider.System);
        await book.AddAsync(new DateOnly(2026, 3, 10), "Gateway down", forVendors: false, "ann");

        Assert.Contains("Gateway down", System.Text.Encoding.UTF8.GetString(await FileAsync("payment-health", "json")), StringComparison.Ordinal);
        // A note of the house is not for vendors.
        Assert.DoesNotContain("Gateway down", System.Text.Encoding.UTF8.GetString(await FileAsync("payment-health", "json", "maple")), StringComparison.Ordinal);
    }

    private Task<byte[]> PdfAsync(string report, string? vendor = null) => FileAsync(report, "pdf", vendor);

    private async Task<byte[]> FileAsync(string report, string format, string? vendor = null)
    {
        var file = Path.Combine(_root, "report." + format);
        await RunAsync(new ReportVerb(), [report, "--month", "2026-03", "--format", format, "--out", file, .. vendor is null ? Array.Empty<string>() : ["--vendor", vendor]]);
        return await File.ReadAllBytesAsync(file);
    }

    private async Task RunAsync(IVerb verb, params string[] words)
    {
        using var output = new StringWriter();
        var code = await verb.RunAsync(VerbArguments.Parse(words, verb.Options, verb.Switches), new VerbContext(_services, output, output, json: false, interactive: false), CancellationToken.None);
        Assert.True(code == ExitCode.Done, output.ToString());
    }
}
