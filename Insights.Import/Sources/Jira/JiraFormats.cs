namespace Insights.Import.Sources.Jira;

/// <summary>Issues of Jira and Jira Service Management as CSV, one profile a language of the headers.</summary>
internal static class JiraFormats
{
    public const string Source = "jira";

    public static IReadOnlyList<FormatProfile> Issues { get; } = [.. JiraLanguage.All.Select(Of)];

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
        DelimitedMap = (context, columns) => new JiraIssueMap(context, columns),
    };
}
