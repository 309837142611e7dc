namespace Insights.Web.Pages.DataHealth;

/// <summary>One table of a checked import: what it was recognised as and why, what is asked, what would happen.</summary>
/// <param name="Index">Its place among the import's results.</param>
/// <param name="FileIndex">Of the received file it is, or lies in.</param>
/// <param name="FileName">Its name.</param>
internal sealed record FileCard(string ImportId, int Index, int FileIndex, string FileName, OutcomeLine Outcome, PreviewView? Preview, ChosenTable Chosen)
{
    public string MapHref => FormattableString.Invariant($"/data-health/uploads/{ImportId}/files/{FileIndex}/map{(Outcome.File == FileName ? "" : "?table=" + Uri.EscapeDataString(Outcome.File))}");

    public string SourceHref => $"/data-health/sources/{Uri.EscapeDataString(Preview?.Source ?? "")}?back={Uri.EscapeDataString("/data-health/uploads/" + ImportId)}";

    public bool EncodingIsGuess => Preview is { EncodingIsGuess: true };

    public bool IsRecognised => Preview?.Format is not null;

    public string Recognised => Preview switch
    {
        null => Outcome.Recognised,
        { Format: null } => "Not recognised",
        var preview => $"{preview.Title}, {(Chosen.Format.Length > 0 ? "chosen by you" : FormattableString.Invariant($"{preview.Confidence} % sure"))}; source {preview.Source}; read as {preview.Reading}",
    };

    /// <summary>Questions a person answers here; the one for an unknown table is the mapping screen.</summary>
    public IEnumerable<QuestionView> Questions => Preview?.Questions.Where(question => question.Setting != "format") ?? [];

    /// <summary>Questions are asked below in their own words, so the refusal is not said twice.</summary>
    public string? Error => Questions.Any() || Outcome.TotalsMismatch is not null ? null : Outcome.Error;

    /// <summary>Why it was recognised or not; what is said above already is left out.</summary>
    public IReadOnlyList<string> Reasons => [.. Preview?.Reasons.Where(reason => reason != Error) ?? []];

    /// <summary>A table further down in a file is there because its format was recognised: it is no other.</summary>
    public bool MayChoose => Preview is { IsFurtherDown: false };

    public static string FromText(string from) => from switch
    {
        "format" => "as the format says",
        "file" => "proven by the file",
        "guess" => "a guess: nothing in the file proves it",
        "source" => "set for this source",
        "request" => "chosen for this import",
        _ => "not answered yet",
    };

    public static string ChoiceText(string choice) => choice switch
    {
        "day-first" => "Day first: 04/05 is the 4th of May",
        "month-first" => "Month first: 04/05 is April 5",
        _ => choice,
    };
}

/// <summary>A card with the formats it may be read as instead.</summary>
internal sealed record FileCardView(FileCard Card, IReadOnlyList<FormatView> Formats)
{
    /// <summary>Those that did not come near.</summary>
    public IEnumerable<FormatView> OtherFormats => Formats.Where(format => Card.Preview?.Others.All(other => other.Format != format.Id) ?? true);
}
