namespace Insights.Import.Reading.Containers;

/// <summary>Something of a file that is imported as a file of its own: the file itself, an archive's entry, a workbook's sheet.</summary>
internal sealed record FilePart
{
    /// <summary>Shown: <c>archive.zip/entry.csv</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its bytes, forward only; called again for every pass.</summary>
    public required Func<Stream> Open { get; init; }

    /// <summary>For a sheet: shown in the place of the encoding. Its bytes are then CSV in UTF-8, a record a row of the sheet.</summary>
    public string? Sheet { get; init; }

    /// <summary>For a sheet: its serial numbers count from 1904 instead of 1900.</summary>
    public bool From1904 { get; init; }

    /// <summary>Why it cannot be read; then nothing else of it is.</summary>
    public string? Problem { get; init; }

    /// <summary>The workbook a sheet belongs to.</summary>
    public string Workbook { get; init; } = "";

    /// <summary>What was left out beside it, such as hidden sheets.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public static FilePart Refused(string name, string problem) => new() { Name = name, Open = () => Stream.Null, Problem = problem };
}
