using Insights.Analytics.Metrics.ServiceLevels;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Insights.Analytics.Rollups.Tables;

/// <summary>The words of the columns that clocks store as numbers: each number is the word's place here. New words go to the end, because stored rows keep theirs.</summary>
internal static class ClockWords
{
    public static readonly string[] Metrics = [.. ClockMetrics.All.Select(metric => metric.Id())];

    /// <summary>In the order of <see cref="Verdict"/>.</summary>
    public static readonly string[] Verdicts =
        [TicketClock.Open, TicketClock.Met, TicketClock.Breached, TicketClock.Excluded, TicketClock.NoPolicy, TicketClock.Unmeasured, TicketClock.NoTarget];

    /// <summary>In the order of <see cref="ClosedBy"/>; the first stands for a clock that is open.</summary>
    public static readonly string[] Closings = ["", "reply", "solve", "leave", "merge"];

    /// <summary>In the order of <see cref="TimeOwner"/>.</summary>
    public static readonly string[] Owners = ["agent", "vendor", "customer", "third_party", "off_hours"];

    public static string Word(this Verdict verdict) => Verdicts[(int)verdict];

    public static string Word(this TimeOwner owner) => Owners[(int)owner];

    /// <summary>Words a filter may name and no row holds become a number that no row holds either.</summary>
    public sealed class Converter(string[] words) : ValueConverter<string, int>(word => Array.IndexOf(words, word), number => words[number]);
}
