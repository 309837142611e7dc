using System.Text;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Canonical;

namespace Insights.Import.Sources;

/// <summary>A user's own table as a profile: the canonical kind's maps over the user's column names, so that it runs through the same code as ours.</summary>
internal static class MappedProfile
{
    public static FormatProfile Of(MappedFormat mapping)
    {
        var kind = CanonicalKinds.All[mapping.Kind];
        var fields = kind.Fields.Select(f => Field(f, mapping.Fields.GetValueOrDefault(f.Name), mapping.Kind)).ToList();
        // Currencies of a table of rates are fields of their own name.
        fields.AddRange(mapping.Fields.Where(f => !kind.Fields.Any(k => k.Name == f.Key)).Select(f => Field(FieldRule.Optional(f.Key), f.Value, mapping.Kind)));
        var profile = kind with
        {
            Id = mapping.Id,
            Title = mapping.Name,
            DefaultSource = mapping.Source ?? mapping.Id.ToLowerInvariant(),
            Fields = fields,
            Mapping = mapping,
            HeaderTest = null,
            RefusesUnknownColumns = false,
            HeaderRecord = mapping.HeaderRow - 1,
            IgnoredColumns = mapping.IgnoreColumns ?? [],
            // A table of one's own is what its owner says; where nothing is said, nothing is assumed.
            Times = TimeConvention.SourceZone,
            Dates = DateConvention.AskUser,
            DateFields = [.. fields.Where(f => CanonicalFields.Find(mapping.Kind, f.Name)?.Type is "instant").Select(f => f.Name)],
            Vendor = VendorRule.FromColumn("vendor"),
        };
        return mapping.Settings is { } settings ? SourceRules.Apply(profile, settings) : profile;
    }

    private static FieldRule Field(FieldRule field, MappedField? mapped, string kind)
    {
        bool required = MappingCheck.IsNeeded(field);
        if (mapped is null)
            return new FieldRule(field.Name, required);
        string[] headers = mapped.Column is { } column ? [column] : [];
        var own = new FieldSource
        {
            Constant = mapped.Constant is { } constant ? Encoding.UTF8.GetBytes(constant) : null,
            Join = mapped.Join ?? [],
            IsWholeRow = mapped.WholeRow == true,
            TimeColumn = mapped.TimeColumn,
            ZoneColumn = mapped.ZoneColumn,
            Words = mapped.Words is { Count: > 0 } words ? WordsOf(words, CanonicalFields.Find(kind, field.Name)?.Vocabulary) : null,
        };
        return new FieldRule(field.Name, required, headers) { Own = own };
    }

    private static Vocabulary WordsOf(IReadOnlyDictionary<string, string> words, Vocabulary? canonical) =>
        new(words.Select(w => KeyValuePair.Create(w.Key, canonical?.Find(w.Value) ?? w.Value)));
}
