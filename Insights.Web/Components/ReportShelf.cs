using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Components;

/// <summary>Every report and screen document by its id, built in a reader's scope, with the annotations that reader may see.</summary>
internal sealed class ReportShelf(ReportLibrary library, AnnotationBook annotations, ITakenActions taken, IWorkspaceSettings settings, KeptDocuments kept)
{
    /// <summary>Those the scope may read, in the order they were registered.</summary>
    public IEnumerable<IReportBuilder> For(DataScope scope) => library.For(scope);

    /// <summary>Documents that are screens of the navigation, not reports of the library.</summary>
    public static bool IsScreen(IReportBuilder builder) => Screens.All.Any(screen => IsOf(screen, builder));

    /// <summary>A screen of several pages has a document each: /service-levels/times shows service-levels-times.</summary>
    public static bool IsOf(Screen screen, IReportBuilder builder) => screen.Path == "/" + builder.Id || builder.Id.StartsWith(screen.Path[1..] + "-", StringComparison.Ordinal);

    public IReportBuilder? Find(string id, DataScope scope) => library.Find(id, scope);

    /// <summary>What a document depends on: whose eyes, which days and filter, which state of the data, of the annotations and of the actions taken.</summary>
    public string KeyOf(IReportBuilder builder, ReportFilter filter, DataScope scope) =>
        string.Create(CultureInfo.InvariantCulture, $"{builder.Id}|{scope.CacheKey}|{settings.DataVersion}|{annotations.Version}|{taken.Version}|{filter.Range}|{filter.ToQueryString()}");

    /// <summary>The document, made now or within the last minute from the same data.</summary>
    public async Task<ReportDocument> BuildAsync(IReportBuilder builder, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var key = KeyOf(builder, filter, scope);
        if (kept.Find(key) is { } known)
            return known;
        var document = await BuildNowAsync(builder, filter, scope, cancel);
        kept.Keep(key, document);
        return document;
    }

    private async Task<ReportDocument> BuildNowAsync(IReportBuilder builder, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var document = await builder.BuildAsync(filter, scope, cancel);
        var notes = await annotations.BetweenAsync(filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly(), scope.IsStaff, cancel);
        return Annotate(document, notes);
    }

    public static ReportDocument Annotate(ReportDocument document, IReadOnlyList<Annotation> notes) =>
        notes.Count == 0 ? document : document with { Sections = [.. document.Sections.Select(section => Annotate(section, notes))] };

    private static Section Annotate(Section section, IReadOnlyList<Annotation> notes) => section with
    {
        Blocks = [.. section.Blocks.Select(block => block switch
        {
            Block.Chart chart => new Block.Chart(Annotate(chart.Spec, notes)),
            Block.ChartPair pair => new Block.ChartPair(Annotate(pair.Left, notes), Annotate(pair.Right, notes)),
            _ => block,
        })],
    };

    // Time charts carry the first day of each bucket as key; a note belongs to the last bucket that starts on or before its day.
    private static ChartSpec Annotate(ChartSpec spec, IReadOnlyList<Annotation> notes)
    {
        if (spec.CategoryKeys.Count == 0 || spec.IsBars || spec.IsGrid)
            return spec;
        var starts = spec.CategoryKeys.Select(key => LocalDatePattern.Iso.Parse(key)).ToArray();
        if (starts.Any(start => !start.Success))
            return spec;
        var added = notes
            .Select(note => (note.Text, Bucket: Array.FindLastIndex(starts, start => start.Value <= LocalDate.FromDateOnly(note.Day))))
            .Where(note => note.Bucket >= 0)
            .Select(note => new ChartAnnotation(note.Bucket, note.Text));
        return spec with { Annotations = [.. spec.Annotations, .. added] };
    }
}
