using Insights.Import.Reading;
using Insights.Import.Reading.Containers;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <content>In which encoding the file's text is, where a person says it; and records that lie in a column of a table.</content>
internal sealed partial record FileInspection
{
    /// <summary>The encoding a person chose, or set for the source; null: as the bytes say.</summary>
    public string? EncodingSaid { get; private init; }

    /// <summary><see cref="EncodingSaid"/> was chosen for this import.</summary>
    public bool EncodingIsChosen { get; private init; }

    /// <summary>The corrected download of a JSON file's rejected rows.</summary>
    private static FileInspection OfRecords(FileInspection file, FilePart part, int column, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats)
    {
        var text = file.Survey.Encoding;
        Stream Records(string _) => new RecordColumn(text.Utf8Over(part.Open()), file.Dialect, column);
        var survey = file.Survey with { Kind = FileKind.Json, Encoding = new TextEncoding(text.Name + ", JSON records of a column", null, 0) };
        return Of(file.Path, file.Name, wanted, formats, survey, Records, isSheet: false) with { Open = Records, Remarks = [.. part.Remarks.Select(Protect.Clean)] };
    }

    private static TextEncoding Said(string encoding, TextEncoding guess, string how)
    {
        var said = TextEncoding.Named(encoding, guess);
        return said with { Name = $"{said.Name} ({how})" };
    }

    /// <summary>A file whose bytes prove no encoding, in the one that is set for its source; where it is known in one of those only, that one says which source it is of.</summary>
    private static FileInspection InItsOwn(FileInspection guessed, TextChoice text, Func<string, FileInspection> read)
    {
        if (guessed.Recognition.Profile is { } profile)
            return text.Settled(guessed.Name, profile) is { } encoding && read(encoding) is { Recognition.Profile: not null } own ? own : guessed;
        foreach (string encoding in text.AllSettled)
        {
            if (read(encoding) is { Recognition.Profile: { } known } file && string.Equals(text.Settled(file.Name, known), encoding, StringComparison.OrdinalIgnoreCase))
                return file;
        }

        return guessed;
    }
}
