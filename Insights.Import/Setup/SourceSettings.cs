namespace Insights.Import;

/// <summary>
/// What an installation has settled about one of its sources: whose its rows are, its zone, how it writes dates and amounts. Lies as
/// <c>sources/&lt;source&gt;.json</c> in the data directory, or is given to one import (<c>import … --profile FILE</c>). Whatever is null stays as
/// the format says. Documented in Sources/README.md.
/// </summary>
public sealed record SourceSettings
{
    /// <summary>Source name; only where the document is given to an import.</summary>
    public string? Source { get; init; }

    /// <summary>Whose a row is.</summary>
    public VendorSettings? Vendor { get; init; }

    /// <summary>IANA zone of times that name none: Europe/Berlin.</summary>
    public string? Zone { get; init; }

    /// <summary>Order of day and month: iso, day-first, month-first.</summary>
    public string? Dates { get; init; }

    /// <summary>major (12.34), minor (1234), decimal-comma (1.234,50), decimal-point ($1,234.50).</summary>
    public string? Amounts { get; init; }

    /// <summary>What a negative amount means where amounts are positive: reject (default), refund (a charge below zero is one), ignore (the sign says nothing). Mapped tables only.</summary>
    public string? Negatives { get; init; }

    /// <summary>ISO 4217 code of amounts whose file names no currency (Square): CAD.</summary>
    public string? Currency { get; init; }

    /// <summary>Which decimals currencies have in the files: iso, stripe, adyen, two (two for every currency).</summary>
    public string? Currencies { get; init; }

    /// <summary>Decimals of single currencies, before <see cref="Currencies"/>: <c>{ "JPY": 2 }</c>.</summary>
    public IReadOnlyDictionary<string, int>? Decimals { get; init; }

    /// <summary>Encoding of the source's text files whose bytes prove none (no byte order mark, no valid UTF-8): windows-1251. Without it they are read as Windows-1252, which is a guess.</summary>
    public string? Encoding { get; init; }

    /// <summary>skip (default) or keep rows of the provider's test mode.</summary>
    public string? TestRows { get; init; }

    /// <summary>Further names of columns, by the format's own name of the field: <c>{ "amount": ["Betrag"] }</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Columns { get; init; }

    /// <summary>Columns that are not read and not remarked upon.</summary>
    public IReadOnlyList<string>? IgnoreColumns { get; init; }

    /// <summary>Where one format of the source differs: its id, and the properties that differ.</summary>
    public IReadOnlyDictionary<string, SourceSettings>? Formats { get; init; }

    /// <summary>A mapping of the user's own table; only where the document is given to an import.</summary>
    public MappedFormat? Mapping { get; init; }

    /// <summary>Whether there is an encoding of this name.</summary>
    public static bool IsEncoding(string name) => Reading.TextEncoding.IsKnown(name);

    /// <summary>Names the first thing that cannot be right.</summary>
    /// <exception cref="InvalidSettingsException">With the property.</exception>
    public void Validate() => SettingsCheck.Of(this, "");

    /// <summary>Reads and validates a document; a <c>table_file</c> is read from beside it.</summary>
    /// <exception cref="InvalidSettingsException">With the property and what is expected there.</exception>
    public static SourceSettings Read(string path) => SettingsDocument.ReadSource(path);

    /// <summary>As <see cref="Read"/>, from text that has no folder; a <c>table_file</c> is refused.</summary>
    public static SourceSettings Parse(string json) => SettingsDocument.ParseSource(json, folder: null);

    /// <summary>Writes the document as it is documented, without what is null.</summary>
    public void Save(string path) => SettingsDocument.Save(path, this);
}
