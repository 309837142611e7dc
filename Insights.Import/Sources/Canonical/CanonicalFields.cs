using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.Canonical;

/// <summary>What each field of the canonical kinds means, by canonical-fields.csv beside this file: for people, templates and suggestions.</summary>
internal static class CanonicalFields
{
    private static readonly ILookup<string, CanonicalField> ByKind = EmbeddedTable.Read("canonical-fields.csv")
        .Select(r => new CanonicalField(r["kind"], r["field"], r["type"], r["words"], r["meaning"], r["example"], r["also"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        .ToLookup(f => f.Kind, StringComparer.Ordinal);

    public static IEnumerable<CanonicalField> Of(string kind) => ByKind[kind];

    public static CanonicalField? Find(string kind, string field) => ByKind[kind].FirstOrDefault(f => f.Name == field);

    /// <summary>A CSV to start from: the header and one made-up row.</summary>
    public static string? Template(string kind)
    {
        CanonicalField[] fields = [.. ByKind[kind]];
        if (fields.Length == 0)
            return null;
        if (kind == "fx-rates")
            return "Date,USD,GBP\r\n2026-10-30,1.0831,0.8412\r\n";
        return string.Join(',', fields.Select(f => f.Name)) + "\r\n" + string.Join(',', fields.Select(f => RejectsFile.Cell(f.Example))) + "\r\n";
    }
}

/// <param name="Words">Name of the closed vocabulary, for <see cref="Sources.Words.Named"/>; empty for others.</param>
/// <param name="Also">Headers other systems give the field.</param>
internal sealed record CanonicalField(string Kind, string Name, string Type, string Words, string Meaning, string Example, IReadOnlyList<string> Also)
{
    public Vocabulary? Vocabulary => Words.Length == 0 ? null : Sources.Words.Named(Words);
}
