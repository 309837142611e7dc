using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Reports.Building;

/// <summary>What a document is about and how old its data is: read once, before anything is counted.</summary>
internal sealed record ReportSetting
{
    public required Workspace Workspace { get; init; }
    public required ReportFilter Filter { get; init; }
    public required DataScope Scope { get; init; }

    /// <summary>"All vendors" or the vendor's name.</summary>
    public required string ScopeName { get; init; }
    public required string? VendorCountry { get; init; }
    public required IReadOnlyList<SourceFreshness> Freshness { get; init; }
    public required Instant Now { get; init; }
    public required bool HasData { get; init; }

    public DateRange Range => Filter.Range;

    public string Period => Periods.Name(Range);

    /// <summary>"in October 2026", "from 1 to 15 October 2026".</summary>
    public string InPeriod => Periods.In(Range);

    public DateRange? Compared => Filter.ComparedRange;

    /// <summary>"vs September 2026"; null when nothing is compared.</summary>
    public string? ComparedTo => Compared is { } range ? "vs " + Periods.Short(range) : null;

    public Instant? AsOf => Freshness.Max(source => source.DataUntil);

    public LocalDate Today => Now.InZone(Workspace.ReportingZone).Date;

    /// <summary>The day the data speaks of: what "is it over, is it ripe" is asked against.</summary>
    public LocalDate AsOfDay => AsOf is { } at && at < Now ? at.InZone(Workspace.ReportingZone).Date : Today;

    public bool Incomplete => Range.To >= AsOfDay;

    /// <summary>Which of the four empty states holds when nothing was found.</summary>
    public EmptyReason ReasonForNothing =>
        Scope.Kind == ScopeKind.Nothing ? EmptyReason.NotPermitted
        : !HasData ? EmptyReason.NoDataYet
        : Filter.Values.Count == 0 && Range.From > AsOfDay ? EmptyReason.ImportLate
        : EmptyReason.FilteredOut;
}
