using Insights.Analytics.Queries;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Web.Hosting.Verbs;

/// <summary>The filter options that metric and report share. They are the words of the portal's links, so a number can be asked for either way.</summary>
internal static class FilterArguments
{
    public static readonly IReadOnlyCollection<string> Options = ["--from", "--to", "--month", "--period", "--vendor", "--filter"];

    public const string Usage = "[--from DATE --to DATE | --month YYYY-MM | --period NAME] [--vendor V] [--filter k=v]…";

    public static async Task<ReportFilter> ReadAsync(VerbArguments arguments, VerbContext context, string standardPeriod, CancellationToken cancel)
    {
        var zone = (await context.Get<IReportingStore>().WorkspaceAsync(cancel)).ReportingZone;
        var today = Instant.FromDateTimeOffset(context.Get<TimeProvider>().GetUtcNow()).InZone(zone).Date;
        var pairs = new List<KeyValuePair<string, string>>();
        if (arguments.Value("--month") is { } month)
        {
            if (arguments.Has("--from") || arguments.Has("--to") || arguments.Has("--period"))
                throw new UsageException("--month stands alone: leave out --from, --to and --period.");
            var first = NodaTime.Text.YearMonthPattern.Iso.Parse(month) is { Success: true } parsed ? parsed.Value : throw new UsageException($"--month is written 2026-10, not '{month}'.");
            var days = first.ToDateInterval();
            pairs.Add(new("from", NodaTime.Text.LocalDatePattern.Iso.Format(days.Start)));
            pairs.Add(new("to", NodaTime.Text.LocalDatePattern.Iso.Format(days.End)));
        }
        foreach (var name in (string[])["--from", "--to", "--period"])
            if (arguments.Value(name) is { } value)
                pairs.Add(new(name[2..], value));
        if (pairs.Count == 0)
            pairs.Add(new("period", standardPeriod));
        if (arguments.Value("--vendor") is { } vendor)
            pairs.Add(new("vendor", vendor));
        foreach (var filter in arguments.Values("--filter"))
        {
            var equals = filter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"--filter is written dimension=value, not '{filter}'.");
            pairs.Add(new(filter[..equals], filter[(equals + 1)..]));
        }
        var reading = ReportFilter.Parse(pairs, today);
        // On a page a filter that cannot be used is said above the numbers; in a script it must stop, or a wrong number goes unnoticed.
        return reading.Problems.Count == 0 ? reading.Filter : throw new UsageException(string.Join(Environment.NewLine, reading.Problems));
    }
}
