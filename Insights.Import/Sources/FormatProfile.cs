using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using NodaTime;

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

    /// <summary>A table of JSON records (see <see cref="Reading.JsonTable"/>) whose values are written otherwise than in the same columns of a CSV.</summary>
    public bool IsOfRecords { get; init; }

    /// <summary>The columns (or JSON properties) the maps read. A format is recognised when all required ones are there, whatever their order and whatever else there is.</summary>
    public required IReadOnlyList<FieldRule> Fields { get; init; }

    /// <summary>For layouts whose columns cannot be listed, such as one column a currency: the last word on whether a header fits.</summary>
    public Func<IReadOnlyList<string>, bool>? HeaderTest { get; init; }

    /// <summary>The required columns are too ordinary to prove the format (a single "vendor"): it fits only where no other column appears.</summary>
    public bool RefusesUnknownColumns { get; init; }

    /// <summary>Columns that are neither read nor remarked upon, by their beginning: a provider's own extras.</summary>
    public bool IgnoresUnknownColumns { get; init; }

    public AmountConvention Amounts { get; init; } = AmountConvention.None;

    /// <summary>For <see cref="AmountConvention.Localised"/>: '.' or ','. The other one, blanks and apostrophes then separate thousands.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>ISO 4217 code of amounts whose file names no currency; a source's settings give it.</summary>
    public string? Currency { get; init; }

    /// <summary>Which decimals the source writes its amounts with; stored amounts always have those of ISO 4217.</summary>
    public Currencies Currencies { get; init; } = Currencies.Iso;

    public SignConvention Sign { get; init; } = SignConvention.Positive;
    public TimeConvention Times { get; init; } = TimeConvention.EachNamesItsZone;
    public DateConvention Dates { get; init; } = DateConvention.Iso;

    /// <summary>For <see cref="DateConvention.AskUser"/>: the fields whose values may prove the order of day and month.</summary>
    public IReadOnlyList<string> DateFields { get; init; } = [];

    /// <summary>IANA name of the zone of times that name none (<see cref="TimeConvention.SourceZone"/>); a source's settings give it.</summary>
    public string? Zone { get; init; }

    /// <summary>Nobody set <see cref="Zone"/>: it is the workspace's, and the file is marked with a warning.</summary>
    public bool ZoneIsAssumed { get; init; }

    /// <summary>The value by which the file proved that it writes its dates, or amounts, otherwise than the format; the file is marked with a remark.</summary>
    public string? DatesProof { get; init; }
    public string? AmountsProof { get; init; }

    /// <summary>What the provider's zone abbreviations mean.</summary>
    public ZoneNames ZoneNames { get; init; } = ZoneNames.Common;

    /// <summary>Test-mode rows are skipped and counted; a source that is itself a test keeps them.</summary>
    public bool KeepsTestRows { get; init; }

    /// <summary>Fields that together identify a row within its source.</summary>
    public required IReadOnlyList<string> NaturalKey { get; init; }

    /// <summary>The field that tells a newer version of a row from an older one; null where rows never change or the file does not say.</summary>
    public string? VersionField { get; init; }

    /// <summary>Source name when the import names none.</summary>
    public required string DefaultSource { get; init; }

    /// <summary>How often a file is expected, in hours; what a new source starts with.</summary>
    public int CadenceHours { get; init; } = 24;

    public VendorRule Vendor { get; init; } = VendorRule.None;

    /// <summary>How the layout names the column of a metadata key; <c>{0}</c> is the key.</summary>
    public IReadOnlyList<string> MetadataColumns { get; init; } = ["{0} (metadata)", "metadata[{0}]", "payment_metadata[{0}]"];

    /// <summary>How the layout names the column of a custom field; <c>{0}</c> is its name.</summary>
    public IReadOnlyList<string> CustomFieldColumns { get; init; } = ["{0}", "Custom field ({0})", "{0} [list]", "{0} [txt]"];

    /// <summary>Columns that name the provider's account a row belongs to, for installations with an account a vendor.</summary>
    public IReadOnlyList<string> AccountColumns { get; init; } = [];

    /// <summary>Place in a folder's import: what others refer to comes first, so that little has to be completed later.</summary>
    public required int Order { get; init; }

    /// <summary>Rows are events (see <see cref="FactChunk.EventsCountAsRows"/>).</summary>
    public bool RowsAreEvents { get; init; }

    /// <summary>As <see cref="FactChunk.EventsAreToldTwice"/>.</summary>
    public bool EventsAreToldTwice { get; init; }

    /// <summary>A row never changes once it was reported (a booking, a settlement line): one that returns with other values is a conflict and is skipped, not an update.</summary>
    public bool RowsAreImmutable { get; init; }

    /// <summary>
    /// For files of typed records: what the first cell of a row says. Records with another mark there (headers, footers, totals) go to
    /// <see cref="IRowMap.Structure"/>, whatever their width, and are no rows; so do the records above the header.
    /// </summary>
    public IReadOnlyList<string> RowMarks { get; init; } = [];

    /// <summary>
    /// For reports that the provider splits so that only the first file has the header: the columns of a file whose first records are rows of this
    /// format; null where they are not.
    /// </summary>
    public Func<IReadOnlyList<string[]>, IReadOnlyList<string>?>? LaterPart { get; init; }

    /// <summary>Rows mean something only together with what stands around them (the date of their report), so that they cannot be run again by themselves.</summary>
    public bool RowsNeedTheirFile { get; init; }

    /// <summary>The maps report <see cref="MapContext.Totals"/>; the whole file is checked against them before the first row is written.</summary>
    public bool HasControlTotals { get; init; }

    /// <summary>Rows may have more cells than the header, because a list in the middle grew; the map finds out where (<see cref="Row.Shift"/>).</summary>
    public bool MayHaveExtraCells { get; init; }

    /// <summary>Makes the map of one delimited file.</summary>
    public Func<MapContext, ColumnMap, IRowMap>? DelimitedMap { get; init; }

    /// <summary>Makes the map of one JSON file.</summary>
    public Func<MapContext, IJsonMap>? JsonMap { get; init; }

    /// <summary>What persons have said the source's words mean.</summary>
    public ValueMeanings Meanings { get; init; } = ValueMeanings.None;

    /// <summary>Row of the header, from 0, where a user's mapping says it.</summary>
    public int? HeaderRecord { get; init; }

    /// <summary>Columns that are left unread on purpose.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>What a negative amount means where amounts are positive by convention.</summary>
    public NegativeAmounts Negatives { get; init; }

    /// <summary>The user's own mapping it was made from; null for ours.</summary>
    public MappedFormat? Mapping { get; init; }

    public bool IsMapped => Mapping is not null;

    /// <summary>The day that a spreadsheet's serial number 0 stands for, where the file is a sheet: dates without a date's style are plain numbers.</summary>
    public LocalDate? SerialEpoch { get; init; }

    public IEnumerable<FieldRule> Required => Fields.Where(f => f.NeedsColumn);
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

    /// <summary>Major units as people of a country write them, 1.234,50 or $1,234.50; <see cref="FormatProfile.DecimalMark"/> says which.</summary>
    Localised,
}

