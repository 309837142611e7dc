using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.History;

/// <summary>Which clock of which closed month: the vendor is part of it, because each vendor's month was stamped for itself.</summary>
internal readonly record struct ClockName(DateOnly Month, int VendorId, string Metric, int Instance);

/// <summary>What a clock says, or said: the parts that a stamp freezes.</summary>
/// <param name="Verdict">Null when there is no such clock.</param>
/// <param name="InMonth">Decided in the month it is looked at for; of others only the verdict is told.</param>
internal sealed record ClockReading(
    string? Verdict, bool InMonth, long? BusinessSeconds = null, long? WallSeconds = null, long? TargetSeconds = null, bool ByBusinessTime = false,
    string? Policy = null, int? PolicyVersion = null, string? Calendar = null, int? CalendarVersion = null)
{
    public static readonly ClockReading Absent = new(null, false);

    public static ClockReading Of(StampedClock clock, StampedTerms terms) => new(
        clock.Breached ? TicketClock.Breached : TicketClock.Met, true, clock.BusinessSeconds, clock.WallSeconds, terms.TargetSeconds, terms.JudgedByBusinessTime,
        terms.Policy.Length == 0 ? null : terms.Policy, terms.Policy.Length == 0 ? null : terms.PolicyVersion,
        terms.Calendar.Length == 0 ? null : terms.Calendar, terms.Calendar.Length == 0 ? null : terms.CalendarVersion);

    public static ClockReading Of(StoredClock clock) => new(
        clock.Verdict.Word(), true, clock.BusinessSeconds, clock.WallSeconds, clock.TargetSeconds, clock.JudgedByBusinessTime,
        clock.Policy, clock.PolicyVersion, clock.Calendar, clock.CalendarVersion);

    /// <summary>What the last restatement said it says now.</summary>
    public static ClockReading Now(Restatement row) => new(
        row.NowVerdict, row.NowInMonth, row.NowBusinessSeconds, row.NowWallSeconds, row.NowTargetSeconds, row.NowByBusinessTime,
        row.NowPolicy, row.NowPolicyVersion, row.NowCalendar, row.NowCalendarVersion);

    /// <summary>What was stamped, as a restatement keeps it.</summary>
    public static ClockReading Was(Restatement row) => new(
        row.WasVerdict, row.WasVerdict is not null, row.WasBusinessSeconds, row.WasWallSeconds, row.WasTargetSeconds, row.WasByBusinessTime,
        row.WasPolicy, row.WasPolicyVersion, row.WasCalendar, row.WasCalendarVersion);

    /// <summary>
    /// Whether they say the same of the month. Two that are not in it do, whatever they are elsewhere. A length that was not known yet (a breach still
    /// running) and is known now is the course of things, no change of history.
    /// </summary>
    public bool SaysTheSameAs(ClockReading later) =>
        InMonth == later.InMonth && (!InMonth || (
            Verdict == later.Verdict && TargetSeconds == later.TargetSeconds && ByBusinessTime == later.ByBusinessTime
            && Policy == later.Policy && PolicyVersion == later.PolicyVersion && Calendar == later.Calendar && CalendarVersion == later.CalendarVersion
            && (BusinessSeconds is null || BusinessSeconds == later.BusinessSeconds) && (WallSeconds is null || WallSeconds == later.WallSeconds)));
}
