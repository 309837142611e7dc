using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;

namespace Insights.Import.Sources;

/// <summary>
/// Everything that belongs to a file layout and is never guessed from its data: how to recognise it, what its columns are called, how its
/// amounts and times are written, what identifies a row, and which version of a row wins.
/// </summary>
/// <remarks>
/// A user's own table becomes a profile of the same kind whose fields carry the user's column names and whose maps are the canonical ones,
/// so a mapped file runs through the same code as ours.
/// </remarks>
internal sealed record FormatProfile
{
    /// <summary>Stable id, kept in the ledger and accepted by <c>--format</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As a person says it: "Stripe payments".</summary>
    public required string Title { get; init; }

    public required RecordShape Shape { get; init; }

    /// <summary>The columns (or JSON properties) the maps read. A format is recognised when all required ones are there, whatever their order and whatever else there is.</summary>
    public required IReadOnlyList<FieldRule> Fields { get; init; }

    /// <summary>For layouts whose columns cannot be listed, such as one column a currency: the last word on whether a header fits.</summary>
    public Func<IReadOnlyList<string>, bool>? HeaderTest { get; init; }

    /// <summary>The required columns are too ordinary to prove the format (a single "vendor"): it fits only where no other column appears.</summary>
    public bool RefusesUnknownColumns { get; init; }

    /// <summary>Columns that are neither read nor remarked upon, by their beginning: a provider's own extras.</summary>
    public bool IgnoresUnknownColumns { get; init; }

    public AmountConvention Amounts { get; init; } = AmountConvention.None;

    /// <summary>Which decimals the source writes its amounts with.</summary>
    public Pipeline.Values.Currencies Currencies { get; init; } = Pipeline.Values.Currencies.Iso;

    public SignConvention Sign { get; init; } = SignConvention.Positive;
    public TimeConvention Times { get; init; } = TimeConvention.EachNamesItsZone;

    /// <summary>Fields that together identify a row within its source.</summary>
    public required IReadOnlyList<string> NaturalKey { get; init; }

    /// <summary>The field that tells a newer version of a row from an older one; null where rows never change or the file does not say.</summary>
    public string? VersionField { get; init; }

    /// <summary>Source name when the import names none.</summary>
    public required string DefaultSource { get; init; }

    /// <summary>How often a file is expected, in hours; what a new source starts with.</summary>
    public int CadenceHours { get; init; } = 24;

    public VendorRule Vendor { get; init; } = VendorRule.None;

    /// <summary>Place in a folder's import: what others refer to comes first, so that little has to be completed later.</summary>
    public required int Order { get; init; }

    /// <summary>Rows are events (see <see cref="FactChunk.EventsCountAsRows"/>).</summary>
    public bool RowsAreEvents { get; init; }

    /// <summary>Makes the map of one delimited file.</summary>
    public Func<MapContext, ColumnMap, IRowMap>? DelimitedMap { get; init; }

    /// <summary>Makes the map of one JSON file.</summary>
    public Func<MapContext, IJsonMap>? JsonMap { get; init; }

    public IEnumerable<FieldRule> Required => Fields.Where(f => f.IsRequired);
}

internal enum RecordShape
{
    Delimited,
    Json,
}

/// <summary>How amounts are written. A property of the report, not of the provider.</summary>
internal enum AmountConvention
{
    None,

    /// <summary>Decimal text in major units, 12.34.</summary>
    Major,

    /// <summary>Whole minor units, 1234.</summary>
    Minor,
}

internal enum SignConvention
{
    /// <summary>Amounts are positive; the row's kind says the direction.</summary>
    Positive,
}

internal enum TimeConvention
{
    /// <summary>Every time carries Z or an offset.</summary>
    EachNamesItsZone,

    /// <summary>Times without a zone are UTC by the format's own definition.</summary>
    Utc,
}

/// <summary>One column: our name for it, and the headers it goes by (compared without case, with blanks collapsed).</summary>
internal sealed record FieldRule(string Name, bool IsRequired, params string[] Headers)
{
    public static FieldRule Required(string name, params string[] headers) => new(name, true, headers.Length == 0 ? [name] : headers);

    public static FieldRule Optional(string name, params string[] headers) => new(name, false, headers.Length == 0 ? [name] : headers);
}

/// <summary>Whose a row is: read from a column, the same for all rows, or not said by this format.</summary>
internal sealed record VendorRule(string? Column, string? Constant)
{
    public static VendorRule None { get; } = new(null, null);

    public static VendorRule FromColumn(string header) => new(header, null);

    public static VendorRule Always(string vendor) => new(null, vendor);
}

/// <summary>Turns one delimited record into facts of the chunk, reporting what is wrong with it to the row.</summary>
internal interface IRowMap
{
    void Map(Row row, FactChunk chunk);
}

/// <summary>Turns one JSON record into facts of the chunk, reporting what is wrong with it to the row.</summary>
internal interface IJsonMap
{
    void Map(JsonElement record, RowProblems row, FactChunk chunk);
}
