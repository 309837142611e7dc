using Insights.Import.Pipeline;

namespace Insights.Import.Sources.Jira;

/// <summary>Issues of Jira and Jira Service Management: as CSV, one profile a language of the headers, and as the API answers a search.</summary>
internal static class JiraFormats
{
    public const string Source = "jira";

    public static IReadOnlyList<FormatProfile> Issues { get; } = [.. JiraLanguage.All.Select(Of)];

    /// <summary>What a search of the API answers (<c>issues[]</c>), single issues, and exports made of them.</summary>
    public static FormatProfile IssuesJson { get; } = new()
    {
        Id = "jira-issue-json",
        Title = "Jira issues (JSON)",
        Shape = RecordShape.Json,
        Order = 57,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "fields.updated",
        Vendor = VendorRule.FromColumn("vendor"),
        IgnoresUnknownColumns = true,
        Fields = [FieldRule.Required("id"), FieldRule.Required("key"), FieldRule.Required("fields"), FieldRule.Optional("changelog")],
        JsonMap = context => new JiraIssueJsonMap(context),
    };

    private static FormatProfile Of(JiraLanguage language) => new()
    {
        Id = $"jira-issues-csv-{language.Code}",
        Title = $"Jira issues (CSV, {language.Name})",
        Shape = RecordShape.Delimited,
        Order = 52,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        CustomFieldColumns = ["{0}", .. language.CustomField],
        Times = TimeConvention.SourceZone,
        Dates = DateConvention.AskUser,
        DateFields = ["created_at", "updated_at", "solved_at"],
        IgnoresUnknownColumns = true,
        MayHaveExtraCells = true,
        Fields = language.Fields(),
        HeaderTest = language.Fits,
        DelimitedMap = (context, columns) => new JiraIssueMap(context, columns, isByKey: !language.Id.Any(name => string.Equals(HeaderText.Fold(name), HeaderText.Fold(columns["id"].Header), StringComparison.Ordinal))),
    };
}
