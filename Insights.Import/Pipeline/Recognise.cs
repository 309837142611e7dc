using System.Text.Json;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>What a file was taken for, or why it was refused.</summary>
/// <param name="HeaderRecord">For delimited files: which record (from 0) holds the header; those before it are a preamble.</param>
/// <param name="Problem">For a person: what is missing and what to do. Null when recognised.</param>
internal sealed record Recognition(FormatProfile? Profile, int HeaderRecord, IReadOnlyList<string> Headers, string? Problem)
{
    /// <summary>The <see cref="HeaderRecord"/> of a file that begins with rows; its columns are those of the report it is a part of.</summary>
    public const int NoHeader = -1;
}

/// <summary>Step 1: which format a file is, by the set of its columns; never by its name, the order of its columns or its first row of data.</summary>
internal static class Recognise
{
    /// <param name="records">The first records' cells; the header may stand below a preamble.</param>
    /// <param name="wanted">A format the user named; then only its own columns are looked for.</param>
    /// <param name="areRecords">The table was made of JSON records.</param>
    public static Recognition Delimited(IReadOnlyList<string[]> records, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, bool areRecords = false)
    {
        var candidates = wanted is not null ? [wanted] : formats.Where(f => f.Shape == RecordShape.Delimited && (areRecords || !f.IsOfRecords)).ToList();
        for (int i = 0; i < records.Count; i++)
        {
            var folded = records[i].Select(HeaderText.Fold).ToHashSet(StringComparer.Ordinal);
            var fitting = candidates.Where(f => Fits(f, records[i], folded) && (f.HeaderRecord ?? i) == i)
                .OrderByDescending(f => f.Required.Count()).ThenByDescending(f => Known(f, records[i])).ToList();
            if (fitting.Count == 0)
                continue;
            if (fitting.Count > 1 && fitting[0].Required.Count() == fitting[1].Required.Count() && Known(fitting[0], records[i]) == Known(fitting[1], records[i]))
                return new Recognition(null, i, records[i], $"The columns fit {fitting[0].Title} as well as {fitting[1].Title}. Name the format: --format {fitting[0].Id} or --format {fitting[1].Id}.");
            return new Recognition(fitting[0], i, records[i], null);
        }

        foreach (var format in candidates.Where(f => f.LaterPart is not null))
        {
            if (format.LaterPart!(records) is { } columns)
                return new Recognition(format, Recognition.NoHeader, columns, null);
        }

        int header = LikelyHeader(records);
        return new Recognition(null, header, records.Count > 0 ? records[header] : [], NearestMisses(records, wanted, candidates));
    }