internal enum SignConvention
{
    /// <summary>Amounts are positive; the row's kind says the direction.</summary>
    Positive,

    /// <summary>The sign says the direction.</summary>
    Signed,

    /// <summary>One column for debit and one for credit, each positive; the map joins them.</summary>
    DebitCreditColumns,
}

internal enum NegativeAmounts
{
    Rejected,

    /// <summary>A charge below zero is a refund.</summary>
    Refunds,

    /// <summary>The sign says nothing, as in tables of deductions.</summary>
    SignIgnored,
}

internal enum TimeConvention
{
    /// <summary>Every time carries Z or an offset.</summary>
    EachNamesItsZone,

    /// <summary>Times without a zone are UTC by the format's own definition.</summary>
    Utc,

    /// <summary>A column beside the time names its zone; a row without it is rejected.</summary>
    ZoneColumn,

    /// <summary>Times are local to a zone the file does not tell. A source without one is asked for it, and nothing is imported until it is known.</summary>
    SourceZone,
}

/// <summary>The order of day and month in dates that do not begin with the year.</summary>
internal enum DateConvention
{
    /// <summary>The year comes first, or the month is a word; anything else is refused.</summary>
    Iso,
    DayFirst,
    MonthFirst,

    /// <summary>The layout comes in both orders. A value above 12 in the file proves which; else the user is asked.</summary>
    AskUser,
}

/// <summary>Turns one delimited record into facts of the chunk, reporting what is wrong with it to the row.</summary>
internal interface IRowMap
{
    void Map(Row row, FactChunk chunk);

    /// <summary>A record that is no row, of a format with <see cref="FormatProfile.RowMarks"/>: a header, a footer, a total.</summary>
    void Structure(IReadOnlyList<string> cells, int line)
    {
    }

    /// <summary>After the last record: for maps that join neighbouring rows and still hold some. What they hold is bounded.</summary>
    void Finish(FactChunk chunk)
    {
    }
}

/// <summary>Turns one JSON record into facts of the chunk, reporting what is wrong with it to the row.</summary>
internal interface IJsonMap
{
    void Map(JsonElement record, RowProblems row, FactChunk chunk);

    /// <summary>After the last record, as <see cref="IRowMap.Finish"/>.</summary>
    void Finish(FactChunk chunk)
    {
    }
}
