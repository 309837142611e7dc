using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>How well a header fits the format it was taken for, in per cent and in sentences, and what else came near.</summary>
internal sealed record RecognitionFit(int Confidence, IReadOnlyList<string> Reasons, IReadOnlyList<FormatCandidate> Others)
{
    private const int ShownOthers = 4;

    public static RecognitionFit Of(Recognition recognition, IReadOnlyList<FormatProfile> formats)
    {
        var folded = recognition.Headers.Select(HeaderText.Fold).Where(h => h.Length > 0).ToHashSet(StringComparer.Ordinal);
        var shape = recognition.Profile?.Shape;
        var others = formats
            .Where(f => f.Id != recognition.Profile?.Id && (shape is null || f.Shape == shape))
            .Select(f => new FormatCandidate(f.Id, f.Title, Score(f, folded), [.. Missing(f, folded)]))
            .Where(c => c.Confidence >= 20)
            .OrderByDescending(c => c.Confidence).ThenBy(c => c.Missing.Count).Take(ShownOthers).ToList();
        if (recognition.Profile is not { } profile)
            return new RecognitionFit(0, recognition.Problem is { } problem ? [problem] : [], others);

        var reasons = new List<string>();
        string[] required = [.. profile.Required.Select(f => f.Headers.FirstOrDefault(h => folded.Contains(HeaderText.Fold(h))) ?? f.Headers[0])];
        reasons.Add($"{(required.Length == 1 ? "The required column is" : $"All {required.Length} required columns are")} there: {Listed(required)}.");
        int optional = profile.Fields.Count(f => !f.NeedsColumn && f.Headers.Any(h => folded.Contains(HeaderText.Fold(h))));
        int allOptional = profile.Fields.Count(f => !f.NeedsColumn && f.Headers.Length > 0);
        if (allOptional > 0)
            reasons.Add($"{optional} of {allOptional} further columns of the format are there.");
        string[] unknown = [.. Unknown(profile, recognition.Headers)];
        if (unknown.Length > 0)
        {
            reasons.Add(profile.IgnoresUnknownColumns
                ? $"{unknown.Length} columns are the provider's own extras and are not read."
                : $"{unknown.Length} {(unknown.Length == 1 ? "column is" : "columns are")} unknown to the format and will not be read: {Listed(unknown)}.");
        }

        if (recognition.HeaderRecord == Recognition.NoHeader)
            reasons.Add("The file begins with rows: a later part of a report that was split.");
        if (recognition.HeaderRecord > 0)
            reasons.Add($"The header stands in row {recognition.HeaderRecord + 1}.");
        // One that needs but an id, or a date, fits half of all files and says nothing.
        if (others.Find(o => o.Missing.Count == 0 && o.Confidence >= 80) is { } rival)
            reasons.Add($"{rival.Title} would fit as well, with fewer columns.");
        return new RecognitionFit(Score(profile, folded), reasons, others);
    }

    /// <summary>
    /// Required columns carry the judgement (80 of 100), what the format knows of the file the rest. A format that fits in all it requires is
    /// never below 80; one that lacks a column never above 60.
    /// </summary>
    private static int Score(FormatProfile format, HashSet<string> folded)
    {
        int required = format.Required.Count();
        int missing = Missing(format, folded).Count();
        if (required == 0 || folded.Count == 0)
            return 0;
        var known = format.Fields.SelectMany(f => f.Folded).ToHashSet(StringComparer.Ordinal);
        if (missing > 0)
            return 60 * (required - missing) / required;
        double read = format.IgnoresUnknownColumns ? 1 : (double)folded.Count(known.Contains) / folded.Count;
        // A single ordinary column proves little, however well it fits.
        int proof = Math.Min(required, 4) * 20;
        return Math.Clamp((int)Math.Round(Math.Max(proof, format.RefusesUnknownColumns ? 60 : proof) + (20 * read)), 0, 100);
    }

    private static IEnumerable<string> Missing(FormatProfile format, HashSet<string> folded) =>
        format.Required.Where(f => !f.IsAmong(folded)).Select(f => f.Headers.Length > 0 ? f.Headers[0] : f.Name);

    private static IEnumerable<string> Unknown(FormatProfile profile, IReadOnlyList<string> headers)
    {
        var columns = new ColumnMap(profile, headers);
        return columns.Unknown.Select(Protect.Clean);
    }

    private static string Listed(string[] names) => string.Join(", ", names.Take(8)) + (names.Length > 8 ? ", …" : "");
}
