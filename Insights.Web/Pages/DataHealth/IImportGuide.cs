namespace Insights.Web.Pages.DataHealth;

/// <summary>What people settle around imports: what a file is, how an own table is read, what a source means. The host asks the import's own code, so that a preview is what the import does.</summary>
internal interface IImportGuide
{
    /// <summary>The canonical kinds with their fields and templates.</summary>
    IReadOnlyList<KindView> Kinds { get; }

    /// <summary>Every layout that a table can be read as, canonical ones first, then by title.</summary>
    IReadOnlyList<FormatView> Formats { get; }

    bool KnowsEncoding(string name);

    /// <summary>What the import makes of one received file; null when its bytes are not there any more.</summary>
    Task<PreviewView?> PreviewAsync(string importId, int file, CancellationToken cancel = default);

    /// <summary>A first mapping of a table of the file, by the likeness of headers and samples.</summary>
    /// <param name="table">As its preview names it.</param>
    Task<MappingForm?> SuggestAsync(string importId, int file, string table, string kind, CancellationToken cancel = default);

    /// <summary>The table's first rows as they would be stored under this mapping; nothing is saved.</summary>
    /// <exception cref="NotSettledException">The mapping cannot be used.</exception>
    Task<PreviewView?> TryAsync(string importId, int file, string table, MappingForm mapping, CancellationToken cancel = default);

    /// <summary>The file's format recognises such tables from now on.</summary>
    /// <exception cref="NotSettledException">The mapping cannot be used.</exception>
    Task SaveMappingAsync(MappingForm mapping, CancellationToken cancel = default);

    IReadOnlyList<SavedMapping> Mappings { get; }

    Task DeleteMappingAsync(string id, CancellationToken cancel = default);

    /// <summary>Answers a question of a preview and keeps the answer with the source.</summary>
    /// <exception cref="NotSettledException">The answer cannot be used.</exception>
    Task AnswerAsync(string source, string setting, string answer, CancellationToken cancel = default);

    /// <exception cref="NotSettledException">The source's document cannot be understood.</exception>
    SourceForm Source(string source);

    /// <exception cref="NotSettledException">A setting cannot be used.</exception>
    Task SaveSourceAsync(string source, SourceForm form, CancellationToken cancel = default);
}

/// <summary>Why something a person settled cannot be used, in words.</summary>
internal sealed class NotSettledException(string message) : Exception(message);

/// <summary>A kind of rows an own table may hold.</summary>
/// <param name="Template">A CSV with header and one row; null where there is none.</param>
internal sealed record KindView(string Id, string Title, IReadOnlyList<FieldView> Fields, string? Template);

/// <param name="Type">text, id, instant, amount, currency, word, yes-no, digits, country.</param>
/// <param name="Words">The accepted words of a closed vocabulary.</param>
internal sealed record FieldView(string Name, bool IsRequired, string Type, IReadOnlyList<string> Words, string Meaning, string Example);

/// <summary>What an import would make of a file, and why.</summary>
internal sealed record PreviewView
{
    public required string File { get; init; }
    public required string Title { get; init; }
    public string? Format { get; init; }
    public int Confidence { get; init; }
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public IReadOnlyList<CandidateView> Others { get; init; } = [];
    public string Source { get; init; } = "";
    public string Reading { get; init; } = "";
    public bool EncodingIsGuess { get; init; }
    public IReadOnlyList<ColumnView> Columns { get; init; } = [];
    public IReadOnlyList<SettingView> Settings { get; init; } = [];
    public IReadOnlyList<QuestionView> Questions { get; init; } = [];
    public IReadOnlyList<PreviewRowView> Rows { get; init; } = [];
    public string? Error { get; init; }

    /// <summary>It stands below another table of the same file.</summary>
    public bool IsFurtherDown { get; init; }

    /// <summary>Further tables of an archive, a workbook or the file itself: each is imported as a file of its own.</summary>
    public IReadOnlyList<PreviewView> Parts { get; init; } = [];

    /// <summary>The table of this name: the file itself, or one inside it.</summary>
    public PreviewView? Table(string name) => File == name ? this : Parts.FirstOrDefault(part => part.File == name);

    /// <summary>A table whose columns can be mapped.</summary>
    public bool MayMap => Columns.Count > 1;
}

/// <param name="Source">The source its rows belong to unless another is named.</param>
internal sealed record FormatView(string Id, string Title, string Source);

internal sealed record CandidateView(string Format, string Title, int Confidence, IReadOnlyList<string> Missing);

internal sealed record ColumnView(string Header, string? Field, IReadOnlyList<string> Samples);

/// <param name="From">format, file, source, request, open.</param>
internal sealed record SettingView(string Name, string Title, string Value, string From);

internal sealed record QuestionView(string Setting, string Text, IReadOnlyList<string> Choices);

internal sealed record PreviewRowView(int Line, string Outcome, IReadOnlyList<StoredView> Stored, IReadOnlyList<string> Problems);

/// <summary>A fact a row would become.</summary>
internal sealed record StoredView(string Kind, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>How an own table is read: as its screen shows and sends it.</summary>
internal sealed record MappingForm
{
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public string Id { get; init; } = "";
    public string Source { get; init; } = "";
    public int? HeaderRow { get; init; }
    public required IReadOnlyDictionary<string, FieldForm> Fields { get; init; }
    public string Zone { get; init; } = "";
    public string Dates { get; init; } = "";
    public string Amounts { get; init; } = "";
    public string Negatives { get; init; } = "";
    public string Currencies { get; init; } = "";

    /// <summary>Of amounts that name none.</summary>
    public string Currency { get; init; } = "";
    public string Encoding { get; init; } = "";
}

/// <param name="Words">The table's words and ours; a word without a meaning is left to the vocabulary.</param>
internal sealed record FieldForm(string Column, string Constant, string TimeColumn, string ZoneColumn, bool WholeRow, IReadOnlyDictionary<string, string> Words)
{
    public static FieldForm Empty { get; } = new("", "", "", "", false, new Dictionary<string, string>());

    public bool IsSet => Column.Length > 0 || Constant.Length > 0 || WholeRow;
}

/// <param name="Columns">How many of the table's columns it reads.</param>
internal sealed record SavedMapping(string Id, string Name, string Kind, string Source, int Columns);

/// <summary>A source's settings as its screen shows and sends them; empty means: as the format says.</summary>
internal sealed record SourceForm
{
    /// <summary>column, field, metadata, custom_field, path, account, constant, or empty.</summary>
    public string VendorWay { get; init; } = "";
    public string VendorValue { get; init; } = "";

    /// <summary>One a line: text = vendor.</summary>
    public string VendorTable { get; init; } = "";

    /// <summary>One a line: pattern = vendor.</summary>
    public string VendorPatterns { get; init; } = "";
    public string VendorFallback { get; init; } = "";
    public string Zone { get; init; } = "";
    public string Dates { get; init; } = "";
    public string Amounts { get; init; } = "";
    public string Currencies { get; init; } = "";

    /// <summary>Of amounts that name none.</summary>
    public string Currency { get; init; } = "";
    public string TestRows { get; init; } = "";

    /// <summary>Of text files whose bytes prove none.</summary>
    public string Encoding { get; init; } = "";
}
