using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>A thing only the person knows; the file is not imported before it is answered.</summary>
/// <param name="Setting">The property of the source's settings that answers it: <c>zone</c>, <c>dates</c>.</param>
/// <param name="Text">The question, with what in the file raises it.</param>
internal sealed record SettingQuestion(string Setting, string Text);

/// <summary>Settles what a layout leaves open: the order of day and month by proof, the zone by the source's settings. What stays open is asked and never guessed.</summary>
internal static class Settle
{
    public static (FormatProfile Profile, IReadOnlyList<SettingQuestion> Questions) Of(FileInspection file, FormatProfile profile, string source, bool datesAreSet, bool amountsAreSet)
    {
        var questions = new List<SettingQuestion>();
        if (profile.Times == TimeConvention.SourceZone && profile.Zone is null && NeedsZone(file, profile))
        {
            questions.Add(new SettingQuestion("zone",
                $"In which time zone does '{source}' write its times? {profile.Title} does not say it. Set \"zone\" of the source, like Europe/Berlin, or UTC."));
        }

        if (profile.Dates == DateConvention.AskUser && profile.Shape == RecordShape.Delimited)
        {
            var order = DateOrder.Of(file, profile);
            if (order.Order is { } proven)
            {
                profile = profile with { Dates = proven };
            }
            else if (order.IsContradictory)
            {
                questions.Add(new SettingQuestion("dates",
                    $"The file writes some dates with the day first and some with the month first (line {order.Line}: {order.Example}). Set \"dates\" of the source to day-first or month-first; rows that contradict it are rejected."));
            }
            else if (order.IsNeeded)
            {
                questions.Add(new SettingQuestion("dates",
                    $"Is {order.Example} (line {order.Line}) written with the day or the month first? No date of the file proves it. Set \"dates\" of the source to day-first or month-first."));
            }
            else
            {
                // No date of the sample needs an order; one that comes later is rejected with its line.
                profile = profile with { Dates = DateConvention.Iso };
            }
        }

        (profile, var open) = SavedAgain.Of(file, profile, datesAreSet, amountsAreSet);
        if (open is not null)
            questions.Add(open);
        return (profile, questions);
    }

    /// <summary>
    /// A table may name the zone in each time after all, or in a column; only then is nothing to be asked. A list in which no time can be read
    /// (its rows have more cells than its header, and are put right by their map) names none.
    /// </summary>
    private static bool NeedsZone(FileInspection file, FormatProfile profile)
    {
        if (profile.DateFields.Count == 0 || profile.Shape != RecordShape.Delimited)
            return !profile.IsMapped;
        bool isRead = false;
        foreach (var (text, _) in DateOrder.Cells(file, profile, c => c.Zone is not { Exists: true }))
        {
            if (!LocalTime.NamesZone(text, out bool isInstant, profile.SerialEpoch))
                return true;
            isRead |= isInstant;
        }

        return !isRead && !profile.IsMapped && profile.MayHaveExtraCells;
    }
}
