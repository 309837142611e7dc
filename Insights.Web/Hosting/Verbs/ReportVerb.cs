using System.Text.Json.Nodes;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Exports;
using Insights.Web.Hosting.FirstStart;
using Insights.Web.Portal;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Writes a report into a file: the same document, annotations, branding, formats and scope rules as the portal.</summary>
internal sealed class ReportVerb : IVerb
{
    public string Name => "report";

    public string Usage => $"ID {FilterArguments.Usage} --format {string.Join('|', ExportFormat.All.Select(f => f.Id))} --out FILE";

    public string Summary => "Writes a report; with --vendor in that vendor's scope. Without an id: lists the reports.";

    public IReadOnlyCollection<string> Options => [.. FilterArguments.Options, "--format", "--out"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        var library = context.Get<ReportLibrary>();
        if (arguments.Positional.Count == 0)
        {
            foreach (var each in library.For(DataScope.Staff))
                context.Output.WriteLine($"{each.Id,-24} {each.Title}: {each.Audience}");
            return ExitCode.Done;
        }
        var format = ExportFormat.Find(arguments.Required("--format")) ?? throw new UsageException($"--format is one of {string.Join(", ", ExportFormat.All.Select(f => f.Id))}.");
        var file = arguments.Required("--out");

        await context.Get<StartUp>().PrepareAsync(cancel);
        var filter = await FilterArguments.ReadAsync(arguments, context, "last-month", cancel);
        var scope = await ScopeAsync(arguments.Value("--vendor"), context, cancel);
        var builder = library.Find(arguments.Positional[0], scope)
            ?? throw new UsageException($"There is no report '{arguments.Positional[0]}' {(scope.IsStaff ? "" : "for a vendor")}. Reports: {string.Join(", ", library.For(scope).Select(b => b.Id))}.");
        if (!scope.IsStaff)
            // The scope says it already; left in the filter it would read as a choice among vendors.
            filter = filter.With("vendor");
        else if (builder.OneVendor)
            throw new UsageException($"The {builder.Title.ToLowerInvariant()} is one vendor's: name it with --vendor CODE.");

        var document = await builder.BuildAsync(filter, scope, cancel);
        var (portal, clock) = (context.Get<PortalStore>(), context.Get<TimeProvider>());
        document = ReportShelf.Annotate(document, await new AnnotationBook(portal, clock).BetweenAsync(filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly(), scope.IsStaff, cancel));
        var look = await new Branding(portal, new VendorDirectory(context.Get<IReportingStore>()), clock).OptionsAsync(filter, scope, context.Get<InsightsOptions>().PublicUrl is { Length: > 0 } url ? new Uri(url) : null, cancel);
        await WriteWholeAsync(file, output => format.Write(document, output, look));
        if (context.Json)
            context.WriteJson(new JsonObject { ["report"] = builder.Id, ["file"] = file, ["bytes"] = new FileInfo(file).Length, ["headline"] = document.Headline });
        else
            context.Output.WriteLine($"{document.Headline}\nWrote {file}{(format.IsZip(document) && !file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? " (a ZIP: the report has several tables, one CSV each)" : "")}.");
        return ExitCode.Done;
    }

    private static async Task<DataScope> ScopeAsync(string? vendor, VerbContext context, CancellationToken cancel)
    {
        if (vendor is null)
            return DataScope.Staff;
        var directory = new VendorDirectory(context.Get<IReportingStore>());
        return await directory.FindAsync(vendor, cancel) is { } known
            ? DataScope.Vendor(known.Id)
            : throw new UsageException($"There is no vendor '{vendor}'. Vendors: {string.Join(", ", (await directory.AllAsync(cancel)).Select(v => v.Code))}.");
    }

    // Beside and moved: whoever waits for the file never sees half of it.
    private static async Task WriteWholeAsync(string file, Action<Stream> write)
    {
        var unfinished = file + ".unfinished";
        await using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            write(output);
        File.Move(unfinished, file, overwrite: true);
    }
}
