using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>A preview in the screens' words.</summary>
internal static class GuideWords
{
    public static PreviewView Of(FilePreview preview) => new()
    {
        File = preview.File,
        Title = preview.FormatTitle,
        Format = preview.Format,
        Confidence = preview.Confidence,
        Reasons = preview.Reasons,
        Others = [.. preview.Others.Select(other => new CandidateView(other.Format, other.Title, other.Confidence, other.Missing))],
        Source = preview.Source,
        Reading = string.Join(", ", new[] { preview.Encoding, preview.Dialect, preview.HeaderRow > 1 ? FormattableString.Invariant($"header in row {preview.HeaderRow}") : "" }.Where(part => part.Length > 0)),
        EncodingIsGuess = preview.EncodingIsGuess,
        Columns = [.. preview.Columns.Select(column => new ColumnView(column.Header, column.Field, column.Samples))],
        Settings = [.. preview.Settings.Select(setting => new SettingView(setting.Name, setting.Title, setting.Value, setting.From))],
        Questions = [.. preview.Questions.Select(question => new QuestionView(question.Setting, question.Text, question.Choices))],
        Rows =
        [
            .. preview.Rows.Select(row => new PreviewRowView(
                row.Line, row.Outcome, [.. row.Facts.Select(fact => new StoredView(fact.Kind, fact.Fields))],
                [.. row.Problems.Select(problem => problem.Column is null ? problem.Reason : problem.Column + ": " + problem.Reason)])),
        ],
        Error = preview.Error,
        IsFurtherDown = preview.IsFurtherDown,
        Parts = [.. preview.Parts.Select(Of)],
    };
}
