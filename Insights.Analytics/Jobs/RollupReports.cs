using Insights.Analytics.Rollups;

namespace Insights.Analytics.Jobs;

internal static class Summaries
{
    public static string Of(RollupOutcome done) => FormattableString.Invariant($"Derived {done.Days:N0} {(done.Days == 1 ? "day" : "days")} of payments and disputes and {done.Tickets:N0} {(done.Tickets == 1 ? "ticket" : "tickets")}.");
}

/// <summary>Passes steps on at once: <see cref="Progress{T}"/> would post them to another thread, out of order.</summary>
internal sealed class Relay(IProgress<JobProgress> progress) : IProgress<(double Fraction, string Text)>
{
    public void Report((double Fraction, string Text) value) => progress.Report(new(value.Fraction, value.Text));
}
