using System.Globalization;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Wording;

/// <summary>Alerts in plain words.</summary>
internal static class AlertTelling
{
    private static readonly LocalDatePattern s_dayWithName = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");

    /// <summary>"Failed payments · gateway corvex", "Fewer payments · all".</summary>
    public static string Name(string metric, bool isHigh, AlertMember? place) =>
        (isHigh ? Metric(metric) : "Fewer " + Lower(Metric(metric))) + (place is null ? "" : " · " + Place(place));

    public static string Metric(string metric) => metric switch
    {
        "failed_payments" => "Failed payments",
        "failed_refunds" => "Failed refunds",
        "refunds" => "Refunds",
        "payments" => "Payments",
        "tickets" => "Tickets",
        "disputes" => "Disputes",
        _ => Words.Label(metric),
    };

    /// <summary>What happened against what was expected; on one day with its hours, on several with the worst of them.</summary>
    public static string Sentence(Alert alert)
    {
        var subject = Metric(alert.Metric) + (alert.Place is { } place ? " " + At(place) : "");
        return alert.FirstDay == alert.LastDay ? OneDay(alert, subject) : Days(alert, subject);
    }

    /// <summary>"It goes on.", "As usual again from 16 October 2026.".</summary>
    public static string State(Alert alert) => alert.RecoveredDay is { } day ? $"As usual again from {Periods.Name(new(day, day))}." : "It goes on.";

    /// <summary>"71 % have the code gateway_timeout; 64 % are of Lumora Learning."; empty where they have nothing in common.</summary>
    public static string Common(IReadOnlyList<AlertMember> shared) =>
        shared.Count == 0 ? "" : Words.Sentence(string.Join("; ", shared.Take(3).Select(one => $"{Words.Percent(one.Share, 0)} {Has(one)}"))) + ".";

    public static string Hours(AlertWindow window) => string.Create(CultureInfo.InvariantCulture, $"{window.FromHour:00}:00 to {window.ToHour:00}:00");

    private static string OneDay(Alert alert, string subject)
    {
        var day = s_dayWithName.Format(alert.PeakDay);
        if (alert.Window is { } window && alert.IsHigh)
        {
            var hours = window.FromHour == 0 && window.ToHour == 24 ? $"on {day}" : $"from {Hours(window)} on {day}";
            return Said(subject, hours, window.Count, window.Usual, $"in the same hours of the {Before(alert)}");
        }

        return Said(subject, "on " + day, alert.Count, alert.Expected, $"by the {Before(alert)}");
    }

    private static string Days(Alert alert, string subject) =>
        Said(subject, Periods.In(new DateRange(alert.FirstDay, alert.LastDay)), alert.Count, alert.Expected, "as the weeks before lead to expect")[..^1] + $"; {s_dayWithName.Format(alert.PeakDay)} stood out most.";

    private static string Said(string subject, string when, long count, double usual, string source) => (usual > 0 ? count / usual : double.PositiveInfinity) switch
    {
        _ when count == 0 => $"There were no {Lower(subject)} {when}, where {Expected(usual)} are usual {source}.",
        _ when usual < 0.5 => $"There were {Number(count)} {Lower(subject)} {when}, where there are hardly any as a rule.",
        >= 1.95 and var times => string.Create(CultureInfo.InvariantCulture, $"{subject} were {times:0.#} times as many as usual {when}: {Number(count)} against {Expected(usual)} {source}."),
        >= 1 and var times => string.Create(CultureInfo.InvariantCulture, $"{subject} were {(times - 1) * 100:0} % more than usual {when}: {Number(count)} against {Expected(usual)} {source}."),
        var times => string.Create(CultureInfo.InvariantCulture, $"{subject} were {(1 - times) * 100:0} % fewer than usual {when}: {Number(count)} against {Expected(usual)} {source}."),
    };

    private static string Before(Alert alert)
    {
        var day = alert.PeakDay.DayOfWeek;
        return alert.ComparedDays == 1 ? $"last usual {day}" : string.Create(CultureInfo.InvariantCulture, $"last {Small(alert.ComparedDays)} usual {day}s");
    }

    private static string Small(int number) => number switch { 2 => "two", 3 => "three", 4 => "four", _ => number.ToString(CultureInfo.InvariantCulture) };

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Expected(double value) => value < 0.05 ? "none" : value.ToString(value < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    /// <summary>In a name: "gateway corvex".</summary>
    private static string Place(AlertMember place) => place.Dimension switch
    {
        "vendor" => place.Value,
        "bin" => "cards of BIN " + place.Value,
        "method" or "category" or "channel" or "reason" or "brand" or "network" => Lower(Words.Label(place.Dimension)) + " " + Lower(Words.Label(place.Value)),
        _ => Words.Label(place.Dimension).ToLowerInvariant() + " " + place.Value,
    };

    /// <summary>In a sentence: "on gateway corvex".</summary>
    private static string At(AlertMember place) => place.Dimension switch
    {
        "vendor" => "of " + place.Value,
        "gateway" => "on gateway " + place.Value,
        "method" => "by " + Lower(Words.Label(place.Value)),
        "bin" => "with cards of BIN " + place.Value,
        "brand" or "network" => "on " + Words.Label(place.Value),
        "country" => "from " + place.Value,
        "category" => "about " + Lower(Words.Label(place.Value)),
        "channel" => "by " + Lower(Words.Label(place.Value)),
        "team" => "of the team " + place.Value,
        "reason" => "as " + Lower(Words.Label(place.Value)),
        _ => "of " + Words.Label(place.Dimension).ToLowerInvariant() + " " + place.Value,
    };

    private static string Has(AlertMember shared) => shared.Dimension switch
    {
        "cause" => "failed for the cause " + Lower(Words.Label(shared.Value)),
        "failure_code" => "have the code " + shared.Value,
        "reason" => "are disputed as " + Lower(Words.Label(shared.Value)),
        "refund_mode" => "are " + Lower(Words.Label(shared.Value)),
        _ => "are " + At(shared),
    };

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