    /// <summary>
    /// Where the header of a table that nobody has mapped yet most likely stands, so that its columns can be shown: the first record with at least half as
    /// many filled cells as most records have. A title or a date above a table fills one or two of its columns; a header may leave one unnamed.
    /// </summary>
    private static int LikelyHeader(IReadOnlyList<string[]> records)
    {
        int[] filled = [.. records.Select(r => r.Count(cell => !string.IsNullOrWhiteSpace(cell)))];
        int usual = filled.Where(count => count > 0).CountBy(count => count).OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).FirstOrDefault().Key;
        return Math.Max(0, Array.FindIndex(filled, count => count > 0 && count * 2 >= usual));
    }

    public static Recognition Json(IReadOnlyList<JsonElement> records, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats)
    {
        var candidates = wanted is not null ? [wanted] : formats.Where(f => f.Shape == RecordShape.Json).ToList();
        foreach (var record in records)
        {
            string[] properties = Properties(record);
            var folded = properties.Select(HeaderText.Fold).ToHashSet(StringComparer.Ordinal);
            var best = candidates.Where(f => Fits(f, properties, folded)).OrderByDescending(f => f.Required.Count()).FirstOrDefault();
            if (best is not null)
                return new Recognition(best, 0, properties, null);
        }

        // A list of nothing, and the user says of what.
        if (records.Count == 0 && wanted is not null)
            return new Recognition(wanted, 0, [], null);
        string[] first = records.Count > 0 ? Properties(records[0]) : [];
        return new Recognition(null, 0, first, records.Count == 0
            ? "The file holds no record to recognise it by: its list is empty, or none of its records is valid JSON. If nothing happened in its period, there is nothing to import; else export or download it again."
            : NearestMisses([first], wanted, candidates));
    }

    /// <summary>The record itself, or the object it wraps: <c>{"ticket":{…}}</c>, or GraphQL's <c>{"cursor":"…","node":{…}}</c>.</summary>
    public static JsonElement Unwrap(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
            return record;
        if (record.TryGetProperty("node", out var node) && node.ValueKind == JsonValueKind.Object && !record.TryGetProperty("id", out _))
            return node;
        using var properties = record.EnumerateObject();
        if (!properties.MoveNext())
            return record;
        var only = properties.Current;
        return only.Value.ValueKind == JsonValueKind.Object && !properties.MoveNext() ? only.Value : record;
    }

    private static string[] Properties(JsonElement record)
    {
        var inner = Unwrap(record);
        return inner.ValueKind == JsonValueKind.Object ? [.. inner.EnumerateObject().Select(p => p.Name)] : [];
    }

    private static bool Fits(FormatProfile format, IReadOnlyList<string> headers, HashSet<string> folded) =>
        format.Required.All(f => f.IsAmong(folded))
            && (!format.RefusesUnknownColumns || folded.All(h => h.Length == 0 || format.Fields.Any(f => f.Folded.Contains(h))))
            && (format.HeaderTest is null || format.HeaderTest(headers));

    /// <summary>How many of the file's columns the format reads.</summary>
    private static int Known(FormatProfile format, IReadOnlyList<string> headers)
    {
        var known = format.Fields.SelectMany(f => f.Folded).ToHashSet(StringComparer.Ordinal);
        return headers.Count(h => known.Contains(HeaderText.Fold(h)));
    }

    private static List<FieldRule> MissingOf(FormatProfile format, HashSet<string> folded) =>
        [.. format.Required.Where(f => !f.IsAmong(folded))];

    private const int NamedHeaders = 3;
    private const string WhatToDo = "Map its columns once on the import page (or with --profile), or start from a template (/guide#templates). Nothing was imported.";

    /// <summary>Names the formats whose required columns are mostly there, and the columns they lack.</summary>
    private static string NearestMisses(IReadOnlyList<string[]> records, FormatProfile? wanted, List<FormatProfile> candidates)
    {
        var misses = new List<(FormatProfile Format, int Found, int Missing, string Text)>();
        // A single column is near to everything and says nothing.
        foreach (var format in candidates.Where(f => wanted is not null || f.Required.Count() > 1))
        {
            int required = format.Required.Count();
            var best = records.Take(5)
                .Select(r => MissingOf(format, r.Select(HeaderText.Fold).ToHashSet(StringComparer.Ordinal)))
                .DefaultIfEmpty([.. format.Required]).MinBy(m => m.Count)!;
            string missing = string.Join(", ", best.Select(f => string.Join(" or ", f.Headers.Take(NamedHeaders)) + (f.Headers.Length > NamedHeaders ? " …" : "")));
            misses.Add((format, required - best.Count, best.Count, best.Count == 0
                ? $"{format.Title} ({format.Id}) has all its required columns but further ones do not belong to it"
                : $"{format.Title} ({format.Id}) lacks {(best.Count == 1 ? "the required column" : "the required columns")} {missing}"));
        }

        if (wanted is not null)
            return $"The file cannot be read as asked: {misses[0].Text}. Nothing was imported.";
        var near = misses.Where(m => m.Found > 0).OrderByDescending(m => (double)m.Found / (m.Found + m.Missing)).ThenByDescending(m => m.Found).Take(2).ToList();
        return near.Count == 0
            ? $"The file was not recognised: its columns are those of no known format. {WhatToDo}"
            : $"The file was not recognised. Nearest: {string.Join("; ", near.Select(m => m.Text))}. {WhatToDo}";
    }
}
