using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>What is in force for a file and where it comes from, for people.</summary>
internal static class PlanText
{
    public static IReadOnlyList<PreviewSetting> Of(FilePlan plan, FileInspection file)
    {
        var settings = new List<PreviewSetting> { Vendor(plan, file), Times(plan) };
        if (plan.Profile.Shape == RecordShape.Delimited && (plan.Profile.Dates != DateConvention.Iso || plan.Original.Dates != DateConvention.Iso))
            settings.Add(Dates(plan));
        if (plan.Profile.Amounts != AmountConvention.None)
        {
            settings.Add(new PreviewSetting("amounts", "Amounts", Amounts(plan.Profile), plan.Profile.AmountsProof is not null ? "file" : From(plan, s => s.Amounts is not null || s.Negatives is not null)));
            settings.Add(new PreviewSetting("currencies", "Decimals of currencies", Currencies(plan), From(plan, s => s.Currencies is not null || s.Decimals is not null)));
        }

        if (file.Sheet is null)
            settings.Add(new PreviewSetting("encoding", "Encoding of the text", file.Survey.Encoding.Name, file.EncodingIsChosen ? "request" : file.EncodingSaid is not null ? "source" : file.Survey.Encoding.IsGuess ? "guess" : "file"));
        settings.Add(new PreviewSetting("test_rows", "Rows of test mode", plan.Profile.KeepsTestRows ? "kept" : "left out and counted", From(plan, s => s.TestRows is not null)));
        return settings;
    }

    private static PreviewSetting Vendor(FilePlan plan, FileInspection file)
    {
        var rule = plan.Profile.Vendor;
        var own = plan.Saying(s => s.Vendor is not null)?.Vendor;
        string text = own?.Description ?? (rule.Constant is { } constant ? $"always {constant}" : rule.Column is { } column ? $"column {column}" : "not said by this format; taken from the payment a row refers to");
        if (plan.Profile.Shape == RecordShape.Delimited && rule is { Constant: null } && (rule.Columns.Count > 0 || rule.Field is not null)
            && !new ColumnMap(plan.Profile, file.Recognition.Headers).Vendor.Exists)
        {
            text += rule.Fallback is { } fallback ? $" (not in this file: {fallback})" : " (not in this file: rows take the vendor of their payment, or have none)";
        }

        return new PreviewSetting("vendor", "Vendor", text, From(plan, s => s.Vendor is not null));
    }

    private static PreviewSetting Times(FilePlan plan)
    {
        var (text, from) = plan.Profile.Times switch
        {
            TimeConvention.Utc => ("UTC", "format"),
            TimeConvention.ZoneColumn => ("named in a column of the file", "format"),
            TimeConvention.SourceZone => plan.Profile.Zone is { } zone ? (zone, From(plan, s => s.Zone is not null))
                : plan.Questions.Any(q => q.Setting == "zone") ? ("not known", "open") : ("named by each time", "file"),
            _ => ("named by each time", "format"),
        };
        return new PreviewSetting("zone", "Time zone", text, from);
    }

    private static PreviewSetting Dates(FilePlan plan)
    {
        string text = plan.Profile.Dates switch
        {
            DateConvention.DayFirst => "day first",
            DateConvention.MonthFirst => "month first",
            DateConvention.Iso => "year first, or month as a word",
            _ => "not known",
        };
        string from = plan.Questions.Any(q => q.Setting == "dates") ? "open" : plan.Profile.DatesProof is not null ? "file" : plan.Saying(s => s.Dates is not null) is not null || plan.Original.Dates != DateConvention.AskUser ? From(plan, s => s.Dates is not null) : "file";
        return new PreviewSetting("dates", "Order of dates", text, from);
    }

    private static string Amounts(FormatProfile profile)
    {
        string text = profile.Amounts switch
        {
            AmountConvention.Minor => "minor units (5200 is 52.00)",
            AmountConvention.Localised => profile.DecimalMark == ',' ? "with a decimal comma (1.234,50)" : "with a decimal point (1,234.50)",
            _ => "with a decimal point (1234.50)",
        };
        return profile.Negatives switch
        {
            NegativeAmounts.Refunds => text + "; a charge below zero is a refund",
            NegativeAmounts.SignIgnored => text + "; the sign says nothing",
            _ => text,
        };
    }

    private static string Currencies(FilePlan plan)
    {
        string text = plan.Saying(s => s.Currencies is not null)?.Currencies
            ?? (ReferenceEquals(plan.Original.Currencies, Values.Currencies.Iso) ? "ISO 4217" : ReferenceEquals(plan.Original.Currencies, Values.Currencies.TwoAlways) ? "two for every currency" : "the provider's own list");
        return plan.Saying(s => s.Decimals is not null)?.Decimals is { } decimals ? $"{text}; {string.Join(", ", decimals.Select(d => $"{d.Key} {d.Value}"))}" : text;
    }

    private static string From(FilePlan plan, Func<SourceSettings, bool> says) =>
        plan.Saying(says) is null ? "format" : plan.SettingsAreGiven ? "request" : "source";
}
