using Insights.Analytics.Metrics.Chargebacks.Ledger;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Ledger;

/// <summary>The lifecycle of chargebacks.md, section 2, step by step.</summary>
public sealed class DisputeMachineTests
{
    private static readonly Instant s_opened = Instant.FromUtc(2026, 3, 1, 9, 0);

    [Fact]
    public void Derive_EventsOutOfOrder_IsWhatTheLastByTimeSays()
    {
        var standing = Of(State("won", 60), (60, "won"), (0, "needs_response"), (12, "challenged"));

        Assert.Equal(("won", "won", DisputeStage.Chargeback, 1), (standing.State, standing.Outcome, standing.Stage, standing.Cycle));
        Assert.Equal(["needs_response", "challenged", "won"], standing.Steps.Select(step => step.State));
        Assert.Equal((Day(12), Day(60), Day(60)), (standing.RespondedAt, standing.DecidedAt, standing.FinalAt));
    }

    [Fact]
    public void Derive_WholeRoad_CountsEachRound()
    {
        var standing = Of(
            State("won", 180), (-5, "fraud_notice"), (0, "inquiry_open"), (2, "inquiry_answered"), (10, "needs_response"), (20, "challenged"), (70, "lost"), (80, "pre_arbitration"),
            (110, "arbitration"), (180, "won"));

        Assert.Equal((DisputeStage.Arbitration, 3, "won"), (standing.Stage, standing.Cycle, standing.Outcome));
        Assert.Equal((Day(-5), Day(2)), (standing.NoticeAt, standing.RespondedAt));
        Assert.True(standing.LateWin);
    }

    [Fact]
    public void Derive_LostWithoutAChance_OpenedAsLost()
    {
        var standing = Of(State("lost", 0), (0, "lost"));
        Assert.True(standing.OpenedAsLost);
        Assert.False(standing.Challenged);
        Assert.Null(standing.RespondedLate);
    }

    [Fact]
    public void Derive_LostThenWon_IsALateWin() => Assert.True(Of(State("won", 90), (0, "needs_response"), (60, "lost"), (90, "won")).LateWin);

    [Fact]
    public void Derive_ReversedProvisionally_IsFinalOnlyAfterTheNetworksTime()
    {
        // Adyen's CHARGEBACK_REVERSED: a second chargeback may follow, with Mastercard for 45 days.
        var standing = Of(State("won", 40) with { OutcomeIsProvisional = true, Network = "mastercard" }, (0, "needs_response"), (20, "challenged"), (40, "won"));
        Assert.Equal((Day(40), Day(85)), (standing.DecidedAt, standing.FinalAt));
    }

    [Fact]
    public void Derive_SecondChargeback_IsAnotherRound()
    {
        var standing = Of(State("lost", 70), (0, "needs_response"), (20, "challenged"), (40, "won"), (70, "lost"));
        Assert.Equal(("lost", 2), (standing.Outcome, standing.Cycle));
        Assert.False(standing.LateWin);
    }

    [Theory]
    [InlineData(17, "challenged", false)]
    [InlineData(18, "challenged", false)]
    [InlineData(19, "challenged", true)]
    [InlineData(18, "expired", true)]
    [InlineData(5, "accepted", false)]
    public void Derive_AgainstTheDueDate_ToldToTheSecond(int day, string state, bool late) =>
        Assert.Equal(late, Of(State(state, day) with { DueAt = Day(18) }, (0, "needs_response"), (day, state)).RespondedLate);

    [Fact]
    public void Derive_StillOpen_NothingIsLateYet()
    {
        var standing = Of(State("needs_response", 0) with { DueAt = Day(18) }, (0, "needs_response"));
        Assert.Equal((null, null, null), (standing.Outcome, standing.RespondedLate, standing.DecidedAt));
    }

    [Fact]
    public void Derive_RowNewerThanItsEvents_TheRowCounts()
    {
        var standing = Of(State("lost", 50) with { DecidedAt = Day(49) }, (0, "needs_response"), (10, "challenged"));
        Assert.Equal(("lost", Day(49)), (standing.State, standing.DecidedAt));
    }

    [Fact]
    public void Derive_RowOlderThanItsEvents_TheEventsCount()
    {
        var standing = Of(State("challenged", 12), (0, "needs_response"), (10, "challenged"), (50, "won"));
        Assert.Equal(("won", Day(50)), (standing.State, standing.DecidedAt));
    }

    [Fact]
    public void Derive_WithoutEvents_TheRowTellsAll()
    {
        var standing = DisputeMachine.Derive(State("won", 50) with { EvidenceSubmittedAt = Day(8), DecidedAt = Day(50) });
        Assert.Equal(["challenged", "won"], standing.Steps.Select(step => step.State));
        Assert.Equal((Day(8), Day(50)), (standing.RespondedAt, standing.DecidedAt));
    }

    [Fact]
    public void Derive_RowThatTellsNoTimeOfItsAnswer_TellsNoSpeed()
    {
        var standing = DisputeMachine.Derive(State("challenged", 5));
        Assert.True(standing.Challenged);
        Assert.Null(standing.RespondedAt);
    }

    [Fact]
    public void Derive_PreventedOrWithdrawn_EndsWithoutALoss()
    {
        Assert.Equal("prevented", Of(State("prevented", 0), (0, "prevented")).Outcome);
        Assert.Equal("withdrawn", Of(State("withdrawn", 9), (0, "needs_response"), (9, "withdrawn")).Outcome);
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public void Qualifies_BetweenHundredAndTwentyDaysAndAYear(int days, bool expected)
    {
        Assert.Equal(expected, CompellingEvidence.Qualifies("fp", "fp", days, reported: false));
        Assert.False(CompellingEvidence.Qualifies("fp", "other", days, reported: false));
        Assert.False(CompellingEvidence.Qualifies("fp", "fp", days, reported: true));
        Assert.False(CompellingEvidence.Qualifies(null, null, days, reported: false));
    }

    private static Instant Day(int day) => s_opened + Duration.FromDays(day);

    private static DisputeCase State(string state, int reported) => new() { OpenedAt = s_opened, State = state, ReportedAt = Day(reported) };

    private static DisputeStanding Of(DisputeCase dispute, params (int Day, string State)[] events) =>
        DisputeMachine.Derive(dispute with { Events = [.. events.Select(each => new DisputeEvent(Day(each.Day), each.State, each.State))] });
}
